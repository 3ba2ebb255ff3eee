/** On a company's page: its people. */
import type { CompanyPartProps } from '@sotto/features/companies/web';
import { openNewContact } from './open-contact.ts';
import { PeopleList } from './PeopleList.tsx';
import { useContacts } from './queries.ts';

export default function CompanyPeople({ company }: CompanyPartProps) {
  const people = useContacts().data?.filter(({ companies }) => companies.some(({ id }) => id === company.id));
  return <PeopleList people={people} onAdd={() => openNewContact({ company: company.name })} />;
}
