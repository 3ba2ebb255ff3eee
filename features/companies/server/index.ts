/** The door of companies on the server. */
import type { Feature } from '@sotto/runtime';
import { kinds } from './records.ts';
import { companyRoutes } from './routes.ts';

export { companiesByKey, nameCompanies, type CompanyNaming } from './records.ts';

export const companiesFeature: Feature = {
  name: 'companies',
  kinds,
  start: (platform) => ({ routes: companyRoutes(platform) }),
};
