import { markedSite } from './marked-site.ts';

/** Beside what employers pay it shows what it estimates: only a figure called the employer's is taken. */
export const glassdoor = markedSite({
  label: 'Glassdoor',
  hosts: ['glassdoor.*'],
  list: /^\/(Job|Emploi|Empleo|Vaga|Vacature|Lavoro)\//,
  region: '[class*="JobDetails_jobDetailsContainer"]',
  title: '[id^="jd-job-title"], [data-test="job-details-header"] h1',
  company: '[class*="EmployerProfile_employerNameHeading"]',
  places: '[data-test="location"]',
  pay: '[class*="SalaryEstimate_salaryRange"]',
  payAs: (text) => (/employer/i.test(text) ? text : ''),
  only: ['pay'],
});
