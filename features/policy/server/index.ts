/** The door of policy on the server: the published texts, and the pages everyone may read. */
import { route } from '@sotto/http';
import type { Feature, Page, Platform } from '@sotto/runtime';
import { type DocumentView, listDocuments } from '../api.ts';
import { sampleArchive, sampleTexts } from './sample-texts.ts';
import { readHolding } from './holding.ts';
import { renderHome } from './home-page.ts';
import { renderProofs } from './proofs-page.ts';
import { type Archive, type Published, shownOf, versionsOf, viewOf } from './published.ts';
import { securityTxt } from './security-txt.ts';
import type { Standing } from './standing.ts';
import { renderText } from './text-page.ts';
import { type VersionsPage, renderChanges, renderVersion, renderVersions } from './version-pages.ts';

export { type NoticedBreak, ProofRuns, type ProofRun, type Standing } from './standing.ts';
export {
  type Archive,
  type KeptText,
  type Published,
  type PublishedText,
  type PublishedVersion,
  type Section,
  type Sentence,
  effectiveDayOf,
  hashOf,
} from './published.ts';

export { sampleArchive, sampleTexts } from './sample-texts.ts';

const htmlType = 'text/html; charset=utf-8';

/** What the public pages are made of. */
export interface Promised {
  readonly published: Published;
  readonly archive: Archive;
  /** How the proofs stand; asked once, at start. */
  standing(): Standing;
}

/** The feature with the texts of someone else: apps/server hands in those of the `promises` workspace. */
export function createPolicyFeature(promised: Promised): Feature {
  const { published, archive } = promised;
  return {
    name: 'policy',
    start: (platform) => {
      const { setting, now } = platform;
      const standing = promised.standing();
      return {
        routes: [
          route(listDocuments, 'account', async () => ({
            status: 200,
            body: { items: await viewsOf(platform, promised), shown: shownOf(published) },
          })),
        ],
        pages: [
          // Signed in, the same address is the app.
          page('/', () => renderHome(published, setting), { signedOutOnly: true }),
          page('/privacy/proofs', () => renderProofs({ published, standing, site: setting })),
          ...published.texts.flatMap((text) => [
            page(`/${text.name}`, async () =>
              renderText({ text, archive, standing, site: setting, holding: await readHolding(platform, archive, text.name) }),
            ),
            ...versionPages(platform, { text, archive, site: setting }),
          ]),
          {
            path: '/.well-known/security.txt',
            render: () => ({ type: 'text/plain; charset=utf-8', body: securityTxt(setting, now()) }),
          },
        ],
      };
    },
  };
}

function viewsOf(platform: Platform, { published, archive }: Promised): Promise<DocumentView[]> {
  return Promise.all(published.texts.map(async (text) => viewOf(text, archive, await readHolding(platform, archive, text.name))));
}

/** The list of versions, each of them, and what changed between any two. */
function versionPages(platform: Platform, constant: Omit<VersionsPage, 'holding'>): Page[] {
  const { text, archive } = constant;
  const read = async (): Promise<VersionsPage> => ({ ...constant, holding: await readHolding(platform, archive, text.name) });
  const base = `/${text.name}/versions` as const;
  const own = versionsOf(archive, text.name);
  return [
    page(base, async () => renderVersions(await read())),
    ...own.map((version) => page(`${base}/${version.version}`, async () => renderVersion(await read(), version))),
    ...own.flatMap((later, at) =>
      own
        .slice(0, at)
        .map((earlier) => page(`${base}/${earlier.version}-${later.version}`, () => renderChanges(constant, [earlier, later]))),
    ),
  ];
}

/** With sample texts: for the tests of other features, which need someone to serve the public pages. */
export const policyFeature: Feature = createPolicyFeature({
  published: sampleTexts,
  archive: sampleArchive,
  standing: () => ({ runs: null, record: null, breaks: {} }),
});

function page(path: `/${string}`, body: () => string | Promise<string>, more: Partial<Pick<Page, 'signedOutOnly'>> = {}): Page {
  return { path, ...more, render: async () => ({ type: htmlType, body: await body() }) };
}
