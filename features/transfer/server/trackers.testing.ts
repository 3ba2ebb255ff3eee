/**
 * What people bring from elsewhere, made by hand in the shape each place gives it: archives and tables, none of them anybody's.
 *
 * Used by tests alone. Sources of the shapes: docs/transfer.md.
 */
import { zipSync } from 'fflate';
import type { ImportType } from '../api.ts';

export interface Brought {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: ImportType;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));
const csv = (...lines: readonly string[]): Brought => ({ bytes: bytesOf(`${lines.join('\n')}\n`), type: 'text/csv' });

export function zipOf(files: Readonly<Record<string, string>>): Brought {
  const members = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytesOf(text)]));
  return { bytes: new Uint8Array(zipSync(members)), type: 'application/zip' };
}

const applicationsHeader =
  'Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers';

/** LinkedIn's list of connections, with the lines it puts above it. `rows`: as they stand in the file. */
export function connections(rows: readonly string[]): string {
  const note =
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see email addresses for connections who have allowed it."\n\n';
  return `${note}First Name,Last Name,URL,Email Address,Company,Position,Connected On\n${rows.join('\n')}\n`;
}

/** The whole archive of LinkedIn, as far as Sotto has a place for it, and a few of the files it has none for. */
export const linkedInArchive: Readonly<Record<string, string>> = {
  'Jobs/Job Applications.csv': `${applicationsHeader}
"3/7/24, 2:22 PM",me@example.com, +43 1,ACME Catering,Head cook,http://www.linkedin.com/jobs/view/4079472459,cv.pdf,Expected salary?:50000 | Work permit?:Yes
"11/23/24, 11:39 PM",me@example.com, +43 1,Hooli,Baker,http://www.linkedin.com/jobs/view/4079472460,cv.pdf,
`,
  'Jobs/Job Applications_1.csv': `${applicationsHeader}
"1/9/25, 8:01 AM",me@example.com, +43 1,Initech,Pastry chef,http://www.linkedin.com/jobs/view/4079472461,cv.pdf,
`,
  'Jobs/Saved Jobs.csv': `Saved Date,Job Url,Job Title,Company Name
"3/1/24, 9:00 AM",http://www.linkedin.com/jobs/view/4079472459,Head cook,ACME Catering
"2/2/25, 9:00 AM",http://www.linkedin.com/jobs/view/4079472499,Sommelier,Globex
`,
  'Jobs/Job Applicant Saved Answers.csv': `Question,Answer
What are your salary expectations?,"50,000 EUR"
Are you legally authorized to work in Austria?,Yes
`,
  'Jobs/Job Applicant Saved Screening Question Responses.csv': `Question,Answer
How many years of experience do you have with sourdough?,11
Why us?,
`,
  'Jobs/Job Seeker Preferences.csv': 'Locations,Job Types\nWien,Full-time\n',
  'Connections.csv': connections([
    'Ana,Feld,https://www.linkedin.com/in/ana-feld,ana@example.org,ACME Catering,Head of kitchen,05 Jan 2024',
    'Béla,"Kovács, MBA",https://www.linkedin.com/in/bela-k%C3%B3v,,Globex,Recruiter,17 Oct 2023',
    ',,,,,,01 Jan 2020',
    'Chidi,,https://www.linkedin.com/in/chidi,,,,30 Feb 2020',
  ]),
  'Profile.csv': 'First Name,Last Name,Headline\nMe,Myself,Cook\n',
};

const tealHeader =
  'id,company_name,role,location,url,excitement,source,min_salary,max_salary,salary_currency,salary_pay_period,added_at,applied_at,follow_up_at,updated_at,archived_at,status,statusName';

