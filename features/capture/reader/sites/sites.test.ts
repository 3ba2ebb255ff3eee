import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sites } from './index.ts';
import { samples } from './pages/samples.ts';

const of = (address: string) => sites.filter((site) => site.matches(new URL(address))).map(({ label }) => label);

describe('a site', () => {
  test.for([
    ['https://www.linkedin.com/jobs/view/4100000001/', 'LinkedIn'],
    ['https://de.linkedin.com/jobs/view/x-4100000001', 'LinkedIn'],
    ['https://www.indeed.com/viewjob?jk=0123456789abcdef', 'Indeed'],
    ['https://uk.indeed.com/viewjob?jk=0123456789abcdef', 'Indeed'],
    ['https://www.indeed.co.uk/viewjob?jk=0123456789abcdef', 'Indeed'],
    ['https://www.glassdoor.de/job-listing/x.htm?jl=1009000002', 'Glassdoor'],
    ['https://www.ziprecruiter.com/c/Acme/Job/Baker/-in-Bath,ME?jid=1', 'ZipRecruiter'],
    ['https://www.monster.co.uk/job-openings/x--11111111-2222-4333-8444-777777777777', 'Monster'],
    ['https://www.stepstone.at/stellenangebote--x--1-inline.html', 'StepStone'],
    ['https://www.totaljobs.com/job/baker/acme-job1', 'Totaljobs'],
    ['https://www.xing.com/jobs/berlin-baker-99000001', 'XING'],
    ['https://www.seek.com.au/job/90000002', 'SEEK'],
    ['https://my.jobstreet.com/job/90000002', 'JobStreet'],
    ['https://hk.jobsdb.com/job/90000002', 'JobsDB'],
    ['https://www.naukri.com/job-listings-x-990000000001', 'Naukri'],
    ['https://wellfound.com/jobs/1-baker', 'Wellfound'],
    ['https://www.usajobs.gov/job/990000100', 'USAJOBS'],
    ['https://www.dice.com/job-detail/1', 'Dice'],
    ['https://www.simplyhired.com/job/x', 'SimplyHired'],
    ['https://acme.joinhandshake.com/jobs/9900002', 'Handshake'],
    ['https://www.welcometothejungle.com/fr/companies/x/jobs/y', 'Welcome to the Jungle'],
    ['https://www.arbeitsagentur.de/jobsuche/jobdetail/10001-1-S', 'Bundesagentur für Arbeit'],
    ['https://www.startupjobs.cz/nabidka/1/x', 'StartupJobs'],
    ['https://stackoverflow.com/jobs/1/x', 'Stack Overflow'],
    ['https://boards.greenhouse.io/acme/jobs/1', 'Greenhouse'],
    ['https://job-boards.eu.greenhouse.io/acme/jobs/1', 'Greenhouse'],
    ['https://jobs.eu.lever.co/acme/1', 'Lever'],
    ['https://jobs.ashbyhq.com/acme/1', 'Ashby'],
    ['https://acme.wd5.myworkdayjobs.com/en-US/Careers/job/Leeds/Baker_R1', 'Workday'],
    ['https://jobs.smartrecruiters.com/Acme/743999-baker', 'SmartRecruiters'],
    ['https://careers-acme.icims.com/jobs/1/baker/job?in_iframe=1', 'iCIMS'],
    ['https://acme.taleo.net/careersection/2/jobdetail.ftl?job=1', 'Taleo'],
    ['https://egxx.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/job/1', 'Oracle'],
    ['https://career5.successfactors.eu/career?career_job_req_id=1', 'SuccessFactors'],
    ['https://apply.workable.com/acme/j/ABCDEF1234/', 'Workable'],
    ['https://acme.bamboohr.com/careers/1', 'BambooHR'],
    ['https://jobs.jobvite.com/acme/job/oAbc1fwQ', 'Jobvite'],
    ['https://acme.jobs.personio.com/job/1', 'Personio'],
    ['https://acme.recruitee.com/o/baker', 'Recruitee'],
    ['https://acme.teamtailor.com/jobs/1-baker', 'Teamtailor'],
    ['https://acme.breezy.hr/p/1-baker', 'Breezy'],
    ['https://ats.rippling.com/acme/jobs/1', 'Rippling'],
    ['https://jobs.dayforcehcm.com/en-US/acme/CANDIDATEPORTAL/jobs/1', 'Dayforce'],
    ['https://recruiting2.ultipro.com/ACM1000/JobBoard/1/OpportunityDetail?opportunityId=1', 'UKG'],
    ['https://workforcenow.adp.com/mascsr/default/mdf/recruitment/recruitment.html?jobId=1', 'ADP'],
    ['https://recruiting.paylocity.com/Recruiting/Jobs/Details/1', 'Paylocity'],
    ['https://acme.pinpointhq.com/en/postings/1', 'Pinpoint'],
    ['https://join.com/companies/acme/1-baker', 'JOIN'],
    ['https://acme.applytojob.com/apply/1/Baker', 'JazzHR'],
    ['https://acme.freshteam.com/jobs/1/baker', 'Freshteam'],
    ['https://acme.zohorecruit.com/jobs/Careers/1/Baker', 'Zoho Recruit'],
    ['https://acme.eightfold.ai/careers?pid=1', 'Eightfold'],
    ['https://acme.avature.net/careers/JobDetail/Baker/1', 'Avature'],
    ['https://www.amazon.jobs/en/jobs/1/baker', 'Amazon'],
  ] as const)('%s is of %s and of nobody else', ([address, label]) => {
    expect(of(address)).toEqual([label]);
  });

  test.for([
    'https://careers.acme.example/jobs/1',
    'https://notlinkedin.com/jobs/view/4100000001',
    'https://linkedin.com.acme.example/jobs/view/4100000001',
    'https://indeed.acme.com/viewjob?jk=0123456789abcdef',
    'https://acme.example/?from=linkedin.com',
    'https://acme.example/boards.greenhouse.io/acme/jobs/1',
    'https://mylever.co/acme/1',
    'https://stackoverflow.com/questions/1',
    'https://www.xing.com/profile/Ada_Example',
    'https://join.com/pricing',
    'about:blank',
  ])('%s is of none', (address) => {
    expect(of(address)).toEqual([]);
  });

  test('has a name, a label and hosts of its own', () => {
    expect(new Set(sites.map(({ name }) => name)).size).toBe(sites.length);
    expect(new Set(sites.map(({ label }) => label)).size).toBe(sites.length);
    const hosts = sites.flatMap(({ marks, name }) => marks.hosts ?? [`${name}.com`]);
    expect(new Set(hosts).size).toBe(hosts.length);
  });

  test('has a page in its shape, and each page is somebody’s', () => {
    // Boards of one group share their pages.
    const shared = ['totaljobs', 'jobstreet', 'jobsdb'];
    const shown = new Set(samples.map(({ site }) => site));
    expect(sites.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual(shared);
    const files = readdirSync(new URL('pages/', import.meta.url)).filter((file) => file.endsWith('.html'));
    expect(samples.map(({ page }) => `${page}.html`).toSorted()).toEqual(files.toSorted());
    for (const { address, site } of samples) expect(sites.find((one) => one.matches(new URL(address)))?.name).toBe(site);
  });
});
