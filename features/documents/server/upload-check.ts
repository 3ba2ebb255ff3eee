/**
 * What an uploaded file is, told by its bytes: PDF, Word or plain text, and nothing in it that a document does not need.
 *
 * A file is hostile until it has shown otherwise. It is never shown, only given back; still nobody shall get a program out
 * of what they took for a document. Every look is bounded, by size and by what a packed part may become.
 */
import { Problem } from '@sotto/contract';
import { type FileType, fileTypes } from '@sotto/domain';
import { objectionToDocx } from './docx-check.ts';
import { objectionToPdf } from './pdf-check.ts';
import { objectionToText } from './text-check.ts';

interface Look {
  readonly type: FileType;
  /** As people call it. */
  readonly name: string;
  /** Its first bytes; `null`: none are its own. */
  readonly begins: string | null;
  /** What is wrong with it, in a sentence; `null`: nothing. */
  objection(bytes: Buffer): string | null;
}

/** The first that fits is what a file is. */
const looks: readonly Look[] = [
  { type: fileTypes.pdf, name: 'a PDF', begins: '%PDF-', objection: objectionToPdf },
  { type: fileTypes.docx, name: 'a Word document', begins: 'PK\x03\x04', objection: objectionToDocx },
  { type: fileTypes.txt, name: 'plain text', begins: null, objection: objectionToText },
];

/** The type of a file that was sent as `declared`. Throws `unprocessable`, and says what is wrong. */
export function typeOrRefuse(bytes: Uint8Array, declared: string): FileType {
  if (bytes.length === 0) throw refused('The file is empty.');
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const look = looks.find(
    ({ begins }) => begins === null || whole.subarray(0, begins.length).equals(Buffer.from(begins, 'latin1')),
  );
  const wanted = declared === 'application/octet-stream' ? fileTypes.txt : declared;
  // Safe: the last look takes whatever begins in another way.
  const { type, name, objection } = look!;
  if (type !== wanted) throw refused(`It was sent as ${nameOf(wanted)}, but it is not.`);
  const reason = objection(whole);
  if (reason !== null) throw refused(reason);
  return type;

  function nameOf(other: string): string {
    return looks.find((one) => one.type === other)?.name ?? name;
  }
}

function refused(detail: string): Problem {
  return new Problem('unprocessable', { detail });
}
