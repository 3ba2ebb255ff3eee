/** What a chosen file seems to be, before it travels. What it is, the server finds out. */
import { fileLimitBytes, type FileType, fileTypes } from '@sotto/domain';
import type { UploadType } from '../api.ts';
import { texts } from './texts.ts';

/** For the `accept` of a file field. */
export const acceptedFiles = '.pdf,.docx,.txt,.md,application/pdf,text/plain';

/** By the name's ending, since systems differ in what they call a type. `null`: none that is taken. */
export function typeOf({ name }: Pick<File, 'name'>): FileType | null {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'txt' || ending === 'md' || ending === 'text') return fileTypes.txt;
  return ending === 'pdf' || ending === 'docx' ? fileTypes[ending] : null;
}

/** The type a file is sent under: see `uploadTypes`. */
export function sentAs(file: Pick<File, 'name'>): UploadType {
  const type = typeOf(file) ?? fileTypes.txt;
  return type === fileTypes.txt ? 'application/octet-stream' : type;
}

/** What can be said against it at once; `null`: nothing. */
export function objectionTo(file: Pick<File, 'name' | 'size'>): string | null {
  if (file.size > fileLimitBytes) return texts.tooLarge;
  return typeOf(file) === null ? texts.wrongKind : null;
}
