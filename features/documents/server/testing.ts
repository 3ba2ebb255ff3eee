/** Documents made by hand: good ones of each type, and parts to make bad ones of. */
import { type Zippable, zipSync } from 'fflate';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** A PDF of one empty page. `more`: objects that stand in it besides; `trailer`: entries of its trailer. */
export function pdf({ more = '', trailer = '' }: { more?: string; trailer?: string } = {}): Buffer {
  return latin1(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n` +
      `2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n` +
      `3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n${more}\n` +
      `trailer\n<< /Root 1 0 R /Size 4 ${trailer}>>\nstartxref\n0\n%%EOF\n`,
  );
}

/** A stream as it stands in a PDF. */
export function pdfStream(dictionary: string, content: Uint8Array): string {
  return `9 0 obj\n<< ${dictionary} /Length ${content.length} >>\nstream\n${Buffer.from(content).toString('latin1')}\nendstream\nendobj`;
}

/** A PDF of exactly `sizeBytes`, with something in its middle that packs badly. */
export function pdfOf(sizeBytes: number): Buffer {
  const frame = pdf({ more: pdfStream('/Filler true', Buffer.alloc(0)) }).length;
  // Digits of the length stand in the file as well.
  const filler = Buffer.alloc(sizeBytes - frame - String(sizeBytes).length + 1);
  for (let at = 0; at < filler.length; at++) filler[at] = (at * 31 + (at >> 8) * 7) & 0xff;
  const whole = pdf({ more: pdfStream('/Filler true', filler) });
  return Buffer.concat([whole, Buffer.alloc(Math.max(0, sizeBytes - whole.length), '\n')]).subarray(0, sizeBytes);
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const docxParts = {
  '[Content_Types].xml': latin1(
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
  ),
  '_rels/.rels': rels({ type: 'officeDocument', target: 'word/document.xml' }),
  'word/document.xml': latin1(
    `${head}<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>Ana: CSS/JavaScript, macroEnabled</w:t></w:r></w:p></w:body></w:document>`,
  ),
} as const;

/** A Word document; `more` are parts besides, or in place of its own. The same bytes whenever it is made. */
export function docx(more: Zippable = {}): Buffer {
  return Buffer.from(zipSync({ ...docxParts, ...more }, { mtime: '2026-01-01T00:00:00Z' }));
}

/** A list of one relationship. */
export function rels({ type, target, mode = 'Internal' }: { type: string; target: string; mode?: string }): Uint8Array {
  return latin1(
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}" TargetMode="${mode}"/></Relationships>`,
  );
}
