import { markedSite } from './marked-site.ts';

/** Three designs: the guest's, the signed-in one with named classes, and the newest, whose classes are scrambled; each alone and beside a list. */
export const linkedin = markedSite({
  label: 'LinkedIn',
  hosts: ['linkedin.com', 'linkedin.cn'],
  list: /^\/jobs\/(search|collections|search-results)|[?&]currentJobId=/,
  region:
    '.jobs-search__job-details--container, .job-view-layout, .two-pane-serp-page__detail-view, :has(> [data-sdui-screen*="JobDetails"] ~ [componentkey^="JobDetails_AboutTheJob_"]), [data-sdui-screen*="JobDetails"]',
  only: ['places'],
  title:
    '.job-details-jobs-unified-top-card__job-title, .jobs-unified-top-card__job-title, .topcard__title, .top-card-layout__title, [data-sdui-screen*="JobDetails"] p > a[href*="/jobs/view/"]',
  company:
    '.job-details-jobs-unified-top-card__company-name, .jobs-unified-top-card__company-name, .topcard__org-name-link, .topcard__flavor:first-child, [data-sdui-screen*="JobDetails"] [aria-label^="Company, "] p',
  places: '.topcard__flavor--bullet:not(.topcard__flavor--metadata), .jobs-unified-top-card__bullet',
  line: '.job-details-jobs-unified-top-card__primary-description-container, [data-sdui-screen*="JobDetails"] p:has(> span + span)',
  chips:
    '.job-details-fit-level-preferences button, .job-details-preferences-and-skills__pill, .jobs-unified-top-card__workplace-type, .jobs-unified-top-card__job-insight, .description__job-criteria-text, [data-sdui-screen*="JobDetails"] a[href*="/jobs/view/"]:has(> span:only-child), .compensation__salary',
  postedOn: '.posted-time-ago__text, .jobs-unified-top-card__posted-date',
  closed: '.closed-job__flavor--closed, .jobs-details-top-card__apply-error',
  heading: '(?:\\(\\d+\\+?\\) )?{title} \\| {company} \\| LinkedIn',
});
