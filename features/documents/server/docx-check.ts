/**
 * Word documents: the list of their parts, and the beginning of each part that is XML. Refused is what carries programs,
 * other files or links that a program follows by itself, and an archive that lies about its parts.
 *
 * Nothing is unpacked whole: of each part at most `lookBytes` packed bytes. Source: APPNOTE.TXT 6.3.10 (zip),
 * ECMA-376 part 2 (parts and relationships).
 */
import { constants, inflateRawSync } from 'node:zlib';

export const docxLimits = {
  parts: 200,
  /** All parts together, unpacked, by what the archive says and by what it holds. */
  unpackedBytes: 50 * 1024 * 1024,
  ratio: 100,
} as const;

/** Packed bytes of a part that are looked into. */
const lookBytes = 8 * 1024;
/** Of the parts that hold what is written, where an instruction may hide anywhere. */
const writtenBytes = 256 * 1024;
/** Lists of relationships and of types are read whole, up to this size: they are never long. */
const mostListBytes = 512 * 1024;

const damaged = 'This Word document is damaged: its parts cannot be told apart.';
const tooLarge = 'Unpacked, this document is far too large.';

interface Part {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly mode: number;
  readonly at: number;
}

export function objectionToDocx(bytes: Buffer): string | null {
  const parts = partsOf(bytes);
  if (parts === null) return damaged;
  // Programs that show PDFs take one that begins within the first kilobyte.
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'This is two files in one: a Word document and a PDF.';
  const found = objectionToParts(parts) ?? objectionToPlaces(parts, bytes.length);
  if (found !== null) return found;
  for (const part of parts) {
    const objection = /\.(?:xml|rels)$/i.test(part.name) ? objectionToXml(bytes, part) : null;
    if (objection !== null) return objection;
  }
  return null;
}

/** What can be said by names and sizes alone. */
function objectionToParts(parts: readonly Part[]): string | null {
  const names = parts.map(({ name }) => name.toLowerCase());
  if (parts.length > docxLimits.parts) return 'This document has too many parts.';
  if (new Set(names).size !== names.length) return damaged;
  if (!names.includes('[content_types].xml') || !names.includes('word/document.xml'))
    return 'This is a packed file, but not a Word document (.docx).';
  const unpacked = parts.reduce((sum, part) => sum + part.unpackedBytes, 0);
  if (unpacked > docxLimits.unpackedBytes || parts.some(isBomb)) return tooLarge;
  if (parts.some(({ flags }) => (flags & 1) !== 0)) return 'This document is locked with a password. Save it without.';
  return parts.map(objectionToPart).find((objection) => objection !== null) ?? null;
}

// A part of a few hundred bytes packs well; only what becomes large counts.
function isBomb({ unpackedBytes, packedBytes }: Part): boolean {
  return unpackedBytes > 1024 * 1024 && unpackedBytes > packedBytes * docxLimits.ratio;
}

function objectionToPart({ name, method, mode }: Part): string | null {
  if (/^[/\\]|\\|^[a-z]:|(?:^|\/)\.\.(?:\/|$)|\0/i.test(name) || (mode & 0o170000) === 0o120000)
    return 'This document has a part that points out of it.';
  if (method !== 0 && method !== 8) return damaged;
  if (/vba(?:project|data)|macrosheets/i.test(name)) return macros;
  if (
    /(?:^|\/)(?:embeddings|activex)\/|\.(?:bin|zip|doc[xm]?|dot[xm]?|xls[xmb]?|pptx?|jar|7z|rar|exe|dll|com|scr|msi|jse?|vb[es]|ws[fh]|hta|lnk|url|bat|cmd|ps1|reg|iso|img|cab|swf|chm|rtf|x?html?|mht(?:ml)?|svgz|pdf)$/i.test(
      name,
    )
  )
    return 'This document has another file in it. Save it without.';
  return null;
}

const macros = 'This document contains macros. Save it as .docx without them.';

/** Parts lie one behind the other: two in one place would unpack to more than the file holds. */
function objectionToPlaces(parts: readonly Part[], length: number): string | null {
  let end = 0;
  for (const { at, packedBytes } of parts.toSorted((a, b) => a.at - b.at)) {
    if (at < end || at + localHeaderBytes + packedBytes > length) return damaged;
    end = at + localHeaderBytes + packedBytes;
  }
  return null;
}

