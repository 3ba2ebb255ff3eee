/** Every seeded break, in the order in which they are run. Each proof that a published sentence names has one at least. */
import type { Break } from './break.ts';
import { copiesBreaks } from './copies.ts';
import { handsBreaks } from './hands.ts';
import { keepingBreaks } from './keeping.ts';
import { seeingBreaks } from './seeing.ts';
import { signInBreaks } from './sign-in.ts';

export type { Break } from './break.ts';

export const breaks: readonly Break[] = [...signInBreaks, ...keepingBreaks, ...seeingBreaks, ...handsBreaks, ...copiesBreaks];
