/**
 * The address a link in a note may lead to, in its whole form; `null`: none.
 *
 * Only http, https and mailto, only absolute, and never with a name or password in it, which hides where a link leads.
 */
export function safeAddress(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !allowed.has(url.protocol) || url.username !== '' || url.password !== '') return null;
  return url.href;
}

const allowed: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);
