/** What was handed over because the law left no choice: to its person, and as numbers to everybody. */
import { endpoint } from '@sotto/contract';
import { Instant } from '@sotto/domain';
import { z } from 'zod';

export const DisclosureView = z.strictObject({
  /** The case at the operator's desk. */
  id: z.string(),
  at: Instant,
  /** How the court or authority calls its demand. */
  reference: z.string(),
  jurisdiction: z.string(),
  /** What was handed over, and how many values of each. */
  fields: z.array(z.strictObject({ name: z.string(), count: z.int().min(0) })),
});
export type DisclosureView = z.infer<typeof DisclosureView>;

export const listDisclosures = endpoint({
  name: 'listDisclosures',
  method: 'GET',
  path: '/api/v1/privacy/disclosures',
  summary: 'What was handed over of yours because the law left no choice, as far as you may be told, the latest first.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: z.strictObject({ items: z.array(DisclosureView) }) },
});

const count = z.int().min(0);

export const countLegalDemands = endpoint({
  name: 'countLegalDemands',
  method: 'GET',
  path: '/api/v1/legal-demands',
  summary: 'How many legal demands there were in each year, and what came of them: those whose person may be told.',
  access: { kind: 'public' },
  outputs: {
    200: z.strictObject({
      items: z.array(
        z.strictObject({
          year: z.int(),
          demands: count,
          packages: count,
          people: count,
          withoutPackage: count,
        }),
      ),
    }),
  },
});
