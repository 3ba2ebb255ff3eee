/** The routes of bringing everything in: who, may they, open, decide, keep, answer. */
import { instantOf, type UserId } from '@sotto/domain';
import { type Caller, type Route, createGate, route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import * as api from '../../api.ts';
import { importsOf } from '../batches.ts';
import { createTurns } from '../in-turn.ts';
import { commitFile, previewFile } from './bring-in.ts';
import { beginFile, keepPart } from './kept-parts.ts';

/** Writes into the activity log that something came in. */
type Note = (platform: Platform, about: { by: Opening; caller: Caller; report: api.ImportReport }) => Promise<void>;

export function everythingRoutes(platform: Platform, note: Note): Route[] {
  // One at a time: a long file is read from its beginning each time it is looked at.
  const reading = createGate<UserId>(1);
  const previews = createTurns<api.EverythingPreview>(reading);
  const commits = createTurns<api.ImportReport>(reading);
  return [
    route(api.beginEverything, 'transfer', async ({ by, body }) => {
      const { id, keptUntil } = await beginFile(platform, by, body);
      return { status: 201, body: { id, partBytes: api.partLimitBytes, keptUntil: instantOf(keptUntil) } };
    }),

    route(api.putPart, 'transfer', async ({ by, params: { id, part }, body: { bytes } }) => {
      await keepPart(platform, by, { id, part: Number(part), bytes });
      return { status: 204, body: undefined };
    }),

    route(api.previewEverything, 'transfer', async ({ by, params: { id }, signal }) => ({
      status: 200,
      body: await previews({ userId: by.userId, what: id, signal }, (stillWanted) =>
        previewFile(platform, by, { id, stillWanted }),
      ),
    })),

    route(api.commitEverything, 'transfer', async ({ by, caller, params: { id }, signal }) => ({
      status: 200,
      // Once begun it goes on, whoever leaves: what they asked for comes in whole.
      body: await commits({ userId: by.userId, what: id, signal }, async () => {
        const isFirst = !(await importsOf(platform, by)).some((known) => known.id === id);
        const report = await commitFile(platform, by, id);
        if (isFirst) await note(platform, { by, caller, report });
        return report;
      }),
    })),
  ];
}
