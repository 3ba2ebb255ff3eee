/** Documents in the browser: all of them, one with its versions, and what was sent with an application. */
import { panelSections, timelineSources } from '@sotto/features/applications/web';
import { later } from '@sotto/ui';
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { FileText, Send } from 'lucide-react';
import { listSubmissions } from '../api.ts';
import { documentLinks } from './links.ts';
import { versionInWords, words } from './words.ts';

export { documentLinks } from './links.ts';

export const documentsWeb: WebFeature = {
  name: 'documents',
  routes: [
    {
      path: '/documents',
      frame: 'app',
      title: words.documents,
      view: lazyView(() => import('./DocumentsPage.tsx'), 'DocumentsPage'),
      children: [
        {
          path: '/documents/$documentId',
          title: words.documents,
          view: lazyView(() => import('./DocumentPanel.tsx'), 'DocumentPanel'),
        },
      ],
    },
  ],
  places: [{ to: '/documents', label: words.documents, icon: FileText, order: 70, begins: true }],
  finds: {
    document: { title: words.documents, icon: FileText, opens: (id) => documentLinks.document(id) },
    // A version is listed among documents, and opens its own.
    documentVersion: { title: words.documents, icon: FileText, opens: (id) => documentLinks.document(id) },
  },
  fills: [
    panelSections.with({ name: 'documents', order: 20, place: 'aside', view: later(() => import('./PanelSent.tsx')) }),
    timelineSources.with({
      name: 'documents',
      order: 20,
      queryKey: (applicationId) => ['submissions', applicationId, 'timeline'],
      entries: async (api, applicationId, signal) =>
        (await api(listSubmissions, { query: { applicationId } }, signal)).body.items.map(({ id, at, sent, document }) => ({
          id,
          at,
          icon: Send,
          title: words.sent,
          detail: `${sent.document}, ${versionInWords(sent)}`,
          opens: document === null ? undefined : documentLinks.document(document.id),
        })),
    }),
  ],
};
