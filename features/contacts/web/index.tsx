/**
 * Contacts in the browser: all of them, one with what was said, the form that opens anywhere; people and talks on the pages of
 * applications and companies.
 */
import { panelSections, timelineSources } from '@sotto/features/applications/web';
import { companySections } from '@sotto/features/companies/web';
import { later } from '@sotto/ui';
import { type WebFeature, lazyView, useActions, useStore } from '@sotto/ui/app';
import { MessageSquare, User, UserPlus, Users } from 'lucide-react';
import { contactLinks } from './links.ts';
import { contactForm, openNewContact } from './open-contact.ts';
import { titles } from './titles.ts';

export { contactSections, type ContactPartProps, type ContactSection } from './contact-slots.ts';
export { contactLinks } from './links.ts';
export { openNewContact } from './open-contact.ts';

export const contactsWeb: WebFeature = {
  name: 'contacts',
  routes: [
    {
      path: '/contacts',
      frame: 'app',
      title: titles.contacts,
      view: lazyView(() => import('./ContactsPage.tsx'), 'ContactsPage'),
      children: [
        {
          path: '/contacts/$contactId',
          title: titles.contacts,
          view: lazyView(() => import('./ContactPanel.tsx'), 'ContactPanel'),
        },
      ],
    },
    {
      path: '/interactions/$interactionId',
      frame: 'app',
      title: titles.interactions,
      view: lazyView(() => import('./InteractionGate.tsx'), 'InteractionGate'),
    },
  ],
  places: [{ to: '/contacts', label: titles.contacts, icon: Users, order: 50, begins: true }],
  finds: {
    contact: { title: titles.contacts, icon: User, opens: (id) => contactLinks.contact(id) },
    interaction: { title: titles.interactions, icon: MessageSquare, opens: (id) => contactLinks.interaction(id) },
  },
  fills: [
    panelSections.with({ name: 'people', order: 30, place: 'aside', view: later(() => import('./PanelPeople.tsx')) }),
    companySections.with({ name: 'people', order: 20, place: 'aside', view: later(() => import('./CompanyPeople.tsx')) }),
    companySections.with({
      name: 'interactions',
      order: 30,
      place: 'main',
      view: later(() => import('./CompanyInteractions.tsx')),
    }),
    timelineSources.with({
      name: 'interactions',
      order: 10,
      queryKey: (applicationId) => ['interactions', 'timeline', applicationId],
      entries: async (api, applicationId, signal) =>
        (await import('./interactions.ts')).timelineEntries(api, applicationId, signal),
      act: later(() => import('./TimelineAct.tsx')),
    }),
  ],
  always: OffersContact,
};

const NewContactDialog = later(() => import('./NewContactDialog.tsx'));

const offered = [
  {
    id: 'new-contact',
    label: titles.newContact,
    icon: UserPlus,
    also: titles.newAlso,
    run: (words: string) => openNewContact(words === '' ? {} : { name: words }),
  },
];

/** The palette offers a new contact on every page. */
function OffersContact() {
  const start = useStore(contactForm);
  useActions(offered);
  return start && <NewContactDialog start={start} />;
}
