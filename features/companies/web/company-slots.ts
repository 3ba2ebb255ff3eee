/**
 * What other features add to a company's page: its applications, its people, what was said.
 *
 * Order: Applications 10, People 20, Interactions 30.
 */
import { type Part, createSlot } from '@sotto/ui/app';
import type { ComponentType } from 'react';
import type { CompanyView } from '../api.ts';

export interface CompanyPartProps {
  readonly company: CompanyView;
}

/** A part of the overview. It brings its own `<section>` with head; one with nothing to say draws nothing. */
export interface CompanySection extends Part {
  /** `main`: above the notes. `aside`: beneath the facts, where the page is narrow above all else. */
  readonly place: 'main' | 'aside';
  readonly view: ComponentType<CompanyPartProps>;
}
export const companySections = createSlot<CompanySection>();
