/**
 * Case files of the operator's desk: what one operator begins and another must approve, and what has a date it is due by.
 *
 * They lie in the keyring, so that no restored database brings a decided case back, sealed under a key of the installation.
 * Every column is bound into the seal: whoever writes an approval into the table makes a case that does not open.
 *
 * Numbers are for operators to type, and come again: after an older keyring was promoted, or the last case was removed. What
 * people were told is remembered by `mark`, which never does.
 */
import type { Database, Statement } from '@sotto/database';
import { keep, retryingTaken, type Core } from './core.ts';
import { DidNotOpen } from './door.ts';
import { openEnvelope, sealEnvelope, type Under } from './envelope.ts';
import { subkey } from './key-tree.ts';
import type { CaseRow, KeyringTables } from './keyring.ts';

/** `legal`: a demand for someone's data. `right`: what a person asks for by law. `report`: a weakness someone told of. `breach`: data that went astray. `reset`: a link to be handed over to someone who forgot their password. */
export type CaseSort = 'legal' | 'right' | 'report' | 'breach' | 'reset';

/** Times are epoch milliseconds; operators are named by their opaque ids. */
export interface CaseFile {
  /** `legal-3`: its sort, and its number among them from 1. */
  readonly id: string;
  /** Random, made with the case and sealed with it: this case and no other of the same number. */
  readonly mark: string;
  readonly sort: CaseSort;
  /** `approved`: by another operator than the one who opened it. `done`: nothing more is done with it. */
  readonly state: 'open' | 'approved' | 'done';
  readonly openedAt: number;
  /** `system`: nobody was an operator then. */
  readonly openedBy: string;
  readonly approvedAt: number | null;
  readonly approvedBy: string | null;
  readonly doneAt: number | null;
  /** How often it was written. */
  readonly revision: number;
  /** What it is about: JSON, as whoever opened it wrote it. */
  readonly content: unknown;
}

export interface Cases {
  /** Begins a case. */
  open(sort: CaseSort, begun: { by: string; content: unknown }): Promise<CaseFile>;
  /** `null`: there is none of this id. Throws `DidNotOpen` when it was changed from outside, as `list` does. */
  find(id: string): Promise<CaseFile | null>;
  /** All of a sort, the oldest first. */
  list(sort: CaseSort): Promise<CaseFile[]>;
  /** By another operator than the one who opened it. `false`: it is theirs, it is not open, or it was written since it was `seen`. */
  approve(seen: CaseFile, by: string): Promise<boolean>;
  /** Writes another content, and ends the case if `done`. `false`: it was written since it was `seen`. */
  write(seen: CaseFile, change: { content: unknown; done?: boolean }): Promise<boolean>;
  /** Takes cases out of the keyring for good. */
  remove(ids: readonly string[]): Promise<void>;
}

export function createCases(core: Core): Cases {
  return {
    open: (sort, begun) => retryingTaken(() => open(core, sort, begun)),
    async find(id) {
      const [row] = await core.keyring.read((store) =>
        store.rows(store.build.selectFrom('case_file').selectAll().where('id', '=', id)),
      );
      return row === undefined ? null : opened(core, row);
    },
    async list(sort) {
      const rows = await core.keyring.read((store) =>
        store.rows(store.build.selectFrom('case_file').selectAll().where('sort', '=', sort).orderBy('number')),
      );
      return rows.map((row) => opened(core, row));
    },
    async approve(seen, by) {
      if (seen.state !== 'open' || seen.openedBy === by || by === 'system') return false;
      return rewrite(core, seen, { ...seen, state: 'approved', approvedAt: core.now(), approvedBy: by });
    },
    async write(seen, { content, done = false }) {
      return rewrite(core, seen, { ...seen, content, ...(done && { state: 'done', doneAt: core.now() }) });
    },
    async remove(ids) {
      if (ids.length === 0) return;
      await keep(core, (build) => [{ query: build.deleteFrom('case_file').where('id', 'in', ids), rows: null }]);
      await core.keyring.scrub();
    },
  };
}

