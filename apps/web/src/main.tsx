/** Starts the web app: services, keys, theme, routes. */
import '@sotto/ui/styles.css';
import {
  AppServicesProvider,
  Router,
  applyTheme,
  arrive,
  createAppServices,
  hasDrafts,
  listenToKeys,
  navigate,
  notify,
  place,
  theme,
} from '@sotto/ui/app';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { routes } from './routes.tsx';
import { Everywhere } from './shell/Everywhere.tsx';
import { stops } from './shell/stops.tsx';
import { texts } from './texts.ts';

const services = createAppServices({ signedOut, halted });

theme.subscribe(() => applyTheme(theme.get()));
listenToKeys(document);
// A page the browser kept whole and shows again, as after signing out and going back, may hold what is no longer one's to see.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the app.');
await arrive(routes);
createRoot(root).render(
  <StrictMode>
    <AppServicesProvider services={services}>
      <Router routes={routes} stops={stops}>
        <Everywhere />
      </Router>
    </AppServicesProvider>
  </StrictMode>,
);

/** The session ended, or there was none: to the sign-in page, and afterwards back. */
function signedOut(): void {
  const { pathname, href } = place.get();
  if (pathname.startsWith('/sign-')) return;
  if (services.queries.getQueryData(['account']) !== undefined) {
    notify({ text: hasDrafts() ? texts.signedOutTyped : texts.signedOut });
  }
  services.queries.clear();
  navigate({ to: '/sign-in', search: { next: href }, replace: true });
}

/** The account was disabled, or frozen elsewhere, while one was in it: once it is read again, the frame shows what is left to do. */
function halted(): void {
  void services.queries.invalidateQueries({ queryKey: ['account'] });
}
