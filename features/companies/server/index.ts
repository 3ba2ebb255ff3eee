/** The door of companies on the server. */
import type { Feature } from '@sotto/runtime';
import { kinds } from './records.ts';
import { companyRoutes } from './routes.ts';
import { searchables } from './search.ts';

export { companiesByKey, nameCompanies, type CompanyNaming } from './records.ts';

export const companiesFeature: Feature = {
  name: 'companies',
  kinds,
  searchables,
  start: (platform) => ({ routes: companyRoutes(platform) }),
};
