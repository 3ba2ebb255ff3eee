/** What sealing costs: the same routes on two servers, one of which has an envelope that seals nothing. */
import { createApplication, listApplications, patchApplication } from '@sotto/features/applications/api';
import { type Seeker, seekerWith } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, runSotto } from './sotto.ts';
import { inTurns, percentile, timed } from './statistics.ts';

const requestsATurn = 300;
const long = 'A text long enough to lie in a record of its own. '.repeat(60);

export async function measureSealing(): Promise<Row[]> {
  await using sealedPlace = await freshPlace();
  await using plainPlace = await freshPlace();
  await using sealedServer = await runSotto(sealedPlace);
  await using plainServer = await runSotto(plainPlace, { sealing: false });
  const sealed = await settle(sealedServer.origin);
  const plain = await settle(plainServer.origin);
  const rows: Row[] = [];
  for (const [work, ask] of Object.entries(works)) {
    const { withSeal, without } = await inTurns(5, { withSeal: () => ask(sealed), without: () => ask(plain) });
    rows.push(rowOf(work, withSeal.flat(), without.flat()));
  }
  return rows;
}

function rowOf(work: string, sealed: readonly number[], plain: readonly number[]): Row {
  const share = (at: number) => 100 * (1 - percentile(plain, at) / percentile(sealed, at));
  return {
    work: `sealing's share: ${work}`,
    figures: [
      { name: 'p95 with sealing', value: percentile(sealed, 0.95), unit: 'ms' },
      { name: 'of p50', value: share(0.5), unit: '%' },
      { name: 'of p95', value: share(0.95), unit: '%', atMost: 15 },
    ],
  };
}

interface Settled {
  readonly seeker: Seeker;
  /** With a long text. */
  readonly applicationId: string;
}

async function settle(origin: string): Promise<Settled> {
  const seeker = await seekerWith(origin, 'ada', { applications: 1000 });
  const body = { company: 'Hollow Oak Press', title: 'Backend engineer', description: long };
  return { seeker, applicationId: (await seeker.visitor.call(createApplication, { body })).body.id };
}

/** What is asked, one request after the other; milliseconds of each. */
const works: Readonly<Record<string, (settled: Settled) => Promise<number[]>>> = {
  'list page, warm': ({ seeker: { visitor } }) => repeated(() => visitor.call(listApplications, { query: { limit: 25 } })),
  'one application with a long text': ({ seeker: { visitor }, applicationId }) =>
    repeated(() => visitor.fetch(`/api/v1/applications/${applicationId}`).then((answer) => answer.arrayBuffer())),
  async 'change of one field'({ seeker: { visitor }, applicationId }) {
    const path = `/api/v1/applications/${applicationId}`;
    let { revision } = (await (await visitor.fetch(path)).json()) as { revision: number };
    return repeated(async () => {
      const body = { revision, excitement: (revision % 5) + 1 };
      ({ revision } = (await visitor.call(patchApplication, { params: { id: applicationId }, body })).body);
    });
  },
};

async function repeated(ask: () => Promise<unknown>): Promise<number[]> {
  const durations: number[] = [];
  for (let request = 0; request < requestsATurn; request++) durations.push(await timed(ask));
  return durations;
}
