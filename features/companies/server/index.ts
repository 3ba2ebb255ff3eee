/** The door of companies on the server. */
import type { Feature } from '@sotto/runtime';
import { companyRoutes } from './routes.ts';

export { companiesByKey, nameCompanies, type CompanyNaming } from './records.ts';

export const companiesFeature: Feature = {
  name: 'companies',
  start: (platform) => ({ routes: companyRoutes(platform) }),
};
