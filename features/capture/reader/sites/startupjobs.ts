import { markedSite } from './marked-site.ts';

export const startupJobs = markedSite({
  name: 'startupjobs',
  label: 'StartupJobs',
  hosts: ['startupjobs.cz', 'startupjobs.com'],
  company: 'main a[href*="/startup/"]',
});
