/** Mails where no SMTP is set: sealed files in a folder of this machine, named by whose they are and which. */
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserId } from '@sotto/domain';
import type { Opening, Vault } from '@sotto/vault';
import { KeyShredded } from '@sotto/vault';
import type { Letter } from './index.ts';
import { openLetter } from './sealed-letter.ts';

/** A mail that waits in the folder. */
export interface MailFile {
  readonly userId: UserId;
  readonly id: string;
  readonly path: string;
}

export interface MailFolder {
  /** Keeps sealed bytes durably; the same mail twice is one file. */
  keep(userId: UserId, id: string, sealed: Uint8Array): Promise<MailFile>;
  /** Whole files, oldest first. */
  list(): Promise<MailFile[]>;
  /** Whole files, and what a crash left half written: for whoever removes them. */
  listAll(): Promise<MailFile[]>;
  remove(file: MailFile): Promise<void>;
}

const suffix = '.sealed-mail';
const partSuffix = `${suffix}.part`;

export function createMailFolder(folder: string): MailFolder {
  const named = async (...suffixes: readonly string[]) => {
    const names = await readdir(folder).catch(absent);
    const files = names.filter((name) => suffixes.some((end) => name.endsWith(end))).flatMap((name) => fileOf(folder, name));
    return files.toSorted((one, other) => one.id.localeCompare(other.id));
  };
  return {
    async keep(userId, id, sealed) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const whole = `${userId}.${id}`;
      const [path, part] = [join(folder, whole + suffix), join(folder, whole + partSuffix)];
      await writeFile(part, sealed, { mode: 0o600, flush: true });
      // Absent: whoever erases this person has just removed it.
      await rename(part, path).catch(absent);
      return { userId, id, path };
    },
    list: () => named(suffix),
    listAll: () => named(suffix, partSuffix),
    remove: ({ path }) => rm(path, { force: true }),
  };
}

/** No mail was ever kept, so there is no folder yet; or somebody removed the file. */
function absent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

function fileOf(folder: string, name: string): MailFile[] {
  const [user, id] = name.split('.');
  const userId = UserId.safeParse(user);
  return userId.success && id ? [{ userId: userId.data, id, path: join(folder, name) }] : [];
}

/** Opens the mails of `folder`, oldest first. Those of people who are gone, or go meanwhile, are left out: nobody can read them any more. */
export async function* readMailFiles(
  folder: string,
  vault: Pick<Vault, 'sealers'>,
  openingFor: (userId: UserId) => Opening,
): AsyncGenerator<MailFile & { readonly letter: Letter }> {
  for (const file of await createMailFolder(folder).list()) {
    const sealers = await vault.sealers(file.userId).catch(nobody);
    if (!sealers) continue;
    const sealed = await readFile(file.path).catch(gone);
    if (!sealed) continue;
    yield { ...file, letter: openLetter(sealers.account, file.id, sealed, openingFor(file.userId)) };
  }
}

/** Removed since it was listed. */
function gone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** The person's key is gone. */
export function nobody(error: unknown): null {
  if (error instanceof KeyShredded) return null;
  throw error;
}
