/**
 * Calling the server, from one place: every answer that is not a success is understood here once.
 *
 * Not signed in → asked once more, then the sign-in page. Disabled → the one page there is then. Asked to confirm who they
 * are → a dialog, then the call again. A write that did not arrive → a notice that says what stays. What remains reaches the
 * caller as a `Problem`.
 */
import { type Client, Problem, createClient } from '@sotto/contract';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, createContext, useContext } from 'react';
import { fetchOrTake } from './early.ts';
import { notify } from './notices.ts';
import { texts } from './texts.ts';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** Problems the form itself shows, so that no notice repeats them. `true`: all of them. */
      readonly shownBeside?: true | readonly Problem['problem'][];
    };
  }
}

export interface AppServices {
  readonly api: Client;
  readonly queries: QueryClient;
}

/** What only the shell can do about an answer. */
export interface Answers {
  /** The session has ended, or there was none. */
  signedOut(): void;
  /** The operator disabled the account, or its owner froze it: hardly anything is answered any more. */
  halted(): void;
}

const Services = createContext<AppServices | null>(null);

/** Resolves to whether the person confirmed who they are. Set by features/account. */
type Confirmation = () => Promise<boolean>;
let confirmIdentity: Confirmation = () => Promise.resolve(false);

/** Puts up what asks a person who they are; the account feature calls it once. */
export function onIdentityAsked(ask: Confirmation): void {
  confirmIdentity = ask;
}

export function createAppServices(answers: Answers): AppServices {
  const call = createClient({ origin: '', fetch: fetchOrTake });
  const api: Client = async (endpoint, input, signal) => {
    try {
      return await call(endpoint, input, signal);
    } catch (error) {
      if (!(error instanceof Problem) || !(await isWorthAsking(error))) throw error;
      return call(endpoint, input, signal);
    }
  };
  /** Whether the call that met this would be answered now. Asked once per call. */
  async function isWorthAsking({ problem }: Problem): Promise<boolean> {
    if (problem === 'reauthentication-required') return confirmIdentity();
    // A proof, here or in another tab, renews the session's token; what was on its way meanwhile carried the old one.
    return problem === 'not-signed-in' && queries.getQueryData(['account']) !== undefined;
  }
  const queries = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, refetchInterval: 60_000, retry: retryable, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
    queryCache: new QueryCache({ onError: (error) => void answeredByShell(error, answers) }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (!answeredByShell(error, answers))
          tell(error, mutation.meta?.shownBeside, () => void mutation.execute(mutation.state.variables));
      },
    }),
  });
  return { api, queries };
}

function answeredByShell(error: unknown, answers: Answers): boolean {
  if (!(error instanceof Problem)) return false;
  if (error.problem === 'not-signed-in') answers.signedOut();
  else if (error.problem === 'account-disabled') answers.halted();
  else {
    // Frozen, all is still there to be read: so it is also said why this was not done.
    if (error.problem === 'account-frozen') answers.halted();
    return false;
  }
  return true;
}

/** Reading is tried again when the server did not answer, not when it said no. */
function retryable(count: number, error: unknown): boolean {
  return count < 2 && error instanceof Problem && error.status >= 500;
}

function tell(error: unknown, shownBeside: true | readonly string[] | undefined, again: () => void): void {
  if (shownBeside === true || (error instanceof Problem && shownBeside?.includes(error.problem))) return;
  if (!(error instanceof Problem)) notify({ text: texts.failed, tone: 'bad' });
  else if (error.problem === 'unavailable')
    notify({ text: texts.notSaved, tone: 'bad', act: { label: texts.tryAgain, run: again } });
  else notify({ text: error.message, tone: 'bad' });
}

export function AppServicesProvider({ services, children }: { readonly services: AppServices; readonly children: ReactNode }) {
  return (
    <Services value={services}>
      <QueryClientProvider client={services.queries}>{children}</QueryClientProvider>
    </Services>
  );
}

/**
 * The function that calls the server.
 *
 * @example const api = useApi(); useQuery({ queryKey: ['groups'], queryFn: ({ signal }) => api(listGroups, {}, signal) })
 */
export function useApi(): Client {
  const services = useContext(Services);
  if (!services) throw new Error('useApi stands outside of AppServicesProvider.');
  return services.api;
}
