/** Settings, Appearance: theme and keys of this device; language, zone, week and currency of the person. */
import { weekdays } from '@sotto/domain';
import { Block, Line, PageTitle, Segments, Skeleton, Switch } from '@sotto/ui';
import { Combobox, Select } from '@sotto/ui/choice';
import { type Theme, singleKeys, theme, themes, useStore } from '@sotto/ui/app';
import { useState } from 'react';
import type { SettingsView } from '../api.ts';
import { type SettingsChange, useChangeSettings, useSettings } from './queries.ts';
import { texts } from './texts.ts';

const zones = Intl.supportedValuesOf('timeZone').map((value) => ({ value }));
const languages = [
  'en-GB',
  'en-US',
  'en-IE',
  'en-CA',
  'en-AU',
  'de-DE',
  'de-AT',
  'de-CH',
  'fr-FR',
  'es-ES',
  'it-IT',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'sv-SE',
  'ja-JP',
];
const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });
const currencies = Intl.supportedValuesOf('currency').map((code) => ({
  value: code,
  label: code,
  end: currencyNames.of(code) ?? '',
}));

export function AppearancePage() {
  const settings = useSettings();
  const change = useChangeSettings();
  return (
    <>
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      <OfThisDevice onTheme={(chosen) => change({ theme: chosen })} />
      <Block title={texts.everywhere}>
        {settings ? <OfThePerson settings={settings} change={change} /> : <Skeleton lines={4} height="2.5rem" />}
      </Block>
    </>
  );
}

function OfThisDevice({ onTheme }: { readonly onTheme: (chosen: Theme) => void }) {
  const chosen = useStore(theme);
  const keys = useStore(singleKeys);
  function choose(next: Theme) {
    theme.set(next);
    onTheme(next);
  }
  return (
    <Block title={texts.device}>
      <Line name={texts.theme} sub={texts.themeSub}>
        <Segments
          label={texts.theme}
          value={chosen}
          onChange={choose}
          choices={themes.map((value) => ({ value, label: texts.themes[value] }))}
        />
      </Line>
      <Line name={texts.keys} sub={texts.keysSub}>
        <Switch aria-label={texts.keys} checked={keys} onChange={(event) => singleKeys.set(event.target.checked)} />
      </Line>
    </Block>
  );
}

interface OfThePersonProps {
  readonly settings: SettingsView;
  readonly change: (change: SettingsChange) => void;
}

function OfThePerson({ settings, change }: OfThePersonProps) {
  const offered = languages.includes(settings.locale) ? languages : [settings.locale, ...languages];
  return (
    <>
      <Line name={texts.locale} sub={texts.localeSub}>
        <Select
          label={texts.locale}
          value={settings.locale}
          onChange={(locale) => change({ locale })}
          options={offered.map(languageOption)}
        />
      </Line>
      <ZoneLine settings={settings} change={change} />
      <Line name={texts.weekStart}>
        <Segments
          label={texts.weekStart}
          value={settings.weekStart}
          onChange={(weekStart) => change({ weekStart })}
          choices={weekdays.map((value) => ({ value, label: texts.weekdays[value] }))}
        />
      </Line>
      <Line name={texts.currency} sub={texts.currencySub}>
        <Select
          label={texts.currency}
          value={settings.currency}
          onChange={(currency) => change({ currency })}
          options={currencies}
        />
      </Line>
    </>
  );
}

/** The zone is typed, with suggestions: there are four hundred. Kept as soon as it is one. */
function ZoneLine({ settings, change }: OfThePersonProps) {
  const [typed, setTyped] = useState(settings.zone);
  const [kept, setKept] = useState(settings.zone);
  // Changed elsewhere in the meantime (by Undo, by the browser's proposal): what is kept is what is shown.
  if (kept !== settings.zone) {
    setKept(settings.zone);
    setTyped(settings.zone);
  }
  const known = typed === 'UTC' || zones.some(({ value }) => value === typed);
  function type(next: string) {
    setTyped(next);
    if (next !== settings.zone && zones.some(({ value }) => value === next)) change({ zone: next });
  }
  return (
    <Line name={texts.zone} sub={known ? texts.zoneSub(timeIn(typed, settings.locale)) : texts.unknownZone}>
      <Combobox narrow label={texts.zone} value={typed} onChange={type} suggestions={zones} />
    </Line>
  );
}

function timeIn(zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(Date.now());
}

function languageOption(locale: string) {
  return { value: locale, label: new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale };
}
