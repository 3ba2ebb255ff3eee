/**
 * What people are told of disclosures: a line in their activity log, a notice by mail and in the app, and a row they can read and
 * take along. At once; or on the day until which a binding order forbids it, by the job below.
 *
 * The row is written last and with the notice, so that a process that dies in between tells them anew. So does a database that is
 * an older copy: the case in the keyring knows better.
 */
import { AlreadyExists } from '@sotto/database';
import { instantOf, type UserId } from '@sotto/domain';
import { noticeRows } from '@sotto/features/notices/server';
import { recordActivity } from '@sotto/features/privacy/server';
import type { Platform } from '@sotto/runtime';
import { type Job, oneByOne, type OpeningMaker } from '@sotto/schedule';
import { type CaseFile, KeyShredded, type Opening } from '@sotto/vault';
import { z } from 'zod';
import type { DisclosureView } from '../api.ts';
import { type Demand, demandOf } from './demands.ts';
import { noticeOf } from './texts.ts';

/** What the row holds, sealed under the account key. */
const Disclosed = z.strictObject({
  case: z.string(),
  reference: z.string(),
  jurisdiction: z.string(),
  fields: z.array(z.strictObject({ name: z.string(), count: z.int() })),
});

/** Something of this person left under this case. */
export interface Disclosure {
  readonly caseId: string;
  readonly demand: Demand;
  /** Epoch ms. */
  readonly at: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Tells someone, unless they were told. `by`: a right to open their address. Throws `KeyShredded` when they are erased. */
export async function tell(platform: Platform, by: Opening, disclosure: Disclosure): Promise<void> {
  const file = await platform.vault.cases.find(disclosure.caseId);
  if (file === null) throw new TypeError(`There is no case ${disclosure.caseId}.`);
  if (await wasTold(platform, by.userId, file.mark)) return;
  const { demand, counts } = disclosure;
  await recordActivity(platform, by.userId, {
    happening: 'disclosed',
    by: 'operator',
    about: `${demand.jurisdiction}, ${demand.reference}`,
    count: Object.values(counts).reduce((sum, count) => sum + count, 0),
  });
  const row = await rowOf(platform, by.userId, { ...disclosure, mark: file.mark });
  const unit = [row, ...(await noticeRows(platform, by, { ...noticeOf(disclosure), id: `disclosure ${file.mark}` }))];
  await platform.workspaces.writeBeside(by.userId, unit).catch(unlessTold);
}

async function wasTold({ database }: Platform, userId: UserId, mark: string): Promise<boolean> {
  const [row] = await database.rows(
    database.build.selectFrom('disclosure').select('id').where('user_id', '=', userId).where('id', '=', mark),
  );
  return row !== undefined;
}

/** Under the mark of the case: its number comes again, and what stands under it then would count as told. */
async function rowOf(
  { vault, database }: Platform,
  userId: UserId,
  { mark, caseId, demand, at, counts }: Disclosure & { readonly mark: string },
) {
  const { account } = await vault.sealers(userId);
  const content = Disclosed.parse({
    case: caseId,
    reference: demand.reference,
    jurisdiction: demand.jurisdiction,
    fields: demand.fields.map((name) => ({ name, count: counts[name] ?? 0 })),
  });
  const row = {
    user_id: userId,
    id: mark,
    disclosed_at: at,
    key_id: account.keyId,
    sealed: account.seal(place(mark), Buffer.from(JSON.stringify(content))),
  };
  return { query: database.build.insertInto('disclosure').values(row), rows: 1 };
}

/** Another process told them in the meantime. */
function unlessTold(error: unknown): void {
  if (!(error instanceof AlreadyExists)) throw error;
}

/** What was disclosed of someone, as far as they may know, the latest first. */
export async function listDisclosuresOf({ database, vault }: Platform, by: Opening): Promise<DisclosureView[]> {
  const rows = await database.rows(
    database.build
      .selectFrom('disclosure')
      .select(['id', 'disclosed_at', 'sealed'])
      .where('user_id', '=', by.userId)
      .orderBy('disclosed_at', 'desc')
      .orderBy('id'),
  );
  if (rows.length === 0) return [];
  const { account } = await vault.sealers(by.userId);
  return rows.map(({ id, disclosed_at, sealed }) => {
    const { case: caseId, ...content } = Disclosed.parse(JSON.parse(Buffer.from(account.open(place(id), sealed, by)).toString()));
    return { id: caseId, at: instantOf(disclosed_at), ...content };
  });
}

function place(id: string) {
  return { table: 'disclosure', id, revision: 0 };
}

/** Hourly: tells whoever may be told by now. Their address is opened, for the notice. */
export function disclosuresJob(platform: Platform): Job {
  return {
    name: 'disclosures',
    pattern: '17 * * * *',
    purposes: ['account'],
    async run(signal, open) {
      // One person who cannot be told keeps nobody else from it.
      await oneByOne(await platform.vault.cases.list('legal'), (file) => tellIfDue(platform, open, file), signal);
    },
  };
}

async function tellIfDue(platform: Platform, open: OpeningMaker, file: CaseFile): Promise<void> {
  const disclosure = dueOf(file, platform.now());
  const userId = disclosure?.demand.userId;
  if (disclosure && userId) await tell(platform, open(userId, 'account'), disclosure).catch(unlessGone);
}

/** `null`: nothing left under this case, or nobody may be told yet. */
function dueOf(file: CaseFile, now: number): Disclosure | null {
  const demand = demandOf(file);
  if (demand.package === null || (demand.quietUntil ?? 0) > now) return null;
  return { caseId: file.id, demand, ...demand.package };
}

/** Whoever was erased since is not told: nothing of them is left that could be. */
function unlessGone(error: unknown): void {
  if (!(error instanceof KeyShredded)) throw error;
}
