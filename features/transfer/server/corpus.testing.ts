/** The folder of real tracker files, where it lies beside the checkout. Used by tests alone. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const folder = new URL('../../../../shared/corpus/', import.meta.url);

/** Whether the folder is there; if not, tests that need it are left out and say so. */
export const hasCorpus: boolean = existsSync(folder);
export const leftOutNotice = 'left out: ../shared/corpus is not beside the checkout';

export function corpusFile(path: string): Uint8Array {
  return readFileSync(new URL(path, folder));
}

export function corpusNames(directory: string): string[] {
  return hasCorpus ? readdirSync(new URL(directory, folder)) : [];
}