/** By place: how many rows of it come in, by what it is named on the screen. */
export const trackers: Readonly<Record<string, { readonly brought: Brought; readonly label: string; readonly rows: number }>> = {
  'LinkedIn’s archive': {
    brought: zipOf(linkedInArchive),
    label: 'LinkedIn, job applications, saved jobs, saved answers and connections',
    rows: 4,
  },
  'Huntr’s zip': {
    brought: zipOf({
      'USER_JOBS_USER_FULL_DATA_DOWNLOAD_65f0.csv': `companyName,title,location,listName,htmlDescription
ACME,Cook,Remote,Wishlist,"<p>Soup &amp; <b>bread</b></p><ul><li>Stir</li></ul><script>alert(1)</script>"
Hooli,Baker,"Wien, Austria",Interview,
`,
    }),
    label: 'Huntr',
    rows: 2,
  },
  'Huntr’s other table': {
    brought: csv(
      'Employer,Job Title,List,URL,Location,Salary,Date Saved,Notes',
      'ACME,Cook,Applied,https://acme.example/1,Wien,"€50,000",2026-05-01,ask Ana',
    ),
    label: 'Huntr',
    rows: 1,
  },
  Teal: {
    brought: csv(
      tealHeader,
      'a1,ACME,Cook,"Austin, TX",https://acme.example/1,4,linkedin,80000,95000,USD,yearly,2026-09-01T10:00:00Z,2026-09-02T10:00:00Z,2026-09-20T10:00:00Z,2026-09-03T10:00:00Z,,"{""id"":3,""name"":""Interviewing""}",Interviewing',
      'a2,Hooli,Baker,,,,,,,,,2026-09-05T10:00:00Z,,,,2026-10-01T10:00:00Z,"{""id"":1,""name"":""Bookmarked""}",Bookmarked',
    ),
    label: 'Teal',
    rows: 2,
  },
  'Teal, its status as an object alone': {
    brought: csv(
      tealHeader.replace(',statusName', ''),
      'a1,ACME,Cook,,https://acme.example/1,4,,,,,,2026-09-01T10:00:00Z,2026-09-02T10:00:00Z,,,,"{""name"":""Negotiating""}"',
    ),
    label: 'Teal',
    rows: 1,
  },
  'Teal’s shorter table': {
    brought: csv(
      'Company Name,Job Title,Status,Job URL,Location,Salary',
      'ACME,Cook,Applied,https://acme.example/1,Wien,"$50,000 a year"',
    ),
    label: 'Teal',
    rows: 1,
  },
  Simplify: {
    brought: csv(
      'Company Name,Position Title,Location,Status,Date Applied,Job Link',
      'ACME,Cook,Wien,Rejected,2026-09-02,https://acme.example/1',
    ),
    label: 'Simplify',
    rows: 1,
  },
  JobSync: {
    brought: csv(
      'index,createdAt,applied,appliedDate,Company,JobTitle,jobType,workplaceType,Location,JobSource,Status',
      '1,2026-09-01,No,N/A,ACME,Cook,Full Time,Remote,N/A,Indeed,Draft',
      '2,2026-09-02,Yes,2026-09-04,Hooli,Baker,Part Time,N/A,Wien,LinkedIn,Expired',
    ),
    label: 'JobSync',
    rows: 2,
  },
  'Reactive Resume': {
    brought: csv(
      'Company,Role,Stage,Applied Date,Location,Salary,Source,Notes,URL,Tags',
      'ACME,Cook,Interview,2026-09-02,Wien,"€50,000",LinkedIn,nice,https://acme.example/1,a; b',
    ),
    label: 'Reactive Resume',
    rows: 1,
  },
  'Reactive Resume’s API': {
    brought: {
      type: 'application/json',
      bytes: bytesOf(
        JSON.stringify([
          {
            id: '0198c1f0-aaaa-7bbb-8ccc-0123456789ab',
            company: 'ACME',
            role: 'Cook',
            status: 'interview',
            location: 'Wien',
            salary: null,
            source: 'LinkedIn',
            sourceUrl: 'https://acme.example/1',
            jobDescription: 'Soup',
            notes: 'nice',
            followUpAt: '2026-10-01T00:00:00.000Z',
            followUpNote: 'Call Ana',
            contacts: [{ name: 'Ana Feld', email: 'ana@example.org' }],
            tags: ['soup', 'near'],
            archived: false,
            matchScore: 80,
            activity: [{ id: 'x', type: 'stage', text: 'Moved to Interview', at: '2026-09-09T00:00:00Z' }],
            createdAt: '2026-09-01T10:00:00.000Z',
            updatedAt: '2026-09-09T10:00:00.000Z',
          },
        ]),
      ),
    },
    label: 'Reactive Resume',
    rows: 1,
  },
  'career-ops': {
    brought: {
      type: 'text/markdown',
      bytes: bytesOf(
        '# Applications Tracker\n\n| # | Date | Company | Via | Role | Location | Score | Status | PDF | Report | Apply link | Follow-up | Notes |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 2026-06-20 | ACME | — | Cook | Wien | 4.2/5 | Applied | ✅ | [1](../reports/1.md) | [apply](https://acme.example/1) | 2026-07-01 | Good |\n| 2 | 2026-06-21 | Hooli | Hays | Baker | — | 3/5 | SKIP | ❌ | — | — | — | Too far |\n',
      ),
    },
    label: 'career-ops',
    rows: 2,
  },
  JAT: {
    brought: csv(
      'Job Title,Company Name,Status,Work Mode,Pay Amount,Pay Frequency,Application Date,City',
      'Cook,ACME,Applied,Remote,"$25","Hourly",2026-09-02,Wien',
    ),
    label: 'JAT',
    rows: 1,
  },
};
