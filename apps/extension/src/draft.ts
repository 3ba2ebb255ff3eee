/** The posting on its way to being sent: exactly what the popup shows, nothing beside it. */
import type { NewCapture } from '@sotto/features/capture/api';
import type { ReadPage } from './page/read-page.ts';
import type { Preferred } from './store.ts';

/** What is shown as a line of text, and may be typed anew. */
export type LineName = 'title' | 'company' | 'place' | 'pay' | 'url';
export type Lines = Readonly<Record<LineName, string>>;

/** Its id is made while one looks at it, and is there when it is sent. */
export type Draft = NewCapture;

export interface DraftFrom {
  readonly page: ReadPage;
  /** Epoch ms. */
  readonly now: number;
  readonly preferred: Preferred | null;
}

/** What would be sent of a page, before anyone changed anything. */
export function draftOf({ page, now, preferred }: DraftFrom): Draft {
  const draft: Draft = {
    posting: page.posting,
    ...(preferred?.groupId != null && { groupId: preferred.groupId }),
    ...(preferred?.stageId != null && { stageId: preferred.stageId }),
  };
  return preferred?.keepsText === false ? draft : withText(draft, page.text, now);
}

/** With the text of the posting as it was read now; without it where there is none. */
export function withText(draft: Draft, text: string, now: number): Draft {
  return text === '' ? draft : { ...draft, snapshot: { text, capturedAt: new Date(now).toISOString() } };
}

export function withoutText({ snapshot: _, ...draft }: Draft): Draft {
  return draft;
}

type PostingField = keyof Draft['posting'];

/** With one field changed; `null`: it is not said, and then it is not sent. */
export function withField<F extends PostingField>(draft: Draft, field: F, value: Draft['posting'][F] | null): Draft {
  const { [field]: _, ...others } = draft.posting;
  // Safe: title and company are never given as null (Preview.tsx), and the rest may be absent.
  const posting = (value === null ? others : { ...others, [field]: value }) as Draft['posting'];
  return { ...draft, posting };
}

/** Every key that goes out with a draft, as the server gets it (`posting.title`). For the popup, which shows each, and the test that holds it to that. */
export function keysOf(value: object, before = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) && before === ''
      ? keysOf(inner, `${key}.`)
      : [before + key],
  );
}
