import { markedSite } from './marked-site.ts';

export const welcomeToTheJungle = markedSite({
  label: 'Welcome to the Jungle',
  heading: '{title} – {company} – .*',
  title: '[data-testid="job-metadata-block"] h2',
  company: '[data-testid="job-metadata-block"] a[href*="/companies/"]',
  places: '[data-testid="job-metadata-block"] i[name="location"] + span',
  workMode: '[data-testid="job-metadata-block"] i[name="remote"] + span',
  employmentType: '[data-testid="job-metadata-block"] i[name="contract"] + span',
  pay: '[data-testid="job-metadata-block"] i[name="salary"] + span',
  postedOn: '[data-testid="job-metadata-block"] time',
});
