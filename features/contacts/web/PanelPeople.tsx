/** In an application's panel: who one deals with about it. */
import type { PanelPartProps } from '@sotto/features/applications/web';
import { openNewContact } from './open-contact.ts';
import { PeopleList } from './PeopleList.tsx';
import { useContacts } from './queries.ts';

export default function PanelPeople({ application }: PanelPartProps) {
  const people = useContacts().data?.filter(({ applicationIds }) => applicationIds.includes(application.id));
  return (
    <PeopleList
      people={people}
      onAdd={() => openNewContact({ company: application.company.name, applicationId: application.id })}
    />
  );
}
