/**
 * Files people upload: what is known of one beside its bytes, which lie sealed in pieces of their own.
 *
 * A record names the file it has; a new version is a new file, so the bytes under an id never change.
 */
import { z } from 'zod';
import { Id } from './id.ts';
import { limits } from './text.ts';

/** Types of files that are taken, by the ending their names get. */
export const fileTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain',
} as const;
export const FileType = z.enum(Object.values(fileTypes));
export type FileType = z.infer<typeof FileType>;

/** Greatest size of a file, in bytes. */
export const fileLimitBytes = 5 * 1024 * 1024;

/** Greatest size of all files of one person together, in bytes. */
export const filesLimitBytes = 1024 * 1024 * 1024;

/** `sha256`: of the bytes, lower-case hex. `uploadedAt`: epoch ms. */
export const FileRef = z.strictObject({
  id: Id,
  /** Safe to save under: see `fileNameOf`. */
  name: z.string().min(1).max(limits.name),
  type: FileType,
  sizeBytes: z.int().min(1).max(fileLimitBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  uploadedAt: z.int(),
});
export type FileRef = z.infer<typeof FileRef>;

/** What a file system or a header may stumble over: separators, wildcards, quotes. */
const awkward = /[/\\:*?"<>|;%]/g;
/** Controls, and what is not seen or turns the direction of reading round, so that `fdp.exe` reads as `exe.pdf`. */
const unseen = /\p{Control}|\p{Format}|\p{Line_Separator}|\p{Paragraph_Separator}|\p{Surrogate}/gu;
/** Names that are devices on Windows, whatever follows the point. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
/** Length of the stem in characters: in any script, with its ending, it fits the 255 bytes of a file system. */
const longestStem = 60;

/**
 * The name under which a file is kept: of what someone called it only the last part, without anything a file system, a
 * header or an eye could stumble over, and with the ending of what the file is. `otherwise`: its stem where nothing is left.
 *
 * @example fileNameOf('C:\\Users\\me\\Resume 2026.exe', 'application/pdf') // 'Resume 2026.pdf'
 */
export function fileNameOf(wanted: string, type: FileType, otherwise = 'resume'): string {
  const last = wanted.toWellFormed().replaceAll('\ufffd', '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replaceAll(/\s+/g, ' ').replaceAll(unseen, '').replaceAll(awkward, ' ').replaceAll(/ +/g, ' ').trim();
  const stem = Array.from(clean.replace(/\.[\p{Letter}\p{Number}]{1,8}$/u, '').replaceAll(/^[.\s]+|[.\s]+$/g, ''));
  const short = stem.slice(0, longestStem).join('').trimEnd();
  return `${short === '' || device.test(short.split('.')[0] ?? '') ? otherwise : short}.${endingOf(type)}`;
}

function endingOf(type: FileType): string {
  // Safe: every type of a file is a value of `fileTypes`.
  return Object.entries(fileTypes).find(([, value]) => value === type)![0];
}
