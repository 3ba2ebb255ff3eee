import { markedSite } from './marked-site.ts';

export const startupJobs = markedSite({
  label: 'StartupJobs',
  hosts: ['startupjobs.cz', 'startupjobs.com'],
  chips: 'main dl dd',
  company: 'main a[href*="/startup/"]',
});
