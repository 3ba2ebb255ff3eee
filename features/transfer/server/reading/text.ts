/**
 * Bytes → text: which encoding a file is in, found without asking and said aloud when it had to be presumed.
 *
 * Never lets a workbook or an archive through as text.
 */
import { type Result, failed, ok } from '@sotto/domain';
import type { ReadFailure } from './failure.ts';

export interface DecodedText {
  /** Without byte order mark; line ends as they are. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** What the person should know about how it was read; `null`: nothing. */
  readonly remark: string | null;
}

/** Text of a file. Fails for what is not text, with advice where there is some. */
export function decodeText(bytes: Uint8Array): Result<DecodedText, ReadFailure> {
  const foreign = foreignKinds.find(({ start }) => start.every((byte, index) => bytes[index] === byte));
  if (foreign) return failed({ row: null, reason: foreign.reason });
  const utf16 = utf16Of(bytes);
  if (utf16) return ok({ text: new TextDecoder(utf16).decode(bytes), encoding: utf16, remark: null });
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null) return ok({ text: utf8, encoding: 'utf-8', remark: null });
  return ok({
    text: new TextDecoder('windows-1252').decode(bytes),
    encoding: 'windows-1252',
    remark: 'The file is not in UTF-8. It was read as Windows-1252: look whether accents and umlauts are right.',
  });
}

/** Kinds of files people bring instead, by their first bytes. */
const foreignKinds: readonly { start: readonly number[]; reason: string }[] = [
  {
    start: [0x50, 0x4b, 3, 4],
    reason: 'This is an Excel workbook or a zip archive. Save the sheet as CSV (UTF-8) and bring that file.',
  },
  {
    start: [0xd0, 0xcf, 0x11, 0xe0],
    reason: 'This is an old Excel workbook. Save the sheet as CSV (UTF-8) and bring that file.',
  },
  { start: [0x25, 0x50, 0x44, 0x46], reason: 'This is a PDF. Bring the table as CSV, or copy it and paste it here.' },
];

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    // The decoder has no other way to say "not UTF-8" than this one error.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** UTF-16 by its byte order mark, or by every second byte of the beginning being zero. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 64 - (64 % 2));
  if (start.length < 4 || bytes.length % 2 === 1) return null;
  const zeros = { even: 0, odd: 0 };
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2 === 0 ? 'even' : 'odd'] += 1;
  const most = start.length * 0.4;
  if (zeros.odd >= most && zeros.even === 0) return 'utf-16le';
  if (zeros.even >= most && zeros.odd === 0) return 'utf-16be';
  return null;
}

/** Where a text that must not hold NUL characters does; `null`: nowhere. */
export function damageIn(text: string): ReadFailure | null {
  const position = text.indexOf('\0');
  if (position === -1) return null;
  const row = text.slice(0, position).split(/\r\n|\r|\n/).length;
  return { row, reason: 'There is a NUL character here: the file is damaged, or it is not a text file.' };
}
