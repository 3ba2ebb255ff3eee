/** Where what a note is about is read. */
import type { NoteLink } from '@sotto/domain';
import { applicationLinks } from '@sotto/features/applications/web';
import { companyLinks } from '@sotto/features/companies/web';
import { contactLinks } from '@sotto/features/contacts/web';
import { interviewLinks } from '@sotto/features/interviews/web';
import type { Address } from '@sotto/ui/app';

const addresses: Readonly<Record<NoteLink['kind'], (id: string) => Address>> = {
  application: (id) => applicationLinks.application(id),
  company: (id) => companyLinks.company(id),
  contact: (id) => contactLinks.contact(id),
  interview: (id) => interviewLinks.interview(id),
  // Offers stand side by side; none has a page of its own.
  offer: () => ({ to: '/offers' }),
};

export function aboutAddress({ kind, id }: NoteLink): Address {
  return addresses[kind](id);
}
