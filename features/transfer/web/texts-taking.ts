/** The words of taking everything along. */
import type { ExportReminderView } from '../api.ts';

const counted = (count: number, one: string, many: string) => `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** `8.4 MB`; below a tenth of one in KB. */
export function sizeOf(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  if (megabytes < 0.1) return `${Math.max(1, Math.round(bytes / 1024)).toLocaleString()} KB`;
  return `${megabytes.toLocaleString(undefined, { maximumFractionDigits: megabytes < 10 ? 1 : 0 })} MB`;
}

export const texts = {
  export: 'Out',
  title: 'Everything, in one file',
  aside: 'a zip, not encrypted',
  holds: (records: number, files: number, bytes: number) =>
    `${counted(records, 'record', 'records')}${files === 0 ? '' : ` and ${counted(files, 'file', 'files')} of ${sizeOf(bytes)}`}`,
  never: 'You have not taken a copy yet.',
  taken: (when: string, bytes: number) => `Last taken ${when}, ${sizeOf(bytes)}.`,
  take: 'Take everything',
  takeAnew: 'Make a new one',
  beginning: 'Packing',
  packing: (done: number, total: number) => `Packing ${done.toLocaleString()} of ${total.toLocaleString()}`,
  packingLead: 'You may leave this page. The file is kept sealed here for an hour.',
  ready: (bytes: number) => `Ready: ${sizeOf(bytes)}`,
  readyLead: (until: string) =>
    `The download has begun. If the line breaks, your browser goes on where it stopped, until ${until}; the file stays the same, whatever you change meanwhile.`,
  save: 'Save it again',
  forget: 'Forget it now',
  forgotten: 'The copy is forgotten here',
  elsewhere: 'A copy was asked for in another browser, where it can be saved. Make one here.',
  interrupted: 'The last copy was not finished: the server stopped. Make a new one.',
  failed: 'The copy could not be made.',
  inside: 'What is in it',
  parts: [
    ['sotto.json', 'every record with its history, settings, account and activity log; Sotto reads it back'],
    ['files', 'documents and resumes, byte for byte'],
    ['postings', 'the text of each posting you saved'],
    ['applications, tables', 'everything as tables for a spreadsheet'],
    ['calendar.ics, contacts.vcf', 'for any calendar and any address book'],
    ['for other trackers', 'your applications as JobSync and LinkedIn write them'],
    ['README.txt, SHA256SUMS', 'what is what, and how to see that nothing was damaged'],
  ],
  remind: 'Remind me',
  remindSub: (reminder: ExportReminderView, day: string | null) => {
    if (day === null) return 'You are not reminded of the next copy.';
    const where = reminder.byMail ? 'In the app and by mail' : 'In the app; by mail too once reminders by mail are on';
    return reminder.isDue ? `A copy is due since ${day}. ${where}.` : `Next on ${day}. ${where}.`;
  },
  every: { never: 'Never', month: 'Each month', quarter: 'Each quarter' } satisfies Record<ExportReminderView['every'], string>,
  tables: 'One group as a table',
  tablesAside: 'CSV, and Sotto reads it back',
  leaving: 'For another tracker',
  leavingAside: 'CSV, holds less than a copy',
  forms: { jobsync: 'Like JobSync', linkedin: 'Like LinkedIn' },
  formOf: (name: string) => `CSV ${name.toLowerCase()}`,
  back: 'Back in',
  backLine: 'A copy, or a table from anywhere',
  backAbout: 'Looked at before anything is written, and taken back whole for 30 days.',
} as const;
