import { markedSite } from './marked-site.ts';

export const dice = markedSite({
  label: 'Dice',
  title: '[data-cy="jobTitle"]',
  company: '[data-cy="companyNameLink"]',
  places: '[data-cy="location"]',
  workMode: '[data-cy="locationDetails"], [data-testid="locationTypeBadge"]',
  employmentType: '[data-cy="employmentDetails"]',
  pay: '[data-cy="payDetails"]',
  postedOn: '[data-cy="postedDate"]',
});
