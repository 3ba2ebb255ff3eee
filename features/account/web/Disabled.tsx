import './account.css';
import { exportEverything } from '@sotto/features/transfer/api';
import { Block, Button, Line, buttonClass } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { AccountView } from '../api.ts';
import { ConfirmDeletion } from './ConfirmDeletion.tsx';
import DeleteData from './DeleteData.tsx';
import { Door } from './Door.tsx';
import { Identity } from './Identity.tsx';
import { saveFile } from './save-file.ts';
import { doorTexts as texts } from './texts-doors.ts';
import { titles } from './titles.ts';

export interface DisabledProps {
  readonly account: AccountView & { readonly disabledAt: string };
  readonly onSignOut: () => void;
}

/** What someone whose account is disabled may still do: take what is theirs, delete it, ask why, leave. */
export default function Disabled({ account, onSignOut }: DisabledProps) {
  const signOut = (
    <button type="button" className="link" onClick={onSignOut}>
      {texts.signOut}
    </button>
  );
  return (
    <>
      <Door title={titles.disabled} alone aside={signOut}>
        <p className="door-note">{texts.disabledLead(longDay(account.disabledAt))}</p>
        <Block title={texts.stillYours}>
          <TakeEverything />
          <Line name={texts.askWhy} sub={texts.askWhySub}>
            <a className={buttonClass({ size: 'small' })} href="/privacy#contact">
              {texts.contact}
            </a>
          </Line>
        </Block>
        <Block title={texts.deleteBlock}>
          <DeleteData />
          <ConfirmDeletion account={account} />
        </Block>
      </Door>
      <Identity />
    </>
  );
}

function TakeEverything() {
  const api = useApi();
  const taking = useMutation({
    mutationFn: async () => (await api(exportEverything, {})).body,
    onSuccess: (json) => saveFile(json, 'sotto.json'),
  });
  return (
    <Line name={texts.takeWithYou} sub={texts.takeWithYouSub}>
      <Button size="small" look="primary" icon={Download} disabled={taking.isPending} onClick={() => taking.mutate()}>
        {texts.download}
      </Button>
    </Line>
  );
}

/** As the browser writes dates: the person's own settings wait, too. */
function longDay(instant: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(Date.parse(instant));
}
