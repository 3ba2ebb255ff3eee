/**
 * What other features add to an application's panel: sections of its overview, tabs, entries of its timeline.
 *
 * A feature lists its part among its `fills`:
 *
 *     export const tasksWeb: WebFeature = {
 *       name: 'tasks',
 *       fills: [panelSections.with({ name: 'tasks', order: 10, place: 'aside', view: later(() => import('./PanelTasks.tsx')) })],
 *     };
 *
 * Keep a door light: give views that load on demand (`later`). Order: Interviews 5, Tasks 10, Documents 20, People 30.
 */
import type { Client } from '@sotto/contract';
import type { Id } from '@sotto/domain';
import type { Glyph } from '@sotto/ui';
import { type Address, type Part, createSlot } from '@sotto/ui/app';
import type { ComponentType } from 'react';
import type { ApplicationView, Said } from '../api.ts';

export interface PanelPartProps {
  readonly application: ApplicationView;
}

/** A part of the overview. It brings its own `<section>` with head; one with nothing to say draws nothing. */
export interface PanelSection extends Part {
  /** `lead`: above the posting. `main`: between timeline and notes. `aside`: beneath the facts, where the panel is narrow above all else. */
  readonly place: 'lead' | 'main' | 'aside';
  readonly view: ComponentType<PanelPartProps>;
}
export const panelSections = createSlot<PanelSection>();

/** A view of its own beside Overview, Posting, Timeline and Details. It stands in `.panel-scroll`; its `<section>`s have the right edges. */
export interface PanelTab extends Part {
  readonly label: string;
  readonly view: ComponentType<PanelPartProps>;
}
export const panelTabs = createSlot<PanelTab>();

/** One thing that happened, in a line: `**Call** with Leah Brandt`, and what was noted of it beneath. */
export interface TimelineEntry {
  readonly id: string;
  /** A day, or a moment as the server writes it (`…Z`). */
  readonly at: Said;
  readonly icon: Glyph;
  /** What it was: set in bold. */
  readonly title: string;
  readonly detail?: string | undefined;
  readonly note?: string | null | undefined;
  /** Where it opens. */
  readonly opens?: Address | undefined;
}

/** Further entries of the timeline. They come when they come; the steps never wait for them. */
export interface TimelineSource extends Part {
  /** Of the query that holds the entries: whoever changes what they tell of invalidates what begins like it. */
  readonly queryKey: (applicationId: Id) => readonly unknown[];
  readonly entries: (api: Client, applicationId: Id, signal: AbortSignal) => Promise<readonly TimelineEntry[]>;
  /** Enters one, from the head of the timeline: a `.link` button. */
  readonly act?: ComponentType<PanelPartProps>;
}
export const timelineSources = createSlot<TimelineSource>();
