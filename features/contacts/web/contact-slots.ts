/**
 * What other features add to a contact's page, between what was said and the notes. Order: Notes 20.
 */
import { type Part, createSlot } from '@sotto/ui/app';
import type { ComponentType } from 'react';
import type { ContactView } from '../api.ts';

export interface ContactPartProps {
  readonly contact: ContactView;
}

/** A part of the overview. It brings its own `<section>` with head; one with nothing to say draws nothing. */
export interface ContactSection extends Part {
  readonly view: ComponentType<ContactPartProps>;
}
export const contactSections = createSlot<ContactSection>();
