/** Everything of a long job search (see whole-search.ts) out of one account and into another, as a person moves to another server. */
import {
  beginEverything,
  commitEverything,
  exportEverything,
  type ImportReport,
  previewEverything,
  putPart,
  undoImport,
} from '@sotto/features/transfer/api';
import type { Visitor } from '@sotto/testing';
import { joinAs } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, type Running, runSotto } from './sotto.ts';
import { timed } from './statistics.ts';
import { wholeSeeker } from './whole-search.ts';

const megabyte = 1_000_000;

export async function measureMoving(): Promise<Row[]> {
  await using place = await freshPlace();
  const { seeker } = await wholeSeeker(place);
  await using server = await runSotto(place);
  let file = new Blob();
  const out = await timed(async () => void (file = (await seeker.visitor.call(exportEverything, {})).body));
  const { visitor } = await joinAs(server.origin, 'mover');
  const steps = await movingSteps(visitor, file);
  const { total, refused } = steps.report;
  return [
    {
      work: `everything, ${total.toLocaleString('en')} records`,
      how: `the file has ${(file.size / megabyte).toFixed(1)} MB; ${refused.length} records refused; highest memory of a server that did all of this`,
      figures: [
        { name: 'out', value: out / 1000, unit: 's' },
        { name: 'sent', value: steps.sent / 1000, unit: 's' },
        { name: 'looked at', value: steps.looked / 1000, unit: 's' },
        { name: 'in', value: steps.came / 1000, unit: 's' },
        { name: 'taken back', value: steps.back / 1000, unit: 's' },
        { name: 'memory', value: highest(server) / megabyte, unit: 'MB' },
      ],
    },
  ];
}

async function movingSteps(visitor: Visitor, file: Blob) {
  let id = '';
  const sent = await timed(async () => void (id = await send(visitor, file)));
  const params = { id };
  const looked = await timed(() => visitor.call(previewEverything, { params }));
  let report: ImportReport | undefined;
  const came = await timed(async () => void (report = (await visitor.call(commitEverything, { params })).body));
  const back = await timed(() => visitor.call(undoImport, { params }));
  if (report === undefined) throw new Error('an import without a report');
  return { sent, looked, came, back, report };
}

async function send(visitor: Visitor, file: Blob): Promise<string> {
  const { id, partBytes } = (await visitor.call(beginEverything, { body: { name: 'sotto.json', sizeBytes: file.size } })).body;
  for (let at = 0, part = 0; at < file.size; at += partBytes, part++) {
    const body = file.slice(at, at + partBytes);
    await visitor.call(putPart, { params: { id, part: String(part) }, body, type: 'application/octet-stream' });
  }
  return id;
}

function highest(server: Running): number {
  return server.memory()?.highest ?? 0;
}
