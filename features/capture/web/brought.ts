/** What somebody pastes or drops: words, a page's markup beside them, or a file. */

export type Brought = File | { readonly text: string; readonly html: string | null };

/** What a clipboard or a drop holds; `null`: nothing that could be a posting. */
export function broughtBy(data: DataTransfer): Brought | null {
  const file = data.files[0];
  if (file !== undefined) return file;
  // A link that is dragged brings its own name as text.
  const text = data.getData('text/uri-list').split('\n', 1)[0]?.trim() || data.getData('text/plain');
  const html = data.getData('text/html');
  return text.trim() === '' && html === '' ? null : { text, html: html === '' ? null : html };
}

const shortestPosting = 200;

/** A link, or more than one would write on a line: not a word that somebody pastes into a field. */
export function isWorthReading(brought: Brought): boolean {
  if (brought instanceof File) return true;
  const text = brought.text.trim();
  return isLink(text) || text.length >= shortestPosting || text.split('\n').length > 2;
}

/** A web address and nothing else. */
export function isLink(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text.trim());
}
