/** The published texts, as the web app asks for them: which there are, and which version is in force. */
import { endpoint } from '@sotto/contract';
import { CalendarDate } from '@sotto/domain';
import { z } from 'zod';

export const documentNames = ['privacy', 'terms', 'security'] as const;
export const DocumentName = z.enum(documentNames);
export type DocumentName = z.infer<typeof DocumentName>;

export const DocumentView = z.strictObject({
  name: DocumentName,
  title: z.string(),
  version: z.string(),
  /** The day this version was posted. */
  date: CalendarDate,
  /** The day from which it holds on this server. `null`: nobody was told of it here yet, and it does not hold. */
  effective: CalendarDate.nullable(),
  /** The version that holds now. `null`: none does yet. */
  inForce: z.string().nullable(),
  /** What changed with it, in a sentence or two. `null`: nobody had to be told. */
  notice: z.string().nullable(),
  /** Of the text alone, so that anyone can tell whether a sentence was changed. */
  sha256: z.string(),
});
export type DocumentView = z.infer<typeof DocumentView>;

/** A sentence of a published text, with where it stands. */
export const ShownSentence = z.strictObject({ id: z.string(), text: z.string(), document: DocumentName });
export type ShownSentence = z.infer<typeof ShownSentence>;

export const listDocuments = endpoint({
  name: 'listDocuments',
  method: 'GET',
  path: '/api/v1/policy',
  summary: 'The published texts with version, date and hash.',
  access: { kind: 'public' },
  outputs: {
    200: z.strictObject({
      items: z.array(DocumentView),
      /** The few sentences shown at the front door. */
      shown: z.array(ShownSentence),
    }),
  },
});
