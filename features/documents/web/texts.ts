import type { documentKinds } from '@sotto/domain';
import { words } from './words.ts';

export { versionInWords } from './words.ts';

type KindName = (typeof documentKinds)[number];

/** What the views of documents say. */
export const texts = {
  ...words,
  count: (count: number) => (count === 1 ? '1 document' : `${count.toLocaleString()} documents`),
  shownOf: (shown: number, all: number) => `${shown.toLocaleString()} of ${all.toLocaleString()} documents`,
  space: (used: string, limit: string) => `${used} of ${limit}`,
  find: 'Find a document',
  upload: 'Upload',
  empty: 'No document yet',
  emptyLead:
    'Keep your resume here, in as many versions as you like, and Sotto remembers which one went where. PDF, Word (.docx) or plain text, 5 MB each.',
  nothing: 'No document matches.',
  notLoaded: 'The documents could not be loaded.',
  tryAgain: 'Try again',
  keys: { next: 'Next document', previous: 'Previous document' },
  columns: { name: 'Document', kind: 'Kind', version: 'Version', sent: 'Sent with', size: 'Size', updatedAt: 'Changed' },
  kinds: {
    resume: 'Resume',
    cover_letter: 'Cover letter',
    portfolio: 'Portfolio',
    certificate: 'Certificate',
    reference: 'Reference',
    transcript: 'Transcript',
    take_home: 'Take-home work',
    offer_letter: 'Offer letter',
    contract: 'Contract',
    other: 'Other',
  } satisfies Record<KindName, string>,
  types: {
    'application/pdf': 'PDF',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
    'text/plain': 'Plain text',
  },
  andMore: (count: number) => `and ${count} more`,
  sentWith: (companies: string) => `Sent with ${companies}`,
  sentWithList: 'Sent with',

  bulk: {
    pick: (name: string) => `Pick ${name}`,
    pickAll: 'Pick all',
    picked: (count: number) => `${count.toLocaleString()} selected`,
    clear: 'Clear selection',
    kind: (count: number, kind: string) => `${count.toLocaleString()} marked as ${kind}`,
    left: (count: number) => `${count.toLocaleString()} changed elsewhere in the meantime and stayed as they are`,
    delete: 'Delete',
    deleted: (count: number) => `${count.toLocaleString()} deleted`,
    kept: (count: number) => `${count.toLocaleString()} stayed: sent with an application, or changed elsewhere`,
  },

  newDocument: 'New document',
  name: 'Name',
  kind: 'Kind',
  label: 'Label',
  optional: 'optional',
  labelExample: 'Such as “two pages”',
  uploadIt: 'Upload it',
  uploading: 'Uploading…',
  cancel: 'Cancel',
  close: 'Close',
  choose: 'Choose a file',
  chooseOther: 'Choose another file',
  drop: 'Drop a new version here',
  dropFirst: 'Drop a file here',
  dropNow: 'Let go to upload it',
  dropHint: 'PDF, Word (.docx) or plain text, 5 MB at most. It is sealed before it is stored.',
  notTaken: 'This file was not taken',
  tooLarge: 'It has more than 5 MB. Save it smaller.',
  wrongKind: 'It is neither PDF, Word (.docx) nor plain text.',

  loading: 'Opening…',
  gone: 'This document is not here',
  goneLead: 'It may have been deleted, or belong to another account.',
  toList: 'To all documents',
  more: 'More',
  look: 'Look at it',
  lookAt: (name: string) => `Look at ${name}`,
  pageOf: (page: number, count: number) => `Page ${page} of ${count}`,
  pageFailed: (page: number) => `Page ${page} cannot be shown.`,
  morePages: (shown: number, count: number) => `The first ${shown} of ${count} pages are shown. Download it for the others.`,
  cannotShow: 'This PDF cannot be shown here',
  cannotShowLead: 'It may be damaged, or made in a way that is not understood here. The file itself is as you uploaded it.',
  download: 'Download',
  downloadOf: (name: string) => `Download ${name}`,
  versions: 'Versions',
  notes: 'Notes',
  state: { saved: 'Saved', waiting: '', saving: 'Saving…', failed: 'Not saved yet. Your text is kept here.' },
  labelOf: (number: number) => `Label of version ${number}`,
  addLabel: 'Add a label',
  uploaded: (day: string) => `uploaded ${day}`,
  hash: 'SHA-256',
  copyHash: (number: number) => `Copy the SHA-256 of version ${number}`,
  hashCopied: 'SHA-256 copied',
  notSent: 'Not sent yet',

  deleteDocument: 'Delete the document',
  deleteVersion: (number: number) => `Delete version ${number}`,
  deleted: (name: string) => `${name} deleted`,
  isBack: (name: string) => `${name} is back`,
  sure: (name: string) => `Delete ${name}?`,
  sureSent: 'It was sent with:',
  sureSentLead: 'What you sent stays on record there, with name, size and SHA-256. The file itself goes.',
  sureLarge: 'It has more than 10 MB in all, so it cannot be brought back afterwards.',
  deleteAnyway: 'Delete it',
  keep: 'Keep it',

  add: 'Add',
  nothingSent: 'Nothing entered yet',
  sendTitle: 'What did you send?',
  what: 'Document',
  aNewFile: 'A new file…',
  on: 'Sent on',
  enter: 'Enter it',
  future: 'This day lies in the future.',
  fileGone: 'The file was deleted',
  entryRemoved: (name: string) => `${name} is no longer entered as sent`,
  removeEntry: (name: string) => `Remove ${name} from what was sent`,
  entered: (name: string) => `${name} entered as sent`,
} as const;

/** `340 KB`, `4.2 MB`, of 1,024 each, as the limits are. */
export function sizeInWords(bytes: number): string {
  const [unit, size] = sizes.find(([, from]) => bytes >= from) ?? (['KB', 1024] as const);
  const digits = unit === 'KB' ? 0 : 1;
  return `${Math.max(1, bytes / size).toLocaleString(undefined, { maximumFractionDigits: digits })} ${unit}`;
}

const sizes = [
  ['GB', 1024 ** 3],
  ['MB', 1024 ** 2],
] as const;
