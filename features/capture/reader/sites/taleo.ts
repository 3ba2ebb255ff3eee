import { markedSite } from './marked-site.ts';

export const taleo = markedSite({
  label: 'Taleo',
  hosts: ['taleo.net'],
  title: '[id$="reqTitleLinkAction.row1"], .oracletaleocwsv2-job-description > strong',
  postedOn: '[id$="reqPostingDate.row1"]',
});
