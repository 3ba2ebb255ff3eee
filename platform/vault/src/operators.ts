/**
 * Who works at the operator's desk: a name and the secret of an authenticator app, sealed under a key of the installation,
 * which is wrapped by the root key. Operators are not people with more rights: they have no account and open nothing.
 */
import { keep, type Core } from './core.ts';
import { openEnvelope, sealEnvelope, type Under } from './envelope.ts';
import { authenticate, subkey } from './key-tree.ts';

export interface Operator {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly secret: Uint8Array;
  /** The latest time step whose code was taken. */
  readonly lastStep: number;
}

export type NewOperator = Pick<Operator, 'name' | 'secret' | 'lastStep'>;

/** Answers the id. Throws `AlreadyExists`: the id follows from the name, so of two at once with one name one is refused. */
export async function addOperator(core: Core, { name, secret, lastStep }: NewOperator): Promise<string> {
  const id = idOf(core, name);
  const content = Buffer.from(JSON.stringify({ name, secret: Buffer.from(secret).toString('base64') }));
  const sealed = sealEnvelope(under(core, id), content, core.nonces());
  const row = { id, created_at: core.now(), last_step: lastStep, sealed };
  await keep(core, (build) => [{ query: build.insertInto('operator').values(row), rows: 1 }]);
  return id;
}

/** A digest of the name, however it is spelt with capitals: nobody without the keyring's keys learns a name from an id. */
function idOf(core: Core, name: string): string {
  const digest = Buffer.from(authenticate(subkey(core.keys.index, 'index operator'), [name.normalize('NFKC').toLowerCase()]));
  return digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export async function operators(core: Core): Promise<Operator[]> {
  const rows = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('operator').selectAll().orderBy('created_at').orderBy('id')),
  );
  return rows.map(({ id, created_at, last_step, sealed }) => {
    // Safe: what lies there was written above, and the seal was not broken.
    const { name, secret } = JSON.parse(Buffer.from(openEnvelope(under(core, id), sealed)).toString()) as {
      name: string;
      secret: string;
    };
    return { id, name, createdAt: created_at, secret: Buffer.from(secret, 'base64'), lastStep: last_step };
  });
}

/** `false`: a code of this step, or of a later one, was taken before. */
export async function takeOperatorStep(core: Core, id: string, step: number): Promise<boolean> {
  const [taken] = await keep(core, (build) => [
    {
      query: build
        .updateTable('operator')
        .set({ last_step: step })
        .where('id', '=', id)
        .where('last_step', '<', step)
        .returning('id'),
      rows: null,
    },
  ]);
  return taken?.length === 1;
}

function under(core: Core, id: string): Under {
  return { key: subkey(core.keys.log, 'operators'), binding: ['operator', core.installationId, id] };
}
