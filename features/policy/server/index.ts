/** The door of policy on the server: the published texts, and the pages everyone may read. */
import { route } from '@sotto/http';
import type { Feature, Page } from '@sotto/runtime';
import { listDocuments } from '../api.ts';
import { sampleTexts } from './sample-texts.ts';
import { renderHome, renderText } from './pages.ts';
import { type Published, shownOf, viewOf } from './published.ts';
import { securityTxt } from './security-txt.ts';

export { type Published, type PublishedText, type Section, type Sentence, hashOf } from './published.ts';

const htmlType = 'text/html; charset=utf-8';

/** The feature with the texts of someone else: apps/server hands in those of the `promises` workspace. */
export function createPolicyFeature(published: Published): Feature {
  return {
    name: 'policy',
    start: ({ setting, now }) => ({
      routes: [
        route(listDocuments, 'account', async () => ({
          status: 200,
          body: { items: published.texts.map(viewOf), shown: shownOf(published) },
        })),
      ],
      pages: [
        // Signed in, the same address is the app.
        page('/', () => renderHome(published, setting), { signedOutOnly: true }),
        ...published.texts.map((text) => page(`/${text.name}`, () => renderText(text, setting))),
        {
          path: '/.well-known/security.txt',
          render: () => ({ type: 'text/plain; charset=utf-8', body: securityTxt(setting, now()) }),
        },
      ],
    }),
  };
}

/** With sample texts: for the tests of other features, which need someone to serve the public pages. */
export const policyFeature: Feature = createPolicyFeature(sampleTexts);

function page(path: `/${string}`, body: () => string, more: Partial<Pick<Page, 'signedOutOnly'>> = {}): Page {
  return { path, ...more, render: () => ({ type: htmlType, body: body() }) };
}
