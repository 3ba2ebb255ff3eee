/**
 * What unemployment offices ask for, as far as their own pages say it. Data, not law: rules change and differ from person to
 * person, so each says where it was read and when, and the person may set everything differently.
 */
import type { CalendarDate } from './calendar-date.ts';
import type { WorkSearchRules } from './activity.ts';

export interface WorkSearchPreset extends Pick<WorkSearchRules, 'period' | 'weekStart' | 'least' | 'keep'> {
  /** Fixed for ever: settings name it. */
  readonly id: string;
  readonly authority: string;
  /** What the numbers do not say. */
  readonly note: string;
  /** Where it was read. */
  readonly source: string;
  /** When it was read there. */
  readonly checkedOn: CalendarDate;
}

export const workSearchPresets: readonly WorkSearchPreset[] = [
  {
    id: 'us-fl',
    authority: 'Florida, FloridaCommerce (Reemployment Assistance)',
    period: 'week',
    weekStart: 'sunday',
    least: 5,
    keep: null,
    note: 'Three a week in counties of up to 75,000 people. Meeting with a career center may stand for a week.',
    source: 'https://wioaplans.ed.gov/node/164211',
    checkedOn: '2026-11-22',
  },
  {
    id: 'us-ny',
    authority: 'New York State Department of Labor',
    period: 'week',
    weekStart: 'monday',
    least: 3,
    keep: null,
    note: 'A work search plan agreed with the department goes before this.',
    source: 'https://dol.ny.gov/work-search-frequently-asked-questions',
    checkedOn: '2026-11-22',
  },
  {
    id: 'us-tx',
    authority: 'Texas Workforce Commission',
    period: 'week',
    weekStart: 'sunday',
    least: null,
    keep: null,
    note: 'Your letter from the commission says how many a week. The log may be asked for at any time in the benefit year.',
    source: 'https://www.twc.texas.gov/programs/unemployment-benefits/work-search-requirements',
    checkedOn: '2026-11-22',
  },
  {
    id: 'us-wa',
    authority: 'Washington State Employment Security Department',
    period: 'week',
    weekStart: 'sunday',
    least: 3,
    keep: { days: 30, after: 'benefit_year' },
    note: 'Kept for 30 days after the benefit year, or after the last payment when that is later.',
    source: 'https://esd.wa.gov/get-financial-help/unemployment-benefits/weekly-unemployment-claims/job-search-requirements',
    checkedOn: '2026-11-22',
  },
  {
    id: 'us-wi',
    authority: 'Wisconsin Department of Workforce Development',
    period: 'week',
    weekStart: 'sunday',
    least: 4,
    keep: { days: 364, after: 'period' },
    note: 'More in one week cannot be saved for another.',
    source: 'https://dwd.wisconsin.gov/ui/worksearch/',
    checkedOn: '2026-11-22',
  },
  {
    id: 'ch',
    authority: 'Switzerland, Regional Employment Centre (RAV, ORP, URC)',
    period: 'month',
    weekStart: 'monday',
    least: null,
    keep: null,
    note: 'Your adviser sets the number, often ten to twelve. The log is handed in by the 5th of the next month.',
    source: 'https://www.arbeit.swiss',
    checkedOn: '2026-11-22',
  },
];

/** The rules a preset stands for. */
export function rulesOfPreset({ id, authority, period, weekStart, least, keep }: WorkSearchPreset): WorkSearchRules {
  return { preset: id, authority, period, weekStart, least, keep, benefitYearEndsOn: null };
}
