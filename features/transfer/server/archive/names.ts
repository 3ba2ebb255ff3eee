/** Names of files within the copy: readable, safe in every file system, each once. */

/** What a file system may stumble over: separators, wildcards, quotes. */
const awkward = /[/\\:*?"<>|%]/g;
/** What is not seen or turns the direction of reading round. */
const unseen = /\p{Control}|\p{Format}|\p{Line_Separator}|\p{Paragraph_Separator}|\p{Surrogate}/gu;
/** Names that are devices on Windows, whatever follows the point. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
/** In characters: in any script it fits the 255 bytes of a file system, with a number and an ending. */
const longest = 50;

/** One part of a path. `otherwise` where nothing is left. Never empty, a point alone, a device, or a path of its own. */
export function safeName(wanted: string, otherwise: string): string {
  const clean = wanted.toWellFormed().normalize('NFC').replaceAll(/\s+/g, ' ').replaceAll(unseen, '').replaceAll(awkward, ' ');
  const short = Array.from(clean.replaceAll(/ +/g, ' ').replaceAll(/^[.\s]+|[.\s]+$/g, ''))
    .slice(0, longest)
    .join('')
    .replaceAll(/[.\s]+$/g, '');
  return short === '' || device.test(short.split('.')[0] ?? '') ? otherwise : short;
}

/** Gives each path once, whatever the case of its letters: the second becomes `Resume (2).pdf`. */
export function createPaths(): (folder: string, stem: string, ending: string) => string {
  const taken = new Set<string>();
  /** By the path that was asked for: the number to try next, so that thousands of one name are not counted from the beginning each. */
  const next = new Map<string, number>();
  return (folder, stem, ending) => {
    const plain = `${folder}${stem}.${ending}`;
    let count = next.get(plain.toLowerCase()) ?? 1;
    const numbered = () => (count === 1 ? plain : `${folder}${stem} (${count}).${ending}`);
    while (taken.has(numbered().toLowerCase())) count += 1;
    const path = numbered();
    taken.add(path.toLowerCase());
    next.set(plain.toLowerCase(), count + 1);
    return path;
  };
}
