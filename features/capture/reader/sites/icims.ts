import { markedSite } from './marked-site.ts';

/** What is read is the document of its frame; the page around it is the employer's. */
export const icims = markedSite({
  label: 'iCIMS',
  title: '.iCIMS_Header h1, h1.iCIMS_Header',
  places: '.iCIMS_JobHeader .header.left .field-label + span',
});
