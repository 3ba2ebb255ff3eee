/** Starts the web app: services, keys, theme, router. */
import '@sotto/ui/styles.css';
import { AppServicesProvider, applyTheme, createAppServices, listenToKeys, notify, theme } from '@sotto/ui/app';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './router.ts';
import { texts } from './texts.ts';

const services = createAppServices({ signedOut });

theme.subscribe(() => applyTheme(theme.get()));
listenToKeys(document);

const place = document.getElementById('root');
if (!place) throw new Error('The page has no place for the app.');
createRoot(place).render(
  <StrictMode>
    <AppServicesProvider services={services}>
      <RouterProvider router={router} />
    </AppServicesProvider>
  </StrictMode>,
);

/** The session ended, or there was none: to the sign-in page, and afterwards back. */
function signedOut(): void {
  const { pathname, href } = router.state.location;
  if (pathname.startsWith('/sign-')) return;
  if (services.queries.getQueryData(['account']) !== undefined) notify({ text: texts.signedOut });
  services.queries.clear();
  void router.navigate({ to: '/sign-in', search: { next: href } as never, replace: true });
}
