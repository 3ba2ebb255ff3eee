/** Words as they are compared: without case, accents and marks, and lists of phrases to be found among them. */

/** Small letters, no accents, words apart by one space; camelCase and letters beside digits are words of their own. */
export function plain(text: string): string {
  return unaccented(text.slice(0, 400))
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[ßłøæœđı]/g, (letter) => twins[letter] ?? letter)
    .replace(/(\p{L})(?=\p{N})|(\p{N})(?=\p{L})/gu, '$1$2 ')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();
}

const unaccented = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');

const twins: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ı: 'i' };

/**
 * Finds any of the phrases in a plain text. Groups may stand in a phrase, but no group in a group. Phrases with the same open ends
 * share one look at what stands before and after: a page is looked at within milliseconds of these being made.
 */
export function phrases(list: string): RegExp {
  const byEnds = Map.groupBy(unaccented(list).split(/\|(?![^(]*\))/), endsOf);
  const parts = [...byEnds].map(([[before, after], alike]) => {
    const bare = alike.map((phrase) => phrase.replace(/^\*|(?<!\})\*$/g, '').replaceAll(' ', ' ?'));
    return `${before}(?:${bare.join('|')})${after}`;
  });
  return new RegExp(parts.join('|'), 'u');
}

type Ends = readonly [before: string, after: string];
const closed: Ends = ['(?<![^ ])', '(?![^ ])'];
const ends = { closed, begins: [closed[0], ''], finishes: ['', closed[1]], within: ['', ''] } as const satisfies Record<
  string,
  Ends
>;

function endsOf(phrase: string): Ends {
  const opensEnd = /[^}]\*$/.test(phrase);
  if (phrase.startsWith('*')) return opensEnd ? ends.within : ends.finishes;
  return opensEnd ? ends.begins : ends.closed;
}
