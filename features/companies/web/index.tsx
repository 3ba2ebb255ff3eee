/** Companies in the browser: all of them, and one with everything about it. */
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { Building2 } from 'lucide-react';
import { companyLinks } from './links.ts';
import { titles } from './titles.ts';

export { companySections, type CompanyPartProps, type CompanySection } from './company-slots.ts';
export { companyLinks } from './links.ts';

export const companiesWeb: WebFeature = {
  name: 'companies',
  routes: [
    {
      path: '/companies',
      frame: 'app',
      title: titles.companies,
      view: lazyView(() => import('./CompaniesPage.tsx'), 'CompaniesPage'),
      children: [
        {
          path: '/companies/$companyId',
          title: titles.companies,
          view: lazyView(() => import('./CompanyPanel.tsx'), 'CompanyPanel'),
        },
      ],
    },
  ],
  places: [{ to: '/companies', label: titles.companies, icon: Building2, order: 60 }],
  finds: { company: { title: titles.companies, icon: Building2, opens: (id) => companyLinks.company(id) } },
};
