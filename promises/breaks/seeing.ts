/** Faults in who sees what: pages, browsers, the extension, the operator's console. */
import { type Break, breakOf } from './break.ts';

const tour =
  'promises/nobody-else-is-asked.spec.ts: no view asks anyone else for anything or breaks the content security policy, and axe finds no barrier';

export const seeingBreaks: readonly Break[] = [
  {
    id: 'one-for-all',
    fault: 'Everybody is served the fullest workspace in memory',
    edits: [
      {
        file: 'platform/workspace/src/cache.ts',
        find: '    bytes += state.bytes;\n    for',
        replace:
          '    bytes += state.bytes;\n    const fullest = (globalThis as any).fullest;\n    if (fullest === undefined || state.bytes >= fullest.state.bytes) (globalThis as any).fullest = kept;\n    for',
      },
      {
        file: 'platform/workspace/src/workspaces.ts',
        find: 'return createWorkspace(kept.state, kept.memos);',
        replace: 'const { state, memos } = (globalThis as any).fullest ?? kept;\n      return createWorkspace(state, memos);',
      },
    ],
    proofs: ['promises/only-you-see-what-is-yours.spec.ts: routes that take no id show a stranger nothing of yours'],
  },
  {
    id: 'operator-reads-addresses',
    fault: 'The list of accounts at the console shows their addresses',
    edits: [
      {
        file: 'apps/server/src/commands/users.ts',
        find: 'json: { items: page.map(itemOf), next },',
        replace:
          "json: { items: await Promise.all(page.map(async (each) => ({ ...itemOf(each), address: await readAddress(platform, open(each.userId, 'account')) }))), next },",
      },
      {
        file: 'apps/server/src/commands/users.ts',
        find: 'import { deleteAccountOf,',
        replace: 'import { readAddress, deleteAccountOf,',
      },
    ],
    proofs: ['apps/server/src/commands/users.test.ts: accounts are listed by opaque ids and dates alone, page by page'],
  },
  breakOf(
    'disabling-does-nothing',
    'Disabling an account says so and changes nothing',
    {
      file: 'features/account/server/by-operator.ts',
      find: 'const changed = await vault.setDisabled(by.userId, disabled);',
      replace: 'const changed = vault.setDisabled !== undefined && disabled;',
    },
    'apps/server/src/commands/users.test.ts: an account is disabled, enabled, signed out and deleted, and the running Sotto sees it at the next request',
  ),
  breakOf(
    'disabled-kept-from-theirs',
    'Whoever is disabled does not get at what is theirs',
    {
      file: 'platform/http/src/caller.ts',
      find: 'return access.whenDisabled === true || (',
      replace: 'return access.whenDisabled === false || (',
    },
    'apps/server/src/disabled.test.ts: lets its owner in, to see and take everything, and changes nothing',
  ),
  breakOf(
    'pages-tell-someone-else',
    'Every view of the app tells another host that it was opened',
    {
      file: 'apps/web/src/main.tsx',
      find: 'listenToKeys(document);',
      replace: "listenToKeys(document);\nvoid fetch('https://elsewhere.example/seen').catch(() => null);",
    },
    tour,
    'promises/nobody-else-is-asked.spec.ts: the built app names no other host it could ask',
  ),
  breakOf(
    'trusted-types-off',
    'Markup may be written into a page',
    { file: 'platform/http/src/headers.ts', find: '  "require-trusted-types-for \'script\'",\n', replace: '' },
    'promises/nobody-else-is-asked.spec.ts: scripts cannot be written into a page: Trusted Types refuse it',
  ),
  breakOf(
    'server-calls-out',
    'Reading the groups makes the server connect to somebody',
    {
      file: 'features/groups/server/routes.ts',
      find: "    route(listGroups, 'track', async ({ by }) => {",
      replace: `    route(listGroups, 'track', async ({ by }) => {
      const { connect, createServer } = await import('node:net');
      const other = createServer((socket) => socket.end()).listen(0, '127.0.0.1', () =>
        connect((other.address() as any).port, '127.0.0.1').on('close', () => other.close()),
      );`,
    },
    'promises/nobody-else-is-asked.spec.ts: the server itself connects to nobody',
  ),
  breakOf(
    'cookie-for-scripts',
    'The cookie can be read by scripts',
    {
      file: 'platform/http/src/session-cookie.ts',
      find: '`Path=/; HttpOnly; SameSite=Lax$',
      replace: '`Path=/; SameSite=Lax$',
    },
    'promises/one-cookie.spec.ts: no cookie before signing in, exactly one after, none after signing out',
  ),
  breakOf(
    'tags-tell-apart',
    'Each browser is given an entity tag of its own',
    {
      file: 'platform/http/src/serve-document.ts',
      find: "createHash('sha256').update(body).digest('base64url')",
      replace: "createHash('sha256').update(body + Math.random()).digest('base64url')",
    },
    'promises/one-cookie.spec.ts: before signing in two browsers hold and are told the same: nothing tells one person from another',
  ),
  breakOf(
    'popup-sends-more',
    'The extension sends the address of the page beside what it shows',
    {
      file: 'apps/extension/src/draft.ts',
      find: '    posting: page.posting,',
      replace: "    posting: { ...page.posting, seenAt: page.address } as Draft['posting'],",
    },
    'apps/extension/src/extension.browser.test.ts: exactly what is shown is sent: the keys of the request are those of the fields',
  ),
  breakOf(
    'click-saves',
    'A click sends something off before anyone pressed Save',
    {
      file: 'apps/extension/src/background/answers.ts',
      find: '      await badge.show(\n        tabId,',
      replace:
        "      const { origin } = await connectionIn(local);\n      await ground.fetch(`${origin}/api/v1/capture`, { method: 'POST', body: '{}' }).catch(() => null);\n      await badge.show(\n        tabId,",
    },
    'promises/nothing-without-a-click.spec.ts: a click asks one server, about that page alone, and saves nothing by itself',
  ),
  breakOf(
    'visits-noted',
    'The extension writes down that a page was visited',
    {
      file: 'apps/extension/src/background/main.ts',
      find: 'runtime.onStartup.addListener(',
      replace:
        '(globalThis as any).chrome.tabs.onUpdated.addListener(() => void storage.local.set({ seen: Date.now() } as any));\nruntime.onStartup.addListener(',
    },
    'promises/nothing-without-a-click.spec.ts: a visit without a click sends nothing, changes nothing in the page, and writes nothing down',
  ),
  breakOf(
    'security-txt-runs-out',
    'security.txt holds for twenty days',
    { file: 'features/policy/server/security-txt.ts', find: 'const validDays = 180;', replace: 'const validDays = 20;' },
    'features/policy/server/policy.test.ts: security.txt has what RFC 9116 asks for and holds for five months at least',
  ),
  breakOf(
    'sentence-changed-quietly',
    'A published sentence says something else under the same version',
    {
      file: 'promises/texts/privacy.ts',
      find: "'No cookie before you sign in, and exactly one from then on. It",
      replace: "'A few cookies. One",
    },
    'promises/index.spec.ts: a text that changed has a new version, in the list of versions',
  ),
  breakOf(
    'terms-lead-nowhere',
    'The public pages lead to terms that are not there',
    {
      file: 'features/policy/server/frame.ts',
      find: "{ href: '/terms', label: 'Terms' },",
      replace: "{ href: '/terms-of-use', label: 'Terms' },",
    },
    'promises/index.spec.ts: the pages of the texts are there, and lead to each other',
  ),
];
