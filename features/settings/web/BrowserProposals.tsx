/** Once, for a new account: the zone, the language and with it the currency of this browser become those of the settings. Shows nothing. */
import { theme } from '@sotto/ui/app';
import { useEffect, useEffectEvent } from 'react';
import { currencyOf } from './currency-of.ts';
import { useChangeSettings, useSettings } from './queries.ts';

export function BrowserProposals() {
  const settings = useSettings();
  const change = useChangeSettings({ quiet: true });
  const untouched = settings?.revision === 1;
  const propose = useEffectEvent(() =>
    change({
      zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale: navigator.language,
      ...currencyOf(navigator.language),
    }),
  );
  useEffect(() => {
    if (untouched) propose();
  }, [untouched]);

  // The theme chosen elsewhere holds here until this browser is told otherwise.
  const chosen = settings?.theme;
  useEffect(() => {
    if (chosen !== undefined && theme.get() === 'system') theme.set(chosen);
  }, [chosen]);
  return null;
}
