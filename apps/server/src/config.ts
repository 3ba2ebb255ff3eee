/** What the operator decided, and where this program's own parts lie. The environment is read here and nowhere else. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Settings, WrongEnvironment, parseEnvironment } from '@sotto/config';

/** The settings of this process. Throws `WrongEnvironment` with a sentence for each thing that is not as it should be. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  workingFolder?: string,
): Settings {
  return parseEnvironment(environment, workingFolder);
}

/** The certificate chain and its key, as PEM. Throws `WrongEnvironment` when a file cannot be read. */
export function readTls({ tls }: Settings): { certificate: string; key: string } | undefined {
  if (tls === null) return undefined;
  return { certificate: readNamed(tls.certificateFile, 'SOTTO_TLS_CERT'), key: readNamed(tls.keyFile, 'SOTTO_TLS_KEY') };
}

function readNamed(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Why does not matter to the operator: the file they named cannot be read by this user.
    throw new WrongEnvironment([`${name} names ${file}, which cannot be read.`]);
  }
}

/** The built extension; absent until it was built. */
export function extensionFolder(): string {
  return fileURLToPath(new URL('../../../dist/extension', import.meta.url));
}

/** The built web app; `undefined`: it was not built, then only API and public pages are served. */
export function webFolder(): string | undefined {
  const folder = fileURLToPath(new URL('../../../dist/web', import.meta.url));
  return existsSync(folder) ? folder : undefined;
}
