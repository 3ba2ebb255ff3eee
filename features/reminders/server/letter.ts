/** From words to a mail: its two forms, its one way into Sotto, and the way to end such mails. */
import { escaped, type Letter } from '@sotto/mail';
import type { Words } from './words.ts';

export interface Frame {
  readonly origin: string;
  /** The secret that ends mails; see consent.ts. */
  readonly secret: string;
  /** Where it leads, an address in the app, and what that is called. @default Today */
  readonly page?: string;
  readonly label?: string;
}

export function letterOf(to: string, words: Words, { origin, secret, page = '/today', label = 'Open Today' }: Frame): Letter {
  const paragraphs = words.paragraphs.filter((lines) => lines.length > 0);
  const links = {
    open: `${origin}${page}`,
    label,
    end: `${origin}/unsubscribe#${secret}`,
    settings: `${origin}/settings/reminders`,
  };
  return {
    to,
    subject: words.subject,
    text: [
      ...paragraphs.map((lines) => lines.join('\n')),
      `${label}:\n${links.open}`,
      `-- \nYou asked Sotto at ${origin} for reminders by mail. How much they tell:\n${links.settings}\nEnd them, without signing in:\n${links.end}`,
    ].join('\n\n'),
    html: htmlOf(words.subject, paragraphs, links),
    unsubscribe: `${origin}/api/v1/unsubscribe/${secret}`,
  };
}

function htmlOf(
  subject: string,
  paragraphs: readonly (readonly string[])[],
  links: { open: string; label: string; end: string; settings: string },
): string {
  const body = paragraphs.map((lines) => `<p>${lines.map(escaped).join('<br>')}</p>`).join('');
  const anchor = (href: string, label: string) => `<a href="${escaped(href)}">${label}</a>`;
  const foot = `You asked Sotto for reminders by mail. ${anchor(links.settings, 'How much they tell')}, or ${anchor(links.end, 'end them, without signing in')}.`;
  return `<!doctype html><html lang="en"><head><title>${escaped(subject)}</title></head><body>${body}<p>${anchor(links.open, links.label)}</p><hr><p><small>${foot}</small></p></body></html>`;
}
