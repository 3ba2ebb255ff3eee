/** The currency that people are paid in where a language tag says they are. */
import type { Settings } from '@sotto/domain';

/** By ISO 3166 code, where it is not the euro. Regions that are missing are not guessed at. */
const byRegion: Readonly<Record<string, string>> = {
  AU: 'AUD',
  BR: 'BRL',
  CA: 'CAD',
  CH: 'CHF',
  CZ: 'CZK',
  DK: 'DKK',
  GB: 'GBP',
  HU: 'HUF',
  IL: 'ILS',
  IN: 'INR',
  JP: 'JPY',
  KR: 'KRW',
  MX: 'MXN',
  NO: 'NOK',
  NZ: 'NZD',
  PL: 'PLN',
  RO: 'RON',
  SE: 'SEK',
  SG: 'SGD',
  TR: 'TRY',
  UA: 'UAH',
  US: 'USD',
  ZA: 'ZAR',
};

/** What to propose for `language`; nothing where it names no region, or one we do not know of. */
export function currencyOf(language: string): Partial<Pick<Settings, 'currency'>> {
  const region = new Intl.Locale(language).region;
  const currency = region === undefined ? undefined : byRegion[region];
  return currency === undefined ? {} : { currency };
}
