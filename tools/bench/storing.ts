/** What an application takes on the disk, beside its JSON. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { getApplication, listApplications } from '@sotto/features/applications/api';
import { openInside } from './inside.ts';
import { type Seeker, bringIn, joinAs } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, type Place, runSotto } from './sotto.ts';

const applications = 2000;

export async function measureStoring(): Promise<Row[]> {
  await using place = await freshPlace();
  const jsonBytes = await meanJson(place);
  const file = await storedBytes(place);
  return [
    {
      work: 'stored bytes of an application',
      how: `with its history, company and indexes: the grown file ÷ ${applications.toLocaleString('en')}; its JSON as the API answers it`,
      figures: [
        { name: 'its JSON', value: jsonBytes, unit: 'bytes' },
        { name: 'stored', value: file / applications, unit: 'bytes' },
        { name: 'stored ÷ JSON', value: file / applications / jsonBytes, unit: '×', atMost: 1.6 },
      ],
    },
  ];
}

async function meanJson(place: Place): Promise<number> {
  await using server = await runSotto(place);
  const seeker = await joinAs(server.origin, 'ada');
  await bringIn(seeker, { applications });
  return await meanAnswer(seeker);
}

async function meanAnswer({ visitor }: Seeker): Promise<number> {
  const { items } = (await visitor.call(listApplications, { query: { limit: 200 } })).body;
  let bytes = 0;
  for (const { id } of items)
    bytes += Buffer.byteLength(JSON.stringify((await visitor.call(getApplication, { params: { id } })).body));
  return bytes / items.length;
}

/** All there is, an emptied account's few rows included: they do not weigh against thousands. */
async function storedBytes(place: Place): Promise<number> {
  const { platform, ...inside } = await openInside(place);
  await platform.database.scrub();
  const { size } = statSync(join(place.settings.folders.data, 'database', 'sotto.sqlite'));
  await inside[Symbol.asyncDispose]();
  return size;
}
