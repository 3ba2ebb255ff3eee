/** Templates in the browser: all of them, one with its places, and the letter that is made of one anywhere. */
import { panelSections } from '@sotto/features/applications/web';
import { later } from '@sotto/ui';
import { type WebFeature, lazyView, useActions, useStore } from '@sotto/ui/app';
import { PenLine } from 'lucide-react';
import { templateLinks } from './links.ts';
import { letterForm, openLetter } from './open-letter.ts';
import { titles } from './titles.ts';

export { type LetterStart, openLetter } from './open-letter.ts';
export { templateLinks } from './links.ts';

export const templatesWeb: WebFeature = {
  name: 'templates',
  routes: [
    {
      path: '/templates',
      frame: 'app',
      title: titles.templates,
      view: lazyView(() => import('./TemplatesPage.tsx'), 'TemplatesPage'),
      children: [
        {
          path: '/templates/$templateId',
          title: titles.templates,
          view: lazyView(() => import('./TemplatePanel.tsx'), 'TemplatePanel'),
        },
      ],
    },
  ],
  places: [{ to: '/templates', label: titles.templates, icon: PenLine, order: 76 }],
  finds: { template: { title: titles.templates, icon: PenLine, opens: (id) => templateLinks.template(id) } },
  fills: [panelSections.with({ name: 'templates', order: 35, place: 'aside', view: later(() => import('./PanelLetter.tsx')) })],
  always: OffersLetter,
};

const LetterDialog = later(() => import('./LetterDialog.tsx'));

const offered = [{ id: 'write-letter', label: titles.write, icon: PenLine, also: titles.writeAlso, run: () => openLetter() }];

/** The palette offers a letter on every page. */
function OffersLetter() {
  const start = useStore(letterForm);
  useActions(offered);
  return start && <LetterDialog start={start} />;
}
