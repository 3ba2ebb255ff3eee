/** Who, may they, open, decide, keep, answer: for calendar feeds and calendar files. */
import { Problem } from '@sotto/contract';
import { dateOf, withChanges } from '@sotto/domain';
import { evenlyNothing } from '@sotto/features/account/server';
import { recordActivity } from '@sotto/features/privacy/server';
import { settingsOf } from '@sotto/features/settings/server';
import { createGate, createPace, entityTag, isKnown, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '@sotto/workspace';
import * as api from '../api.ts';
import { feedFile, interviewFile } from './contents.ts';
import { createFeed, findFeed, listFeedsOf, noteFetch, removeFeed, updateFeed } from './feeds.ts';

/** Fetches of one feed in a minute, of each server process. Programs come every few minutes at the most. */
const fetchesPerMinute = 30;
/** What is not there is told at moments so far apart, whatever was found on the way. */
const evenMs = 50;
const dayMs = 24 * 60 * 60_000;

export function feedRoutes(platform: Platform): Route[] {
  return [...ownRoutes(platform), ...fileRoutes(platform)];
}

/** For the person, in Settings. */
function ownRoutes(platform: Platform): Route[] {
  const { workspaces, vault, ids } = platform;
  // One at a time, so that two at once do not both find room for one more.
  const making = createGate<string>(1);
  return [
    route(api.listFeeds, 'account', async ({ by }) => ({ status: 200, body: { items: await listFeedsOf(platform, by) } })),

    route(api.makeFeed, 'account', async ({ by, body: feed }) => {
      assertWithinReach(platform, feed);
      const id = ids.record();
      const { account } = await vault.sealers(by.userId);
      const { secret, statement } = createFeed(platform, account, { id, feed });
      await making.pass(by.userId, async () => {
        await assertRoom(platform, by);
        await workspaces.writeBeside(by.userId, [statement]);
      });
      await recordActivity(platform, by.userId, { happening: 'calendar-feed-made', by: 'user', about: feed.name });
      const url = platform.setting.origin + api.fetchFeed.path.replace('{secret}', secret);
      const createdAt = new Date(platform.now()).toISOString();
      return { status: 201, body: { id, ...feed, createdAt, fetchedAt: null, url } };
    }),

    route(api.changeFeed, 'account', async ({ by, params: { id }, body }) => {
      const present = await feedOf(platform, by, id);
      const feed = withChanges<api.FeedView>(present, body);
      if (body.expiresOn !== undefined) assertWithinReach(platform, feed);
      const { account } = await vault.sealers(by.userId);
      await workspaces.writeBeside(by.userId, [updateFeed(platform, account, { id, feed })]);
      await recordActivity(platform, by.userId, { happening: 'calendar-feed-changed', by: 'user', about: feed.name });
      return { status: 200, body: feed };
    }),

    route(api.endFeed, 'account', async ({ by, params: { id } }) => {
      const { name } = await feedOf(platform, by, id);
      await workspaces.writeBeside(by.userId, [removeFeed(platform, by.userId, id)]);
      await recordActivity(platform, by.userId, { happening: 'calendar-feed-ended', by: 'user', about: name });
      return { status: 204, body: undefined };
    }),
  ];
}

/** For calendar programs, and for whoever takes one interview along. */
function fileRoutes(platform: Platform): Route[] {
  const pace = createPace({ most: fetchesPerMinute, withinMs: 60_000, now: platform.now });
  return [
    route(api.fetchFeed, 'track', async ({ params: { secret }, header }) => {
      const found = await evenlyNothing(evenMs, () => findFeed(platform, secret));
      if (found === null) throw new Problem('not-found');
      // Counted once it is known: what is no feed has no count that someone could fill the memory with.
      pace.step(found.feed.id);
      await noteFetch(platform, found);
      const workspace = await platform.workspaces.read(found.by);
      const headers = { ...forOneProgram, etag: tagOf(platform, workspace, found.feed) };
      if (isKnown(headers.etag, header('if-none-match'))) return { status: 304, headers };
      return { status: 200, body: asFile(feedFile(platform, workspace, found.feed)), headers };
    }),

    route(api.getInterviewFile, 'track', async ({ by, params: { id } }) => {
      const file = interviewFile(platform, await platform.workspaces.read(by), id);
      if (file === null) throw new Problem('not-found');
      return { status: 200, body: asFile(file), headers: { 'content-disposition': 'attachment; filename="interview.ics"' } };
    }),
  ];
}

/** Kept by the program that asked and by nothing on the way; found by no search engine that came upon the address. */
const forOneProgram = { 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' } as const;

function asFile(text: string): Blob {
  return new Blob([text], { type: api.calendarType });
}

/** Another one when the records, the day or the feed change; a digest, so that it tells nothing of them. */
function tagOf({ vault, now }: Platform, workspace: Workspace, { fetchedAt: _, ...feed }: api.FeedView): string {
  const today = dateOf(now(), settingsOf(workspace).zone);
  const told = vault.blind('calendar feed as it was told', JSON.stringify([workspace.tag, today, feed]));
  return entityTag(Buffer.from(told).toString('base64url').slice(0, 27));
}

async function feedOf(platform: Platform, by: Opening, id: string): Promise<api.FeedView> {
  const feed = (await listFeedsOf(platform, by)).find((one) => one.id === id);
  if (!feed) throw new Problem('not-found');
  return feed;
}

async function assertRoom(platform: Platform, by: Opening): Promise<void> {
  if ((await listFeedsOf(platform, by)).length < api.mostFeeds) return;
  throw new Problem('conflict', { detail: `There are ${api.mostFeeds} already. Revoke one first.` });
}

function assertWithinReach({ now }: Platform, { expiresOn }: Pick<api.NewFeed, 'expiresOn'>): void {
  const [first, last] = [now(), now() + api.longestFeedDays * dayMs].map((at) => new Date(at).toISOString().slice(0, 10));
  if (expiresOn === null || first === undefined || last === undefined || (expiresOn >= first && expiresOn <= last)) return;
  throw new Problem('invalid-input', { errors: [{ field: 'expiresOn', message: `Between ${first} and ${last}.` }] });
}
