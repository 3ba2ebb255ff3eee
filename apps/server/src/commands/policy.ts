/** Publishing the texts of this version: everybody is told what changes before it holds. */
import { announceTexts, presentTexts, publishTexts } from '@sotto/features/notices/server';
import { archive, published } from '@sotto/promises';
import { openingMakerFor } from '@sotto/schedule';
import { columns, dayOf, instantOf } from './columns.ts';
import type { Command, Context, Outcome } from './command.ts';

export const policyCommands: readonly Command[] = [
  {
    name: ['policy', 'publish'],
    args: [],
    says: 'publish the texts of this version that are not published yet, and tell everybody what changes and from when',
    changes: true,
    run: publish,
  },
  {
    name: ['policy', 'list'],
    args: [],
    says: 'list the texts of this version: published when, from when they hold, and whether everybody was told',
    opensNothing: true,
    run: list,
  },
];

const texts = { published, archive };
/** The right to open an address for one letter to it. */
const open = openingMakerFor({ name: 'operator console', purposes: ['account'] });

async function publish({ platform, note }: Context): Promise<Outcome> {
  await note();
  const fresh = await publishTexts(platform, texts);
  // Also of what an earlier run published and was broken off before everybody was told.
  const tally = await announceTexts(platform, texts, open);
  await platform.mail.deliver();
  const items = fresh.map(({ text, version, effectiveAt }) => ({ text, version, effectiveOn: dayOf(effectiveAt) }));
  const lines = items.map(
    ({ text, version, effectiveOn }) => `${text} ${version} is published, and holds from ${effectiveOn} on.`,
  );
  const told = tally?.now ?? 0;
  return {
    lines: [
      ...(lines.length === 0 ? ['Every text of this version was published already.'] : lines),
      told === 0 ? 'Nobody had to be told.' : `${told} people were told; what is not mailed yet goes out by itself.`,
    ],
    json: { items, told },
  };
}

async function list({ platform }: Context): Promise<Outcome> {
  const present = await presentTexts(platform, texts);
  const items = present.map(({ text, version, publishedAt, effectiveAt, announcedAt }) => ({
    text,
    version,
    publishedAt: publishedAt === null ? null : instantOf(publishedAt),
    effectiveOn: dayOf(effectiveAt),
    announcedAt: announcedAt === null ? null : instantOf(announcedAt),
  }));
  const rows = items.map(({ text, version, publishedAt, effectiveOn, announcedAt }) => [
    text,
    version,
    publishedAt === null ? 'not yet' : publishedAt.slice(0, 10),
    effectiveOn,
    announcedAt === null ? 'not yet' : announcedAt.slice(0, 10),
  ]);
  return { lines: columns(['text', 'version', 'published', 'holds from', 'told'], rows), json: { items } };
}
