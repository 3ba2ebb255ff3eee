/** Countries and states by their names and codes, as lists of forms write them. */
import { plain } from './plain.ts';

const codes = () => {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  return letters.flatMap((first) => letters.map((second) => first + second));
};

const namesByLanguage = new Map<string, Intl.DisplayNames>();

/** Making one takes far longer than asking it. */
function nameIn(language: string, code: string): string | undefined {
  const names = namesByLanguage.get(language) ?? new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  namesByLanguage.set(language, names);
  return names.of(code);
}

/** Names that no standard lists but every form knows. */
const others: Readonly<Record<string, readonly string[]>> = {
  US: ['usa', 'u s', 'u s a', 'united states of america', 'america'],
  GB: ['uk', 'u k', 'great britain', 'england', 'united kingdom of great britain and northern ireland'],
  CZ: ['czech republic'],
  NL: ['holland', 'the netherlands'],
  KR: ['south korea', 'korea republic of'],
  RU: ['russian federation'],
  AE: ['uae'],
};

let known: ReadonlyMap<string, string> | undefined;

/** Every country's plain English name to its code. */
function countriesByName(): ReadonlyMap<string, string> {
  known ??= new Map(
    codes().flatMap((code) => {
      const name = nameIn('en', code);
      return [...(name === undefined ? [] : [name]), ...(others[code] ?? [])].map((each) => [plain(each), code] as const);
    }),
  );
  return known;
}

/** The ISO 3166-1 code of a country written as a code or an English name, or in its language; `null`: not known. */
export function countryCodeOf(text: string | null | undefined, language = 'en'): string | null {
  if (text == null) return null;
  if (/^[A-Za-z]{2}$/.test(text) && nameIn('en', text.toUpperCase()) !== undefined) return text.toUpperCase();
  const name = plain(text);
  return countriesByName().get(name) ?? codes().find((code) => plain(nameIn(language, code) ?? '') === name) ?? null;
}

/** How a form may write a country, the best first: its names in English, in the page's language and in its own, then codes. */
export function spellingsOfCountry(code: string, language: string): string[] {
  const own = new Intl.Locale(`und-${code}`).maximize().language;
  const names = ['en', language || 'en', own].map((each) => nameIn(each, code) ?? '').filter((name) => name !== '');
  return [...new Set([...names, ...(others[code] ?? []), code, threeLetters[code] ?? code])];
}

/** Codes of three letters, where they are not the first letters of the name. Source: ISO 3166-1. */
const threeLetters: Readonly<Record<string, string>> = {
  US: 'USA',
  GB: 'GBR',
  DE: 'DEU',
  FR: 'FRA',
  ES: 'ESP',
  IT: 'ITA',
  PT: 'PRT',
  NL: 'NLD',
  BE: 'BEL',
  AT: 'AUT',
  CH: 'CHE',
  PL: 'POL',
  CZ: 'CZE',
  SK: 'SVK',
  SE: 'SWE',
  NO: 'NOR',
  DK: 'DNK',
  FI: 'FIN',
  IE: 'IRL',
  CA: 'CAN',
  AU: 'AUS',
  NZ: 'NZL',
  IN: 'IND',
  JP: 'JPN',
  BR: 'BRA',
  MX: 'MEX',
  UA: 'UKR',
  RU: 'RUS',
};

/** The countries that a text names, by code. `US` and the like only in capitals. */
export function countriesIn(text: string): string[] {
  const words = ` ${plain(text)} `;
  const named = [...countriesByName()].filter(([name]) => name.length > 3 && words.includes(` ${name} `)).map(([, code]) => code);
  const short = (['US', 'UK', 'EU', 'USA', 'UAE'] as const).filter((each) =>
    new RegExp(`(?<![A-Za-z.])${Array.from(each).join('\\.?')}(?![A-Za-z])`).test(text),
  );
  return [...new Set([...named, ...short.map((each) => shortForms[each])])];
}

// EU is no country: naming it keeps an answer for another one away.
const shortForms = { US: 'US', USA: 'US', UK: 'GB', UAE: 'AE', EU: 'EU' } as const;

const states =
  'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NS Nova Scotia,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan';

/** How a form may write a state or province: as it is, and for those of the United States and Canada by name and code. */
export function spellingsOfRegion(region: string): string[] {
  const name = plain(region);
  const pair = states.split(',').find((each) => plain(each.slice(3)) === name || each.slice(0, 2).toLowerCase() === name);
  return pair ? [pair.slice(3), pair.slice(0, 2)] : [region];
}
