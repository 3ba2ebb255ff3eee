/** A notice as a mail: the same sentences, one link into this Sotto, and why it was sent. */
import { escaped, type Letter } from '@sotto/mail';
import type { NoticeContent } from '../api.ts';

/** `contact`: whom to ask; `null`: no address is named. */
export interface Sender {
  readonly origin: string;
  readonly contact: string | null;
}

/** `about`: the notice it tells of, by the id of its row. @default none */
export function letterOf(to: string, notice: NoticeContent, { origin, contact }: Sender, about?: string): Letter {
  const paragraphs = [...notice.paragraphs, ...(contact === null ? [] : [`Whom to ask: ${contact}`])];
  const link = notice.link ?? { path: '/settings/notices', label: 'All notices to you' };
  const href = origin + link.path;
  return {
    to,
    subject: notice.title,
    text: [...paragraphs, `${link.label}:\n${href}`, `-- \nSotto at ${origin}\n${why}`].join('\n\n'),
    html: htmlOf(notice.title, paragraphs, { href, label: link.label, origin }),
    ...(about !== undefined && { about }),
  };
}

const why =
  'You get this because you have an account there; notices like this one cannot be turned off. We never ask for your password by mail.';

function htmlOf(
  title: string,
  paragraphs: readonly string[],
  { href, label, origin }: { href: string; label: string; origin: string },
): string {
  const body = paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('');
  const anchor = (to: string, text: string) => `<a href="${escaped(to)}">${escaped(text)}</a>`;
  const foot = `<hr><p><small>Sotto at ${anchor(origin, origin)}. ${why}</small></p>`;
  return `<!doctype html><html lang="en"><head><title>${escaped(title)}</title></head><body>${body}<p>${anchor(href, label)}</p>${foot}</body></html>`;
}
