/**
 * Applications as other trackers write and read them: the columns of JobSync and of LinkedIn, in their order.
 *
 * They hold less than ours: no pay in JobSync's, no stages in LinkedIn's. Cells are guarded as in every table of ours.
 */
import {
  ApplicationKind,
  CompanyKind,
  StageKind,
  type Application,
  type Company,
  type KindOfStage,
  type Stored,
} from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';
import type { leavingForms } from '../../api.ts';
import { csvLine } from '../csv/write.ts';

export type LeavingForm = (typeof leavingForms)[number];

/** What the files are called where they come from. */
export const leavingNames: Readonly<Record<LeavingForm, string>> = {
  jobsync: 'JobSync jobs',
  linkedin: 'LinkedIn Job Applications',
};

interface Leaving {
  readonly application: Stored<Application>;
  readonly company: Pick<Company, 'name'>;
  readonly stage: KindOfStage;
  /** From 1. */
  readonly number: number;
}

interface Form {
  readonly header: readonly string[];
  /** Whether it stands in such a file at all. */
  readonly takes: (leaving: Leaving) => boolean;
  readonly cells: (leaving: Leaving) => readonly string[];
}

const forms: Readonly<Record<LeavingForm, Form>> = {
  jobsync: {
    header: [
      'index',
      'createdAt',
      'applied',
      'appliedDate',
      'Company',
      'JobTitle',
      'jobType',
      'workplaceType',
      'Location',
      'JobSource',
      'Status',
    ],
    takes: () => true,
    cells: ({ application: { createdAt, content }, company, stage, number }) => [
      String(number),
      new Date(createdAt).toISOString().slice(0, 10),
      content.appliedOn === null ? 'No' : 'Yes',
      content.appliedOn ?? 'N/A',
      company.name,
      content.title,
      jobTypes[content.employmentType ?? ''] ?? 'Unknown',
      workplaces[content.workMode ?? ''] ?? 'N/A',
      placeOf(content) || 'N/A',
      content.sourceDetail ?? content.source ?? 'N/A',
      jobSyncStatuses[stage],
    ],
  },
  linkedin: {
    header: [
      'Application Date',
      'Contact Email',
      'Contact Phone Number',
      'Company Name',
      'Job Title',
      'Job Url',
      'Resume Name',
      'Question And Answers',
    ],
    // It lists what was applied for.
    takes: ({ application }) => application.content.appliedOn !== null,
    cells: ({ application: { content }, company }) => [
      americanDay(content.appliedOn),
      '',
      '',
      company.name,
      content.title,
      content.url ?? '',
      '',
      '',
    ],
  },
};

/** The file's text in pieces, header first, in order of creation. */
export async function* csvForLeaving(workspace: Workspace, form: LeavingForm): AsyncGenerator<string> {
  const { header, takes, cells } = forms[form];
  yield csvLine(header);
  let number = 0;
  for (const application of workspace.all(ApplicationKind)) {
    number += 1;
    const company = workspace.get(CompanyKind, application.content.companyId)?.content ?? { name: '' };
    const stage = workspace.get(StageKind, application.content.stageId)?.content.kind ?? 'lead';
    const leaving = { application, company, stage, number };
    if (takes(leaving)) yield csvLine(cells(leaving));
  }
}

const jobTypes: Readonly<Record<string, string>> = {
  full_time: 'Full Time',
  part_time: 'Part Time',
  contract: 'Contract',
};

const workplaces: Readonly<Record<string, string>> = { remote: 'Remote', hybrid: 'Hybrid', onsite: 'On-site' };

/** Their words for where an application stands. */
const jobSyncStatuses: Readonly<Record<KindOfStage, string>> = {
  lead: 'Draft',
  submitted: 'Applied',
  screen: 'Interview',
  assessment: 'Interview',
  interview: 'Interview',
  offer: 'Offer',
  won: 'Offer',
  lost: 'Rejected',
  lost_by_me: 'Withdrawn',
  silent: 'Expired',
};

function placeOf({ location }: Application): string {
  return [location?.city, location?.region, location?.country].filter(Boolean).join(', ');
}

/** `3/7/24, 12:00 PM`: they write a time, of which we know none. */
function americanDay(day: string | null): string {
  const [year = '', month = '', date = ''] = (day ?? '').split('-');
  return `${Number(month)}/${Number(date)}/${year.slice(2)}, 12:00 PM`;
}