function objectionToXml(bytes: Buffer, part: Part): string | null {
  const isList = /\.rels$|^\[content_types\]\.xml$/i.test(part.name);
  const isWritten = /^word\/(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml$/i.test(part.name);
  const text = beginningOf(bytes, part, isList ? mostListBytes : isWritten ? writtenBytes : lookBytes);
  if (text === null) return isList ? tooLarge : damaged;
  // The kind of a document stands before its first element; a part that has none there is none of Word's.
  if (!/^(?:\u00ef\u00bb\u00bf)?\s*(?:<\?[^>]*\?>\s*|<!--(?:[^-]|-(?!-))*-->\s*)*<[A-Za-z]/.test(text))
    return 'This document has a part that declares its own rules (DTD), or is damaged.';
  if (isList && /macroEnabled|vbaProject/i.test(withSignsWrittenOut(text))) return macros;
  if (isWritten && runsPrograms.test(text)) return 'This document starts another program (DDE). Save it without.';
  return part.name.toLowerCase().endsWith('.rels') ? objectionToLinks(withSignsWrittenOut(text)) : null;
}

/** An instruction that makes Word start or ask another program. Source: ECMA-376 part 1, 17.16.5 (fields). */
const runsPrograms = /(?:<w:instrText[^<>]{0,200}>|\bw:instr\s{0,9}=\s{0,9}["'])\s{0,99}DDE(?:AUTO)?\b/i;

/**
 * Links that a person clicks are fine, and so is the template on the own disk that Word remembers; whatever a program would
 * fetch by itself is not.
 */
function objectionToLinks(list: string): string | null {
  // Up to the next one: more than its own is never less than what a program reads.
  const links = list.split(/<(?:\w{1,20}:)?Relationship\b/).slice(1);
  const isInward = (link: string) => !/TargetMode\s*=\s*["']\s*External/i.test(link);
  const isHyperlink = (link: string) => /Type\s*=\s*["'][^"']*\/hyperlink["']/i.test(link) && !runs.test(link);
  const isOwnTemplate = (link: string) => /Type\s*=\s*["'][^"']*\/attachedTemplate["']/i.test(link) && ownDisk.test(link);
  if (links.some((link) => /Type\s*=\s*["'][^"']*\/aFChunk["']/i.test(link)))
    return 'This document has another file in it. Save it without.';
  return links.every((link) => isInward(link) || isHyperlink(link) || isOwnTemplate(link))
    ? null
    : 'This document fetches something from elsewhere when it is opened. Save it without.';
}

const runs = /Target\s*=\s*["']\s*(?:javascript|vbscript|data|ms-[\w-]+|search-ms):/i;
const ownDisk = /Target\s*=\s*["'](?:file:\/\/\/(?:[a-z]:|users\/)|[a-z]:[\\/]|[^:/\\"']+["'])/i;

/** Characters by number written out, so that `&#69;xternal` is read as a program reads it. */
function withSignsWrittenOut(text: string): string {
  return text.replaceAll(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The beginning of a part as text of one byte a character. `null`: it is torn, or becomes too large. */
function beginningOf(bytes: Buffer, { at, method, packedBytes, unpackedBytes }: Part, most: number): string | null {
  if (bytes.readUInt32LE(at) !== localHeader) return null;
  const start = at + localHeaderBytes + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(start, start + Math.min(packedBytes, most));
  if (method === 0) return packed.toString('latin1');
  try {
    // Never more than the archive says of the part, and all parts together say at most `unpackedBytes`.
    const maxOutputLength = Math.max(1, Math.min(unpackedBytes, most === mostListBytes ? most : docxLimits.unpackedBytes));
    return inflateRawSync(packed, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
  } catch {
    // Too large or damaged: the inflater has no other way to say so, and nothing of it is taken.
    return null;
  }
}

const localHeader = 0x04034b50;
const localHeaderBytes = 30;
const centralHeader = 0x02014b50;
const centralHeaderBytes = 46;
const endOfListBytes = 22;

/** The parts as the archive's list at its end has them. `null`: there is no such list, or it does not hold together. */
function partsOf(bytes: Buffer): Part[] | null {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + endOfListBytes > bytes.length) return null;
  if (end + endOfListBytes + bytes.readUInt16LE(end + 20) !== bytes.length) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const parts: Part[] = [];
  while (parts.length < count) {
    if (at + centralHeaderBytes > end || bytes.readUInt32LE(at) !== centralHeader) return null;
    const nameBytes = bytes.readUInt16LE(at + 28);
    parts.push(partAt(bytes, at, nameBytes));
    at += centralHeaderBytes + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  // Nothing may lie between the list and its end: a second list would be read by others.
  return at === end && parts.every((part) => sameName(bytes, part)) ? parts : null;
}

function partAt(bytes: Buffer, at: number, nameBytes: number): Part {
  return {
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    packedBytes: bytes.readUInt32LE(at + 20),
    unpackedBytes: bytes.readUInt32LE(at + 24),
    mode: bytes.readUInt16LE(at + 40),
    at: bytes.readUInt32LE(at + 42),
    name: bytes.toString('utf8', at + centralHeaderBytes, at + centralHeaderBytes + nameBytes),
  };
}

/** Whoever reads from the front must see the same part as whoever reads from the list. */
function sameName(bytes: Buffer, { at, name }: Part): boolean {
  if (at + localHeaderBytes > bytes.length || bytes.readUInt32LE(at) !== localHeader) return false;
  const start = at + localHeaderBytes;
  return bytes.toString('utf8', start, start + bytes.readUInt16LE(at + 26)) === name;
}
