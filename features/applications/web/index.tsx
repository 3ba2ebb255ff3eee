/**
 * Applications in the browser: board, table, one application in its panel, and the form for a new one.
 */
import { companySections } from '@sotto/features/companies/web';
import { later } from '@sotto/ui';
import { useActions, useShortcut, useStore, type WebFeature, lazyView } from '@sotto/ui/app';
import { Briefcase, CirclePlus, SquareKanban, Table2 } from 'lucide-react';
import { applicationLinks } from './links.ts';
import { newApplication, openNewApplication } from './new/new-application.ts';
import { texts } from './texts.ts';

export { applicationLinks } from './links.ts';
export { openNewApplication } from './new/new-application.ts';
export {
  panelSections,
  panelTabs,
  timelineSources,
  type PanelPartProps,
  type PanelSection,
  type PanelTab,
  type TimelineEntry,
  type TimelineSource,
} from './panel-slots.ts';
export { payInWords } from './in-words.ts';
export { refreshApplications, useRestore } from './queries.ts';

/** Pay as one types it; see `PayInput`. */
export const PayInput = later(async () => ({ default: (await import('./fields/PayInput.tsx')).PayInput }));

const panel = lazyView(() => import('./panel/ApplicationPanel.tsx'), 'ApplicationPanel');

const CompanyApplications = later(() => import('./company/CompanyApplications.tsx'));

export const applicationsWeb: WebFeature = {
  name: 'applications',
  routes: [
    {
      path: '/board',
      frame: 'app',
      title: texts.board,
      view: lazyView(() => import('./board/BoardPage.tsx'), 'BoardPage'),
      children: [{ path: '/board/$applicationId', title: texts.board, view: panel }],
    },
    {
      path: '/table',
      frame: 'app',
      title: texts.table,
      view: lazyView(() => import('./table/TablePage.tsx'), 'TablePage'),
      children: [{ path: '/table/$applicationId', title: texts.table, view: panel }],
    },
  ],
  places: [
    { to: '/board', label: texts.board, icon: SquareKanban, order: 20, onPhone: true, keeps: ['group'] },
    { to: '/table', label: texts.table, icon: Table2, order: 30, keeps: ['group'] },
  ],
  finds: {
    application: { title: texts.allApplications, icon: Briefcase, opens: (id) => applicationLinks.application(id) },
  },
  fills: [companySections.with({ name: 'applications', order: 10, place: 'main', view: CompanyApplications })],
  always: OffersNew,
};

const NewApplicationDialog = later(() => import('./new/NewApplicationDialog.tsx'));

const offered = [
  {
    id: 'new-application',
    label: texts.newApplication,
    icon: CirclePlus,
    keys: 'n',
    run: (words: string) => openNewApplication(words === '' ? {} : { company: words }),
  },
  {
    id: 'paste-posting',
    label: texts.pastePosting,
    icon: CirclePlus,
    also: texts.pasteAlso,
    run: () => openNewApplication({ toPaste: true }),
  },
];

/** `n` and the palette offer a new application on every page. */
function OffersNew() {
  const start = useStore(newApplication);
  useActions(offered);
  useShortcut('n', texts.keys.newOne, () => openNewApplication());
  return start && <NewApplicationDialog start={start} />;
}
