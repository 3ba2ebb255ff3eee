/** Addresses of the views of contacts. */
import { type Address, searchOf } from '@sotto/ui/app';

interface ListState {
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  readonly kind?: string | undefined;
}

const searchFor = ({ q, sort, kind }: ListState) => searchOf({ q: q || null, sort: sort || null, kind: kind || null });

export const contactLinks = {
  list: (state: ListState = {}): Address => ({ to: '/contacts', search: searchFor(state) }),
  contact: (contactId: string, state: ListState = {}): Address => ({
    to: '/contacts/$contactId',
    params: { contactId },
    search: searchFor(state),
  }),
  /** Leads on to where it is read: its contact, its application or its company. */
  interaction: (interactionId: string): Address => ({ to: '/interactions/$interactionId', params: { interactionId } }),
  /** Downloads; no pages of the app. */
  vcard: (contactId: string): string => `/api/v1/contacts/${contactId}/contact.vcf`,
  vcards: (): string => '/api/v1/contacts.vcf',
} as const;
