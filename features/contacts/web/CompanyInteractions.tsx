/** On a company's page: what was said with its people and about the applications there. */
import type { CompanyPartProps } from '@sotto/features/companies/web';
import { Interactions } from './Interactions.tsx';
import './contacts.css';

const nobody = [] as const;

export default function CompanyInteractions({ company }: CompanyPartProps) {
  return <Interactions of={{ companyId: company.id }} people={nobody} company={company} />;
}
