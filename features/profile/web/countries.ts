/** The countries there are, by the browser's own list: its names, and which codes it knows. */

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
}

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** What the list of regions holds besides countries: unions, test entries, outlying seas. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA']);
const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));

/** All of them, in order of name. */
export const countries: readonly Country[] = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((code) => !noCountries.has(code) && !isOfThePast(code) && names.of(code) !== undefined)
  .map((code) => ({ code, name: nameOf(code) }))
  .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));

/** The name of a country, else its code. */
export function nameOf(code: string): string {
  return names.of(code) ?? code;
}

/** A code that stands for another one now, such as that of a state that is no more. */
function isOfThePast(code: string): boolean {
  return new Intl.Locale(`und-${code}`).maximize().region !== code && new Intl.Locale(`und-${code}`).region !== code;
}