async function open(core: Core, sort: CaseSort, { by, content }: { by: string; content: unknown }): Promise<CaseFile> {
  const [last] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('case_file').select('number').where('sort', '=', sort).orderBy('number', 'desc').limit(1)),
  );
  const number = (last?.number ?? 0) + 1;
  const begun: CaseFile = {
    id: `${sort}-${number}`,
    mark: Buffer.from(core.randomBytes(16)).toString('hex'),
    sort,
    state: 'open',
    openedAt: core.now(),
    openedBy: by,
    approvedAt: null,
    approvedBy: null,
    doneAt: null,
    revision: 1,
    content,
  };
  const row = { ...rowOf(core, begun), number };
  await keep(core, (build) => [{ query: build.insertInto('case_file').values(row), rows: 1 }]);
  return begun;
}

async function rewrite(core: Core, seen: CaseFile, next: CaseFile): Promise<boolean> {
  const row = rowOf(core, { ...next, revision: seen.revision + 1 });
  const [changed] = await keep(core, (build) => [
    {
      query: build
        .updateTable('case_file')
        .set(row)
        .where('id', '=', seen.id)
        .where('revision', '=', seen.revision)
        .returning('id'),
      rows: null,
    },
  ]);
  return changed?.length === 1;
}

/** What cases are sealed with. */
type Sealing = Pick<Core, 'installationId' | 'nonces'> & { readonly keys: Pick<Core['keys'], 'log'> };

/**
 * Ends every case that is carried out once approved and was not yet, in a keyring that is an older copy: it may have been
 * carried out since, and would be once more. One that does not open is left: nothing can come of it.
 */
export async function voidApprovals(keyring: Database<KeyringTables>, sealing: Sealing, now: number): Promise<Statement[]> {
  const { build } = keyring;
  const waiting = build.selectFrom('case_file').selectAll().where('sort', 'in', ['legal', 'reset']).where('state', '!=', 'done');
  return (await keyring.rows(waiting))
    .filter((row) => opens(sealing, row))
    .map((row) => {
      const file = opened(sealing, row);
      const ended = rowOf(sealing, { ...file, state: 'done', doneAt: now, revision: file.revision + 1 });
      return { query: build.updateTable('case_file').set(ended).where('id', '=', file.id), rows: 1 };
    });
}

function opens(sealing: Sealing, row: CaseRow): boolean {
  try {
    opened(sealing, row);
    return true;
  } catch (error) {
    if (error instanceof DidNotOpen) return false;
    throw error;
  }
}

function rowOf(core: Sealing, file: CaseFile): Omit<CaseRow, 'number'> {
  const columns = {
    id: file.id,
    sort: file.sort,
    state: file.state,
    opened_at: file.openedAt,
    opened_by: file.openedBy,
    approved_at: file.approvedAt,
    approved_by: file.approvedBy,
    done_at: file.doneAt,
    revision: file.revision,
  };
  const { mark, content } = file;
  const sealed = sealEnvelope(under(core, columns), Buffer.from(JSON.stringify({ mark, content })), core.nonces());
  return { ...columns, sealed };
}

function opened(core: Omit<Sealing, 'nonces'>, { number, sealed, ...row }: CaseRow): CaseFile {
  if (row.id !== `${row.sort}-${number}`) throw new DidNotOpen();
  const text = Buffer.from(openEnvelope(under(core, row), sealed)).toString();
  // Safe: nothing else seals under these keys; see `rowOf`.
  const { mark, content } = JSON.parse(text) as Pick<CaseFile, 'mark' | 'content'>;
  return {
    id: row.id,
    mark,
    sort: row.sort,
    state: row.state,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    approvedAt: row.approved_at,
    approvedBy: row.approved_by,
    doneAt: row.done_at,
    revision: row.revision,
    content,
  };
}

function under(core: Omit<Sealing, 'nonces'>, row: Omit<CaseRow, 'number' | 'sealed'>): Under {
  const { id, state, opened_at, opened_by, approved_at, approved_by, done_at, revision } = row;
  const columns = [state, opened_at, opened_by, approved_at ?? '', approved_by ?? '', done_at ?? '', revision];
  return { key: subkey(core.keys.log, 'cases'), binding: ['case', core.installationId, id, ...columns] };
}
