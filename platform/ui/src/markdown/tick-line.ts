/** What may stand before the box of a list item: quotes, the marks of the lists around it, its own mark. */
const box = /^((?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*)\[([ xX])\](?=\s|$)/;

/** `text` with the checkbox in line `line`, counted from 0, ticked or cleared; as it is when there is none. */
export function tickLine(text: string, line: number): string {
  // Lines at even places, what ends them at odd ones, so that the rest stays as it was written.
  const parts = text.split(/(\r\n|\r|\n)/);
  const at = line * 2;
  const before = parts[at];
  if (before === undefined) return text;
  parts[at] = before.replace(box, (_, marks: string, mark: string) => `${marks}[${mark === ' ' ? 'x' : ' '}]`);
  return parts.join('');
}
