/**
 * Interviews in the browser: all of them, a page of each and its sheet for the day; planned from an application's panel.
 */
import { panelSections, timelineSources } from '@sotto/features/applications/web';
import { later } from '@sotto/ui';
import { type WebFeature, lazyView, useStore } from '@sotto/ui/app';
import { CalendarClock } from 'lucide-react';
import { interviewLinks, keyOfEntries } from './links.ts';
import { interviewForm } from './open-interview.ts';
import { titles } from './titles.ts';

export { ComingCard } from './ComingCard.tsx';
export { interviewSections, sheetSections, type InterviewPartProps, type InterviewSection } from './interview-slots.ts';
export { interviewLinks } from './links.ts';
export { openInterview } from './open-interview.ts';

export const interviewsWeb: WebFeature = {
  name: 'interviews',
  routes: [
    {
      path: interviewLinks.list().to,
      frame: 'app',
      title: titles.interviews,
      view: lazyView(() => import('./InterviewsPage.tsx'), 'InterviewsPage'),
    },
    {
      path: interviewLinks.interview('').to,
      frame: 'app',
      title: titles.interview,
      view: lazyView(() => import('./InterviewPage.tsx'), 'InterviewPage'),
    },
    {
      path: interviewLinks.sheet('').to,
      frame: 'app',
      title: titles.sheet,
      view: lazyView(() => import('./SheetPage.tsx'), 'SheetPage'),
    },
  ],
  places: [{ to: interviewLinks.list().to, label: titles.interviews, icon: CalendarClock, order: 45 }],
  fills: [
    panelSections.with({
      name: 'interviews',
      order: 5,
      place: 'lead',
      view: later(() => import('./PanelInterviews.tsx')),
    }),
    timelineSources.with({
      name: 'interviews',
      order: 5,
      queryKey: keyOfEntries,
      entries: async (...asked) => (await import('./timeline.ts')).entriesOf(...asked),
      act: later(() => import('./AddInterview.tsx')),
    }),
  ],
  finds: { interview: { title: titles.interviews, icon: CalendarClock, opens: (id) => interviewLinks.interview(id) } },
  always: OpensForm,
};

const InterviewDialog = later(() => import('./InterviewDialog.tsx'));

function OpensForm() {
  const start = useStore(interviewForm);
  return start && <InterviewDialog start={start} />;
}
