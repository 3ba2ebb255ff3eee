import { markedSite } from './marked-site.ts';

export const arbeitsagentur = markedSite({
  name: 'arbeitsagentur',
  label: 'Bundesagentur für Arbeit',
  hosts: ['arbeitsagentur.de'],
  path: /^\/jobsuche/,
  list: /^\/jobsuche\/suche/,
  region: '#jobdetail-container, jb-job-detail',
  only: ['employmentType', 'places'],
  title: '#detail-kopfbereich-titel',
  company: '#detail-kopfbereich-firma',
  places: '#detail-kopfbereich-arbeitsort',
  employmentType: '[id^="detail-kopfbereich-arbeitszeit"]',
  postedOn: '#detail-kopfbereich-veroeffentlichungsdatum',
});
