import { Block, type Choice, Line, Segments, Switch } from '@sotto/ui';
import type { AccountView } from '../../api.ts';
import { useChangeAccount } from '../queries.ts';
import { texts } from '../texts-security.ts';

const idleChoices = [
  { value: '60', label: '1 hour' },
  { value: '1440', label: '1 day' },
  { value: '10080', label: '7 days' },
] as const satisfies readonly Choice<string>[];

const absoluteChoices = [
  { value: '1', label: '1 day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
] as const satisfies readonly Choice<string>[];

/** How long a sign-in lasts, and whether it is told of. */
export function Lasting({ account }: { readonly account: AccountView }) {
  const change = useChangeAccount();
  return (
    <Block title={texts.howLong}>
      <Line name={texts.idle} sub={texts.idleSub}>
        <Segments<string>
          label={texts.idle}
          choices={idleChoices}
          value={String(account.idleMinutes)}
          onChange={(minutes) => change.mutate({ idleMinutes: Number(minutes) })}
        />
      </Line>
      <Line name={texts.absolute} sub={texts.absoluteSub}>
        <Segments<string>
          label={texts.absolute}
          choices={absoluteChoices}
          value={String(account.sessionDays)}
          onChange={(days) => change.mutate({ sessionDays: Number(days) })}
        />
      </Line>
      <Line name={texts.tellOfSignIns} sub={account.mailLeaves ? texts.tellOfSignInsSub : texts.tellOfSignInsHere}>
        <Switch
          aria-label={texts.tellOfSignIns}
          checked={account.mailOnSignIn}
          onChange={(event) => change.mutate({ mailOnSignIn: event.target.checked })}
        />
      </Line>
    </Block>
  );
}
