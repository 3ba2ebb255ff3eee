/** Where the form for a new contact is opened from: any button, with what is known there. */
import { createStore } from '@sotto/ui/app';

export interface NewContactStart {
  readonly name?: string;
  /** By name. */
  readonly company?: string;
  readonly applicationId?: string;
}

export const contactForm = createStore<NewContactStart | null>(null);

/** Opens the form for a new contact. */
export function openNewContact(start: NewContactStart = {}): void {
  contactForm.set(start);
}
