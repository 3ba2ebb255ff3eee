import { PageTitle, Skeleton, later } from '@sotto/ui';
import { useState } from 'react';
import './account.css';
import { useAccount, useSessions } from './queries.ts';
import { Lasting } from './security/Lasting.tsx';
import { useIdentities, usePasskeys, useTwoFactor } from './security/queries.ts';
import './security/security.css';
import { Sessions } from './security/Sessions.tsx';
import { SigningIn, type WaysIn, countOf } from './security/SigningIn.tsx';
import { texts } from './texts-security.ts';

const AfterTheft = later(() => import('./security/AfterTheft.tsx'));

/** Settings, Security: how one signs in, where one is signed in, and how long that lasts. */
export function SecurityPage() {
  const ways = useWaysIn();
  const { data: sessions } = useSessions();
  return (
    <>
      <PageTitle lead={ways && leadOf(ways)}>{texts.security}</PageTitle>
      {ways ? <SigningIn {...ways} /> : <Skeleton lines={3} height="3rem" />}
      {ways && sessions ? <Sessions account={ways.account} sessions={sessions} /> : <Skeleton lines={2} height="3rem" />}
      {ways && <Lasting account={ways.account} />}
      <Lost />
    </>
  );
}

/** `null` until all of it is known: lines that come one by one would jump. */
function useWaysIn(): WaysIn | null {
  const [{ data: account }, { data: twoFactor }] = [useAccount(), useTwoFactor()];
  const [{ data: passkeys }, { data: identities }] = [usePasskeys(), useIdentities()];
  return account && twoFactor && passkeys && identities ? { account, twoFactor, passkeys, identities } : null;
}

function leadOf(ways: WaysIn): string {
  const count = countOf(ways);
  return count === 1 && ways.account.passwordChangedAt === null ? texts.onlyOneWay : texts.waysIn(count);
}

function Lost() {
  const [shown, setShown] = useState(false);
  return (
    <p className="page-lead after">
      {texts.lost}{' '}
      <button type="button" className="link" onClick={() => setShown(true)}>
        {texts.afterTheft}
      </button>
      {shown && <AfterTheft onClose={() => setShown(false)} />}
    </p>
  );
}
