/** People of tests who take everything along and bring it back, and a kind of record that no list names. */
import { Id, type Kind, type KindName, UserId, defineKind } from '@sotto/domain';
import { signIn } from '@sotto/features/account/api';
import { newcomer, password } from '@sotto/features/account/testing';
import { type TestServer, type Visitor, day, refusalOf, uniqueName } from '@sotto/testing';
import { makeOpening } from '@sotto/vault/opening';
import type { Draft, Workspace } from '@sotto/workspace';
import { features as shipped } from '@sotto/server';
import { z } from 'zod';
import * as api from '../../../api.ts';
import { type Chance, sampleFile, sampleOf } from './samples.ts';

/** A kind that no list anywhere names, as one that is added tomorrow. Safe: nothing looks at a kind's name or number but by this object. */
export const PlantedKind = {
  ...defineKind({
    name: 'group',
    version: 2,
    schema: z.strictObject({ word: z.string(), about: Id, byId: z.record(Id, z.string()) }),
    upgrades: { 1: (older) => ({ ...(older as object), byId: {} }) },
  }),
  name: 'planted' as 'group',
  number: 9_999 as 2,
  plural: 'planteds',
};
export const features = [...shipped, { name: 'planted', kinds: [PlantedKind], start: () => ({ routes: [] }) }];

export type Document = Record<string, unknown> & { planteds: { id: string; content: Record<string, unknown> }[] };
export type Listed = { id: string; parentId: string | null; content: Record<string, unknown> };

export class Person {
  readonly visitor: Visitor;
  readonly userId: UserId;
  readonly #running: TestServer;
  readonly #email: string;

  private constructor(running: TestServer, { visitor, userId, email }: { visitor: Visitor; userId: UserId; email: string }) {
    this.#running = running;
    this.#email = email;
    this.visitor = visitor;
    this.userId = userId;
  }

  static async join(running: TestServer): Promise<Person> {
    running.clock.advance(2 * day);
    const email = `${uniqueName()}@example.org`;
    const visitor = await newcomer(running, email);
    const { account } = (await (await visitor.fetch('/api/v1/export.json')).json()) as { account: { id: string } };
    return new Person(running, { visitor, userId: UserId.parse(account.id), email });
  }

  /** Anew: the session of before has ended. */
  async signIn(): Promise<void> {
    await this.visitor.call(signIn, { body: { email: this.#email, password } });
  }

  get by() {
    return makeOpening(this.userId, 'user', 'transfer');
  }

  workspace(): Promise<Workspace> {
    return this.#running.platform.workspaces.read(this.by);
  }

  change(decide: (workspace: Workspace, draft: Draft) => void) {
    return this.#running.platform.workspaces.change(this.by, decide);
  }

  async export(): Promise<string> {
    const response = await this.visitor.fetch('/api/v1/export.json');
    if (response.status !== 200) throw new Error(`no export: ${response.status}`);
    return response.text();
  }

  async put(file: string | Uint8Array<ArrayBuffer>): Promise<Id> {
    const content = new Blob([file]);
    const { body } = await this.visitor.call(api.beginEverything, { body: { name: 'sotto.json', sizeBytes: content.size } });
    for (let at = 0, part = 0; at < content.size; at += body.partBytes, part++)
      await this.visitor.call(api.putPart, {
        params: { id: body.id, part: String(part) },
        body: content.slice(at, at + body.partBytes),
        type: 'application/octet-stream',
      });
    return body.id;
  }

  async preview(file: string | Uint8Array<ArrayBuffer>): Promise<api.EverythingPreview> {
    return (await this.visitor.call(api.previewEverything, { params: { id: await this.put(file) } })).body;
  }

  async bring(file: string | Uint8Array<ArrayBuffer>): Promise<api.ImportReport> {
    return (await this.visitor.call(api.commitEverything, { params: { id: await this.put(file) } })).body;
  }

  async takeBack(id: Id): Promise<api.ImportUndone> {
    return (await this.visitor.call(api.undoImport, { params: { id } })).body;
  }

  /** The reason for which a file is turned away. */
  async refusal(file: string | Uint8Array<ArrayBuffer>): Promise<string> {
    const refused = await refusalOf(this.preview(file));
    return `${refused.problem}: ${refused.message}`;
  }
}

/** One record of every kind there is, each of them as its schema has it. */
export async function seed({ platform }: TestServer, person: Person): Promise<void> {
  const { ids, workspaces } = platform;
  const known = new Map<string, Id>();
  const of = (name: KindName) => known.get(name) ?? known.set(name, ids.record()).get(name)!;
  await person.change((workspace, draft) => {
    for (const kind of workspaces.kinds) {
      if (kind.comingIn?.stays === true || kind.number === PlantedKind.number) continue;
      const { parentId, content } = sampleOf(kind, { own: of(kind.name), of });
      const [begun] = kind.comingIn?.single === true ? workspace.all(kind) : [];
      if (begun) draft.update(kind, begun.id, begun.revision, content);
      else draft.create(kind, { id: of(kind.name), parentId, content });
      for (const file of kind.filesOf?.(content) ?? [])
        draft.also((sealers) => workspaces.files.put(sealers, file.id, sampleFile));
    }
    const about = {
      word: `a planted word of /companies/${of('company')}`,
      about: of('company'),
      byId: { [of('group')]: 'a group' },
    };
    draft.create(PlantedKind, { id: ids.record(), content: about });
  });
}

/** Everything in an export that is the person's own and not the account's; without what an import sets. */
export function owned(text: string): Record<string, unknown> {
  const {
    account: _account,
    exportedAt: _exportedAt,
    activity: _activity,
    imports: _imports,
    exportPlan: _plan,
    exportArchives: _archives,
    ...own
  } = JSON.parse(text) as Document;
  delete own['filesToImport'];
  return JSON.parse(
    JSON.stringify(own, (name, value: unknown) => (name === 'revision' || name === 'updatedAt' ? undefined : value)),
  ) as Document;
}

/**
 * Records of every kind of which a person has many, as chance makes them: family by family, each of records that belong together, 20
 * families in a unit. Answers how many were made.
 */
export async function seedMany({ platform }: TestServer, person: Person, chance: Chance): Promise<number> {
  const { ids, workspaces } = platform;
  const counts = new Map<Kind, number>();
  let made = 0;
  await person.change((workspace, draft) => {
    made = 0;
    for (const kind of workspaces.kinds) counts.set(kind, kind.apart ? 0 : workspace.all(kind).length);
    for (let family = 0; family < 20; family++) {
      const known = new Map<string, Id>();
      const of = (name: KindName) => known.get(name) ?? known.set(name, ids.record()).get(name)!;
      for (const kind of workspaces.kinds) {
        const { stays, single, most = Infinity } = kind.comingIn ?? {};
        const count = counts.get(kind) ?? 0;
        if (stays === true || single === true || count >= most) continue;
        const { parentId, content } = sampleOf(kind, { own: of(kind.name), of }, chance);
        draft.create(kind, { id: of(kind.name), parentId, content });
        counts.set(kind, count + 1);
        made += 1;
        for (const file of kind.filesOf?.(content) ?? [])
          draft.also((sealers) => workspaces.files.put(sealers, file.id, sampleFile));
      }
    }
  });
  return made;
}
