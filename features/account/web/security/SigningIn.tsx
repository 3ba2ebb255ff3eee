/** Everything one signs in with, a line each. */
import { Block } from '@sotto/ui';
import type { AccountView, IdentityView, PasskeyView, TwoFactorView } from '../../api.ts';
import { texts } from '../texts-security.ts';
import { IssuerLines } from './IssuerLines.tsx';
import { PasskeysLine } from './PasskeysLine.tsx';
import { PasswordLine } from './PasswordLine.tsx';
import { TwoFactorLine } from './TwoFactorLine.tsx';

export interface WaysIn {
  readonly account: AccountView;
  readonly twoFactor: TwoFactorView;
  readonly passkeys: readonly PasskeyView[];
  readonly identities: readonly IdentityView[];
}

export function SigningIn(ways: WaysIn) {
  const { account, twoFactor, passkeys, identities } = ways;
  const isLast = countOf(ways) === 1;
  return (
    <Block title={texts.signingIn}>
      <PasswordLine account={account} isLast={isLast} />
      <TwoFactorLine twoFactor={twoFactor} />
      <PasskeysLine passkeys={passkeys} />
      <IssuerLines identities={identities} />
    </Block>
  );
}

/** Ways to come in that need no other: the second factor is none. */
export function countOf({ account, passkeys, identities }: WaysIn): number {
  return (account.passwordChangedAt === null ? 0 : 1) + passkeys.length + identities.length;
}
