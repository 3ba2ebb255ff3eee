import { markedSite } from './marked-site.ts';

export const taleo = markedSite({
  name: 'taleo',
  label: 'Taleo',
  hosts: ['taleo.net'],
  title: '[id$="reqTitleLinkAction.row1"]',
  postedOn: '[id$="reqPostingDate.row1"]',
});
