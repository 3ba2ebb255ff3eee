/** The door of legal on the server: demands the law makes binding, and what has a date it must be answered by. */
import { route } from '@sotto/http';
import type { Feature } from '@sotto/runtime';
import { countLegalDemands, listDisclosures } from '../api.ts';
import { callsJob } from './calls.ts';
import { publishedDemands } from './demands.ts';
import { disclosuresJob, listDisclosuresOf } from './disclosures.ts';
import { oldCasesJob } from './old-cases.ts';

export {
  countDemands,
  type Demand,
  type Demanded,
  demandOf,
  isPending,
  pendingCaseOf,
  voidAfterMs,
  type YearOfDemands,
} from './demands.ts';
export { type Disclosure, listDisclosuresOf, tell } from './disclosures.ts';
export { type Collected, collect, fieldNames } from './package.ts';
export {
  articles,
  examineCases,
  Report,
  reportOf,
  Right,
  rightOf,
  urgencyOf,
  urgencyOfReport,
  type Urgency,
} from './deadlines.ts';

export const legalFeature: Feature = {
  name: 'legal',
  start: (platform) => ({
    routes: [
      route(listDisclosures, 'account', async ({ by }) => ({
        status: 200,
        body: { items: await listDisclosuresOf(platform, by) },
      })),
      route(countLegalDemands, 'account', async () => ({
        status: 200,
        body: { items: await publishedDemands(platform.vault, platform.now()) },
      })),
    ],
    jobs: [disclosuresJob(platform), callsJob(platform), oldCasesJob(platform)],
  }),
};
