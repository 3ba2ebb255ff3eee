/** Notices: what whoever runs this Sotto had to tell someone. They are read and put away; nobody can write one from outside. */
import { endpoint } from '@sotto/contract';
import { Instant } from '@sotto/domain';
import { z } from 'zod';

export const noticeKinds = ['policy', 'breach', 'disclosure', 'restored', 'account'] as const;
/** What a notice is about. `restored`: an older copy of the database was put in place. `account`: what an operator did to let someone in. */
export const NoticeKind = z.enum(noticeKinds);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** A digest: it tells nothing, and the same notice has another one for everybody. */
export const NoticeId = z.string().regex(/^[0-9a-f]{32}$/);

const line = z.string().regex(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u);

/** What a notice says: plain text, in the words it was told in. */
export const NoticeContent = z.strictObject({
  kind: NoticeKind,
  /** Also the subject of the mail. */
  title: line.max(150),
  paragraphs: z.array(line.max(2000)).min(1).max(20),
  /** Where more about it is to be seen: an address within this Sotto, beginning with `/`. */
  link: z
    .strictObject({ path: z.string().regex(/^\/(?!\/)[\w./#-]*$/), label: line.max(80) })
    .nullable()
    .default(null),
});
export type NoticeContent = z.infer<typeof NoticeContent>;

export const NoticeView = z.strictObject({
  id: NoticeId,
  ...NoticeContent.shape,
  /** When they were told. */
  at: Instant,
  /** Whether it was mailed as well. */
  mailed: z.boolean(),
  /** When they put it away; `null`: it stands on every page. */
  dismissedAt: Instant.nullable(),
});
export type NoticeView = z.infer<typeof NoticeView>;

export const listNotices = endpoint({
  name: 'listNotices',
  method: 'GET',
  path: '/api/v1/notices',
  summary: 'What you were told by whoever runs this Sotto, the latest first.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: z.strictObject({ items: z.array(NoticeView) }) },
});

export const dismissNotice = endpoint({
  name: 'dismissNotice',
  method: 'POST',
  path: '/api/v1/notices/{id}/dismiss',
  summary: 'Put a notice away. It stays in the list.',
  access: { kind: 'session', whenDisabled: true },
  params: z.strictObject({ id: NoticeId }),
  outputs: { 204: null },
});
