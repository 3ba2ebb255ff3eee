import './account.css';
import { Block, Line, buttonClass } from '@sotto/ui';
import type { ReactNode } from 'react';
import type { AccountView } from '../api.ts';
import { ConfirmDeletion } from './ConfirmDeletion.tsx';
import DeleteData from './DeleteData.tsx';
import { Door } from './Door.tsx';
import { Identity } from './Identity.tsx';
import { TakeWithYou } from './TakeWithYou.tsx';
import { doorTexts as texts } from './texts-doors.ts';
import { titles } from './titles.ts';

export interface DisabledProps {
  readonly account: AccountView & { readonly disabledAt: string };
  /** What was done in the account. */
  readonly activity: ReactNode;
  readonly onSignOut: () => void;
}

/** What someone whose account is disabled may still do: take what is theirs, see what was done, ask why, delete it, leave. */
export default function Disabled({ account, activity, onSignOut }: DisabledProps) {
  const signOut = (
    <button type="button" className="link" onClick={onSignOut}>
      {texts.signOut}
    </button>
  );
  return (
    <>
      <Door title={titles.disabled} alone aside={signOut}>
        <p className="door-note">{texts.disabledLead(longDay(account.disabledAt))}</p>
        <TakeWithYou />
        <Block title={texts.whoToAsk}>
          <Line name={texts.askWhy} sub={texts.askWhySub}>
            <a className={buttonClass({ size: 'small' })} href="/privacy#contact">
              {texts.contact}
            </a>
          </Line>
        </Block>
        {activity}
        <Block title={texts.deleteBlock}>
          <DeleteData />
          <ConfirmDeletion account={account} />
        </Block>
      </Door>
      <Identity />
    </>
  );
}

/** As the browser writes dates: the person's own settings wait, too. */
function longDay(instant: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(Date.parse(instant));
}
