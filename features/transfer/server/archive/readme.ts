/** README.txt of the copy: what is what, for whoever opens it in ten years. */
import { documentVersion } from '../export-json.ts';

export interface Told {
  /** ISO 8601. */
  readonly madeAt: string;
  readonly email: string | null;
  readonly origin: string;
  readonly records: number;
  readonly files: number;
}

export function readmeOf({ madeAt, email, origin, records, files }: Told): string {
  return `Everything Sotto kept for you
=============================

Account:  ${email ?? 'not known'}
Made:     ${madeAt}
By:       Sotto at ${origin}
Holds:    ${records} records, ${files} files
Form:     version ${documentVersion}

This copy is not encrypted. Keep it where you keep what matters.


What is in it
-------------

sotto.json           Every record of every kind with its history, your settings, your account
                     (sign-ins, access keys without their secrets, and so on) and the activity log.
                     Sotto reads this one back in.
files/               Your documents and resumes, byte for byte as you uploaded them.
postings/            The text of every posting you saved, as it was that day.
applications/        Your applications as tables, one for each group. Sotto reads them back in.
tables/              Everything else as tables, one for each kind.
calendar.ics         Interviews and open tasks, for any calendar program.
contacts.vcf         People, for any address book.
for other trackers/  Your applications in the form of JobSync and of LinkedIn, which other trackers read.
                     They hold less than the rest does.
SHA256SUMS           A checksum of each file. To see that nothing was damaged:
                     sha256sum -c SHA256SUMS


Back into Sotto
---------------

Open Import and drop the zip as it is. Nothing is written before you have seen what would be.
In an empty account everything is then as it was.


The tables
----------

CSV (RFC 4180), UTF-8, commas. A cell that a spreadsheet would take for a formula has an apostrophe in front;
take one away and it is what you wrote. Amounts in whole units with a point, dates as 2026-11-22, moments in UTC.
`;
}
