import { useApi } from '@sotto/ui/app';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { verifyEmail } from '../api.ts';
import { Door } from './Door.tsx';
import { useLinkToken } from './link-token.ts';
import { accountLinks } from './links.ts';
import { Outcome } from './Outcome.tsx';
import { formError } from './problem-words.ts';
import { accountKey } from './queries.ts';
import { doorTexts } from './texts-doors.ts';
import { texts } from './texts.ts';

const toSignIn = { to: accountLinks.signIn(), label: texts.signIn };

/** Confirms the address whose token stands in the fragment, once: of a new account, or a new one of an old account. */
export function VerifyEmail() {
  const api = useApi();
  const queries = useQueryClient();
  const token = useLinkToken();
  // A query and not a mutation: it runs by being looked at, once, also when React renders twice.
  const confirming = useQuery({
    queryKey: ['verify-email', token],
    queryFn: async () => {
      const { next } = (await api(verifyEmail, { body: { token } })).body;
      if (next === 'account') await queries.invalidateQueries({ queryKey: accountKey });
      return next;
    },
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  });
  if (token === '') return <Outcome title={texts.notConfirmed} lead={texts.noToken} ways={[toSignIn]} />;
  if (confirming.isPending)
    return (
      <Door title={texts.confirming} alone>
        {null}
      </Door>
    );
  if (confirming.isError)
    return <Outcome title={texts.notConfirmed} lead={formError(confirming.error, []) ?? texts.noToken} ways={[toSignIn]} />;
  if (confirming.data === 'account')
    return (
      <Outcome
        title={doorTexts.addressChanged}
        lead={doorTexts.addressChangedLead}
        ways={[{ to: accountLinks.account(), label: doorTexts.toAccount }]}
      />
    );
  return <Outcome title={texts.confirmed} lead={texts.confirmedLead} ways={[toSignIn]} />;
}
