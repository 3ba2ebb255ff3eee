/**
 * Saved views: what someone looks at again and again, under a name of its own.
 *
 * A view keeps what was asked, never what was found. It may name a field of one's own that is gone by now: then only that
 * part of it is passed over.
 */
import { z } from 'zod';
import { workModes } from './application.ts';
import { parseCondition } from './filter.ts';
import { Id } from './id.ts';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { Rank } from './rank.ts';
import { parseSort } from './sort.ts';
import { limits, line } from './text.ts';

/** Most views a person has. */
export const viewLimits = { views: 50, name: 80 } as const;

const Words = z.string().max(limits.line);

/** What the table shows. `columns`: by name, in order; `null`: as each browser has chosen. `sort` empty: newest first. */
export const TableShows = z.strictObject({
  layout: z.literal('table'),
  q: Words,
  filter: z
    .array(
      z
        .string()
        .max(limits.url)
        .refine((text) => parseCondition(text).ok, { error: 'This is no condition such as workMode:is:remote.' }),
    )
    .max(50),
  sort: z
    .string()
    .max(limits.line)
    .refine((text) => text === '' || parseSort(text).ok, { error: 'This is no order such as -appliedOn.' }),
  columns: z.array(z.string().max(60)).max(100).nullable(),
});
export type TableShows = z.infer<typeof TableShows>;

/** What the board shows. `dueWithin`: days from today. */
export const BoardShows = z.strictObject({
  layout: z.literal('board'),
  q: Words,
  workMode: z.enum(workModes).nullable(),
  tag: line(limits.tag).nullable(),
  dueWithin: z.int().min(0).max(366).nullable(),
});
export type BoardShows = z.infer<typeof BoardShows>;

/** What a person says of a view. */
export const viewFields = {
  name: line(viewLimits.name),
  /** The group it is of; `null`: whichever one looks at. */
  groupId: Id.nullable(),
  /** Shown when the table, or the board, is opened without saying what. One of each layout at most. */
  isDefault: z.boolean(),
  shows: z.discriminatedUnion('layout', [TableShows, BoardShows]),
} as const;

export const SavedView = z.strictObject({ ...viewFields, rank: Rank, ...origin });
export type SavedView = z.infer<typeof SavedView>;

export const SavedViewKind = defineKind({
  name: 'savedView',
  version: 1,
  schema: SavedView,
  held: { title: 'Saved views', purpose: 'To look again at what you looked at' },
  comingIn: { most: viewLimits.views },
});
