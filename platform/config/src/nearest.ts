/** The known word that takes the fewest edits to become `word`; the first of equals. `known` must not be empty. */
export function nearest(word: string, known: readonly string[]): string {
  return known.reduce((best, candidate) => (editDistance(word, candidate) < editDistance(word, best) ? candidate : best));
}

/** Insertions, removals and replacements between two words. Source: Levenshtein 1966; one row is kept at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
