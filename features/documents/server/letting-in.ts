/** How a file gets in, whatever it belongs to: looked at, named safely, hashed, held against the room there is. And out again. */
import { createHash } from 'node:crypto';
import { Problem } from '@sotto/contract';
import { type FileRef, fileNameOf, filesLimitBytes, type Kind } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import { typeOrRefuse } from './upload-check.ts';

/** What arrived, and what it says of itself. */
export interface Arrived {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
}

/** A file that may be let in. `otherwise`: its name where nothing is left of it. Throws `unprocessable`, and says what is wrong. */
export function fileOrRefuse({ ids, now }: Platform, { bytes, type, name }: Arrived, otherwise?: string): FileRef {
  const found = typeOrRefuse(bytes, type);
  return {
    id: ids.record(),
    name: fileNameOf(name, found, otherwise),
    type: found,
    sizeBytes: bytes.length,
    sha256: sha256Of(bytes),
    uploadedAt: now(),
  };
}

/** Lower-case hex; of a text: of its UTF-8 bytes. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Files of someone's records, of whatever kind, in order of kind and record. */
export function filesIn(workspace: Workspace, kinds: readonly Kind[]): FileRef[] {
  return kinds.flatMap((kind) =>
    kind.filesOf ? workspace.all(kind).flatMap(({ content }) => kind.filesOf?.(content) ?? []) : [],
  );
}

/** What all files of someone take, in bytes. */
export function usedBytes(workspace: Workspace, kinds: readonly Kind[]): number {
  return workspace.derived('bytes of files', withFiles(kinds), () =>
    filesIn(workspace, kinds).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  );
}

const withFiles = (kinds: readonly Kind[]) => kinds.filter(({ filesOf }) => filesOf !== undefined);

/**
 * Holds a decision against the room there is. `freed`: bytes of what goes in the same decision.
 * Throws `too-large`, and says how much there is room for.
 */
export function refuseOverQuota(
  { workspaces }: Pick<Platform, 'workspaces'>,
  workspace: Workspace,
  { added, freed = 0 }: { added: number; freed?: number },
): void {
  const left = filesLimitBytes - usedBytes(workspace, workspaces.kinds) + freed;
  if (added <= left) return;
  throw new Problem('too-large', {
    detail: `Your files may take 1 GB together, and there is room for ${inMegabytes(Math.max(0, left))} MB. Delete documents or versions you no longer need.`,
    leftBytes: Math.max(0, left),
  });
}

function inMegabytes(bytes: number): string {
  return (Math.floor(bytes / 1024 / 102.4) / 10).toFixed(1);
}

/** To be saved and never shown, whatever is in it: it came from outside. Names as in RFC 6266 and RFC 8187. `plain`: a name for who reads no other. */
export function asAttachment({ name, sizeBytes }: FileRef, plain: string): Record<string, string> {
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return {
    'content-disposition': `attachment; filename="${plain}${name.slice(name.lastIndexOf('.'))}"; filename*=UTF-8''${encoded}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'content-length': String(sizeBytes),
  };
}
