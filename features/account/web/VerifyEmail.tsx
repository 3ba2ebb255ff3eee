import { buttonClass } from '@sotto/ui';
import { useApi, Link } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { verifyEmail } from '../api.ts';
import { Door } from './Door.tsx';
import { accountLinks } from './links.ts';
import { formError } from './problem-words.ts';
import { texts } from './texts.ts';

/** Confirms the address whose token stands in the fragment, once, and leads on to signing in. */
export function VerifyEmail() {
  const api = useApi();
  const token = location.hash.slice(1);
  // A query and not a mutation: it runs by being looked at, once, also when React renders twice.
  const confirming = useQuery({
    queryKey: ['verify-email', token],
    queryFn: () => api(verifyEmail, { body: { token } }),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  });
  if (token === '') return <Outcome title={texts.notConfirmed} lead={texts.noToken} />;
  if (confirming.isPending)
    return (
      <Door title={texts.confirming} alone>
        {null}
      </Door>
    );
  if (confirming.isError) return <Outcome title={texts.notConfirmed} lead={formError(confirming.error, []) ?? texts.noToken} />;
  return <Outcome title={texts.confirmed} lead={texts.confirmedLead} />;
}

function Outcome({ title, lead }: { readonly title: string; readonly lead: string }) {
  return (
    <Door title={title} alone>
      <p className="door-note" role="status">
        {lead}
      </p>
      <p className="acts">
        <Link className={buttonClass({ look: 'primary', size: 'large' })} {...accountLinks.signIn()}>
          {texts.signIn}
        </Link>
      </p>
    </Door>
  );
}
