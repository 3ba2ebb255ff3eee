/**
 * Changed texts: everybody is told what changed before it holds, once per publication.
 *
 * A version is published when it has a row. Everything published at one moment is one notice, and what everybody was told of
 * says so on its row; until then every process goes on with it. Nobody has to agree to anything: reading and taking one's own
 * go on as before.
 */
import { AlreadyExists } from '@sotto/database';
import type { Archive, Published, PublishedVersion } from '@sotto/features/policy/server';
import type { Platform } from '@sotto/runtime';
import type { OpeningMaker } from '@sotto/schedule';
import { type Finding, warning } from '@sotto/vault';
import { type Tally, countMeant, notifyEveryone } from './everyone.ts';
import type { Notice } from './notify.ts';
import { dayInWords } from './words.ts';

/** The texts of this version of Sotto, and everything they ever said. */
export interface Texts {
  readonly published: Published;
  readonly archive: Archive;
}

const dayMs = 24 * 60 * 60_000;
/** What is told on a day holds a week later at the earliest. */
export const leastNoticeMs = 7 * dayMs;

/** A version that is published, or is to be. */
export interface Announced extends PublishedVersion {
  readonly title: string;
  /** Epoch ms; `null`: not published yet. */
  readonly publishedAt: number | null;
  /** From when it holds, epoch ms. Not published yet: from when it would, were it published now. */
  readonly effectiveAt: number;
  readonly announcedAt: number | null;
}

/** The present version of each text. */
export async function presentTexts(platform: Platform, { published, archive }: Texts): Promise<Announced[]> {
  const rows = await platform.database.rows(platform.database.build.selectFrom('policy_version').selectAll());
  return published.texts.map((text) => {
    const version = archive.versions.find((each) => each.text === text.name && each.version === text.version);
    if (version === undefined) throw new RangeError(`${text.name} ${text.version} is not in the list of versions`);
    const row = rows.find((each) => each.document === text.name && each.version === text.version);
    return {
      ...version,
      title: text.title,
      publishedAt: row?.published_at ?? null,
      effectiveAt: row?.effective_at ?? row?.published_at ?? effectiveFrom(version, platform.now()),
      announcedAt: row?.announced_at ?? null,
    };
  });
}

/** The day a version names, unless that is too soon by now. Nobody has to be told of a version without a notice. */
function effectiveFrom({ date, effective = date, notice }: PublishedVersion, now: number): number {
  const named = Date.parse(effective);
  return notice === undefined ? named : Math.max(named, now - (now % dayMs) + dayMs + leastNoticeMs);
}

/** While nobody has an account there is nobody to tell: what is not published yet is, and holds at once. */
export async function publishToNobody(platform: Platform, texts: Texts): Promise<void> {
  const isWaiting = (await presentTexts(platform, texts)).some(({ publishedAt }) => publishedAt === null);
  if (isWaiting && (await platform.vault.listPeople({ after: null, limit: 1 })).length === 0)
    await publishTexts(platform, texts, { atOnce: true });
}

/**
 * Publishes the present versions that are not published yet. Answers them; none of them twice, whoever else publishes.
 * `atOnce`: they hold from now on, and nobody is told.
 */
export async function publishTexts(platform: Platform, texts: Texts, { atOnce = false } = {}): Promise<Announced[]> {
  const { build } = platform.database;
  const publishedAt = platform.now();
  const fresh = (await presentTexts(platform, texts)).filter((each) => each.publishedAt === null);
  if (fresh.length === 0) return [];
  const rows = fresh.map(({ text, version, sha256, effectiveAt, notice }) => ({
    document: text,
    version,
    sha256,
    published_at: publishedAt,
    effective_at: atOnce ? publishedAt : effectiveAt,
    announced_at: atOnce || notice === undefined ? publishedAt : null,
  }));
  try {
    await platform.database.write([{ query: build.insertInto('policy_version').values(rows), rows: rows.length }]);
  } catch (error) {
    // Another process published meanwhile; what it did not is looked at anew.
    if (error instanceof AlreadyExists) return publishTexts(platform, texts, { atOnce });
    throw error;
  }
  return fresh.map((each) => ({ ...each, publishedAt }));
}

/** What `doctor` says: of a text that people have to be told of and were not. Nobody there: nobody has to be told. */
export async function examineTexts(platform: Platform, texts: Texts): Promise<Finding[]> {
  const untold = (await presentTexts(platform, texts)).filter((each) => each.announcedAt === null && each.notice !== undefined);
  if (untold.length === 0 || (await countMeant(platform, {})) === 0) return [];
  const names = listed(untold.map(({ title, version }) => `${title} (version ${version})`));
  return [warning(`People were not told yet what changes in ${names}. Tell them: npm run sotto -- policy publish`)];
}

/** Tells everybody of what is published and not announced yet. `null`: `signal` broke it off. */
export async function announceTexts(
  platform: Platform,
  { archive }: Texts,
  open: OpeningMaker,
  signal?: AbortSignal,
): Promise<Tally | null> {
  const total = { now: 0, before: 0, nobody: 0 };
  for (const [publishedAt, versions] of await waiting(platform, archive)) {
    const notice = noticeOf(versions);
    const tally = await notifyEveryone(platform, open, notice, { begunBefore: publishedAt, ...(signal && { signal }) });
    if (tally === null) return null;
    for (const told of ['now', 'before', 'nobody'] as const) total[told] += tally[told];
    await platform.database.write([
      {
        query: platform.database.build
          .updateTable('policy_version')
          .set({ announced_at: platform.now() })
          .where('published_at', '=', publishedAt)
          .where('announced_at', 'is', null),
        rows: null,
      },
    ]);
  }
  return total;
}

type Waiting = PublishedVersion & { readonly title: string; readonly effectiveAt: number };

/** What is published and not announced, by when it was published. Versions that this Sotto does not know are left to one that does. */
async function waiting({ database }: Platform, archive: Archive): Promise<Map<number, Waiting[]>> {
  const open = database.build.selectFrom('policy_version').selectAll().where('announced_at', 'is', null);
  const rows = await database.rows(open.orderBy('published_at').orderBy('document'));
  const found = new Map<number, Waiting[]>();
  for (const row of rows) {
    const version = archive.versions.find((each) => each.text === row.document && each.version === row.version);
    const title = version && (archive.textOf(version)?.title ?? version.text);
    if (version === undefined || title === undefined || version.notice === undefined) continue;
    const effectiveAt = row.effective_at ?? row.published_at;
    found.set(row.published_at, [...(found.get(row.published_at) ?? []), { ...version, title, effectiveAt }]);
  }
  return found;
}

function noticeOf(versions: readonly Waiting[]): Notice {
  const names = listed(versions.map(({ title }) => title));
  const one = versions.length === 1 && versions[0];
  return {
    id: `policy ${versions.map(({ text, version }) => `${text}-${version}`).join(' ')}`,
    kind: 'policy',
    title: `What Sotto promises changes: ${names}`,
    paragraphs: [
      ...versions.map(({ title, notice = '', effectiveAt }) => `${title}, from ${dayInWords(effectiveAt)} on: ${notice}`),
      'Until then what was written before holds; it can still be read, with every earlier version and what changed.',
      'You need not agree to anything. If you do not want to stay, take everything with you and delete the account, as at any time.',
    ],
    link: one ? { path: `/${one.text}`, label: `Read ${one.title}` } : { path: '/privacy', label: 'Read them' },
  };
}

/** `Privacy, Terms and Security`. */
function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
