/**
 * The published texts, and the index of their proofs: every sentence that promises something names the test that proves it.
 *
 * Pure data, handed to features/policy by apps/server. `index.spec.ts` fails on a promise without a proof, on a proof that is
 * not there, is skipped or has no seeded break, and on a text that changed without a new version and notice in `versions.ts`.
 * We promise nothing that no test can fail.
 */
import type { Published } from '@sotto/features/policy/server';
import { privacy } from './texts/privacy.ts';
import { security } from './texts/security.ts';
import { terms } from './texts/terms.ts';

export { standing } from './standing.ts';
export { archive } from './versions.ts';

export const published: Published = {
  shown: ['one-cookie', 'sealed-for-you', 'leave-with-everything'],
  texts: [privacy, terms, security],
};
