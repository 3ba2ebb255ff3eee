/**
 * What may import what: the table of ARCHITECTURE.md as data, and the reader that holds a file against it.
 *
 * Imports are read by a real parser (oxc-parser), types and dynamic imports included. `architecture.test.ts` plants a
 * violation of every row and must see it: a guard that cannot fail is no guard.
 */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** One module that a file imports, and the names it takes from it (`*`: all). */
export interface Import {
  readonly source: string;
  readonly names: readonly string[];
}

/** Every import, re-export, dynamic import and `import('…')` type of a file. */
export function importsOf(file: string, text: string): Import[] {
  const { module, program } = parseSync(file, text);
  const found: Import[] = module.staticImports.map(({ moduleRequest, entries }) => ({
    source: moduleRequest.value,
    names: entries.map(({ importName }) => importName.name ?? '*'),
  }));
  for (const { moduleRequest, importName } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest) found.push({ source: moduleRequest.value, names: [importName.name ?? '*'] });
  }
  for (const { moduleRequest } of module.dynamicImports) {
    found.push({ source: text.slice(moduleRequest.start + 1, moduleRequest.end - 1), names: ['*'] });
  }
  new Visitor({ TSImportType: ({ source }) => void found.push({ source: source.value, names: ['*'] }) }).visit(program);
  return found;
}

/** Platform packages in order: each may import those before it, when it declares them. */
export const platformOrder = [
  'log',
  'config',
  'contract',
  'database',
  'vault',
  'backup',
  'workspace',
  'http',
  'schedule',
  'mail',
  'runtime',
  'testing',
] as const;

/** Doors into a package beside its main one, with those who may come through, and why. */
const innerDoors: Readonly<Record<string, { readonly by: readonly string[]; readonly why: string }>> = {
  '@sotto/vault/opening': {
    // Whoever signs in is not known to the edge yet: that one file says how far its right goes.
    // So does the file of calendar feeds: their address is all that whoever fetches one can show.
    // And that of grants: whoever stands at the operator's desk shows a code and what someone granted them.
    by: [
      'platform/http/',
      'platform/schedule/',
      'features/account/server/opening.ts',
      'features/feed/server/opening.ts',
      'features/legal/server/opening.ts',
      'features/support/server/opening.ts',
    ],
    why: 'the right to open values is made for a request or a job, nowhere else',
  },
};

/** Outside the vault, who may use node:crypto, and for what. Sealing is nobody's but the vault's. */
const cryptoUsers: Readonly<Record<string, string>> = {
  'features/privacy/server/activity': 'chains the entries of the activity log by their digests',
  'platform/vault': 'seals and opens',
  'platform/testing': 'chance that repeats',
  'platform/database': 'ids of leases and installations',
  'platform/runtime': 'hands the system randomness to everyone',
  'platform/backup': 'SHA-256 of what a backup holds',
  'platform/http': 'request ids and sealed cursors',
  'features/account/server': 'SHA-256 of tokens, comparison in constant time, SHA-1 of passwords as lists of stolen ones have it',
  'features/documents/server': 'SHA-256 of files people upload',
  'features/policy/server': 'SHA-256 of the published texts',
  'features/transfer/server': 'SHA-256 of what a copy of everything holds',
  'apps/server': 'randomness of the process',
  'apps/extension/build': 'SHA-256 of the zips that are offered',
  promises: 'tells seeded breaks apart',
  tools: 'hashes of files',
};

/** The parts of the tree, by path; the first that fits. */
const parts: readonly { readonly name: string; readonly path: RegExp }[] = [
  { name: 'domain', path: /^domain\// },
  { name: 'platform', path: /^platform\/[^/]+\// },
  { name: 'feature api', path: /^features\/[^/]+\/(api\.ts$|api\/)/ },
  { name: 'feature server', path: /^features\/[^/]+\/server\// },
  { name: 'feature page', path: /^features\/[^/]+\/(reader|filler)\// },
  { name: 'feature web', path: /^features\/[^/]+\/web\// },
  { name: 'apps/server', path: /^apps\/server\// },
  { name: 'build of apps/web', path: /^apps\/web\/(build\/|vite\.config\.ts$)/ },
  { name: 'apps/web', path: /^apps\/web\// },
  { name: 'build of apps/extension', path: /^apps\/extension\/build\// },
  { name: 'apps/extension', path: /^apps\/extension\// },
  { name: 'promises', path: /^promises\// },
  { name: 'tools', path: /^(tools\/|vitest\.config\.ts$)/ },
];

export interface Row {
  readonly from: string;
  /** Says whether a file of this part may import what is not its own. */
  may(target: string, file: string): boolean;
  /** A file and a line that must be refused: the row's own proof. */
  readonly planted: readonly (readonly [file: string, line: string])[];
  /** And one that must not be. */
  readonly allowed: readonly (readonly [file: string, line: string])[];
}

const fromOutside = (target: string) => !target.startsWith('@sotto/');
const fromNpm = (target: string) => fromOutside(target) && !target.startsWith('node:');
const isOneOf = (target: string, ...doors: string[]) => doors.includes(target);
const isFeatureDoor = (target: string, ...doors: string[]) =>
  doors.some((door) => target.startsWith('@sotto/features/') && target.endsWith(`/${door}`));
/** The one platform package with several doors: components, the shell's parts, the popups that load later, the styles. */
const isOfUi = (target: string) => target === '@sotto/ui' || target.startsWith('@sotto/ui/');
const serverPlatform = platformOrder.filter((name) => name !== 'testing').map((name) => `@sotto/${name}`);

/** The table. */
export const table: readonly Row[] = [
  {
    from: 'domain',
    // All pure: schemas, calendar arithmetic, and strings that sort between two others.
    may: (target) => isOneOf(target, 'zod', 'temporal-polyfill', 'fractional-indexing'),
    planted: [
      ['domain/src/planted.ts', `import type { Database } from '@sotto/database';`],
      ['domain/src/planted.ts', `import { readFile } from 'node:fs/promises';`],
      ['domain/src/planted.ts', `export const later = import('@sotto/features/groups/api');`],
    ],
    allowed: [['domain/src/planted.ts', `import { z } from 'zod'; import { Id } from './id.ts';`]],
  },
  {
    from: 'platform',
    may: mayInPlatform,
    planted: [
      ['platform/database/src/planted.ts', `import { createMail } from '@sotto/mail';`],
      ['platform/log/src/planted.ts', `import { parseEnvironment } from '@sotto/config';`],
      ['platform/http/src/planted.ts', `export * from '@sotto/features/groups/server';`],
      ['platform/testing/src/planted.ts', `type Groups = import('@sotto/features/groups/api').Group;`],
      ['platform/ui/src/planted.ts', `import { readFile } from 'node:fs/promises';`],
      ['platform/database/src/planted.ts', `import { Application } from '@sotto/domain';`],
      ['platform/database/src/planted.ts', `import { Group } from '../../../domain/src/group.ts';`],
    ],
    allowed: [
      [
        'platform/vault/src/planted.ts',
        `import type { Statement } from '@sotto/database'; import { createHmac } from 'node:crypto'; import type { UserId } from '@sotto/domain';`,
      ],
    ],
  },
  {
    from: 'feature api',
    may: (target) => isOneOf(target, 'zod', '@sotto/domain', '@sotto/contract'),
    planted: [
      ['features/groups/api.ts', `import type { Workspaces } from '@sotto/workspace';`],
      ['features/groups/api.ts', `import { routes } from './server/routes.ts';`],
      ['features/groups/api.ts', `import { Stage } from '@sotto/features/stages/api';`],
    ],
    allowed: [
      [
        'features/groups/api.ts',
        `import { endpoint } from '@sotto/contract'; import { Id } from '@sotto/domain'; import { z } from 'zod';`,
      ],
    ],
  },
  {
    from: 'feature server',
    may: (target) =>
      fromOutside(target) || isOneOf(target, '@sotto/domain', ...serverPlatform) || isFeatureDoor(target, 'api', 'server'),
    planted: [
      ['features/groups/server/planted.ts', `import { Button } from '@sotto/ui';`],
      ['features/groups/server/planted.ts', `import { queries } from '@sotto/features/groups/web';`],
      ['features/groups/server/planted.ts', `import { stageRecords } from '../../stages/server/records.ts';`],
      ['features/groups/server/planted.ts', `import { startServer } from '@sotto/testing';`],
    ],
    allowed: [
      [
        'features/groups/server/planted.ts',
        `import { listGroups } from '../api.ts'; import { stagesOf } from '@sotto/features/stages/server'; import { route } from '@sotto/http';`,
      ],
      ['features/groups/server/planted.test.ts', `import { startServer } from '@sotto/testing';`],
    ],
  },
  {
    // Runs inside somebody else's page: small, and with nothing that asks for more.
    from: 'feature page',
    may: (target) => isOneOf(target, '@sotto/domain'),
    planted: [
      ['features/capture/reader/planted.ts', `import { createClient } from '@sotto/contract';`],
      ['features/capture/reader/planted.ts', `import { Button } from '@sotto/ui';`],
      ['features/capture/reader/planted.ts', `import { z } from 'zod';`],
      ['features/profile/filler/planted.ts', `import { readPosting } from '@sotto/features/capture/reader';`],
      ['features/profile/filler/planted.ts', `import { profileFeature } from '../server/index.ts';`],
    ],
    allowed: [
      [
        'features/capture/reader/planted.ts',
        `import { addressOf } from '@sotto/domain'; import type { Posting } from '../api.ts';`,
      ],
    ],
  },
  {
    from: 'feature web',
    may: (target) =>
      fromNpm(target) ||
      isOneOf(target, '@sotto/domain', '@sotto/contract') ||
      isOfUi(target) ||
      isFeatureDoor(target, 'api', 'web', 'reader'),
    planted: [
      ['features/groups/web/planted.tsx', `import type { Vault } from '@sotto/vault';`],
      ['features/groups/web/planted.tsx', `import { openSqlite } from '@sotto/database';`],
      ['features/groups/web/planted.tsx', `import { groupsFeature } from '@sotto/features/groups/server';`],
      ['features/groups/web/planted.tsx', `import { createHash } from 'node:crypto';`],
    ],
    allowed: [
      [
        'features/groups/web/planted.tsx',
        `import { Dialog } from '@sotto/ui'; import { useQuery } from '@tanstack/react-query'; import { listGroups } from '../api.ts';`,
      ],
    ],
  },
  {
    from: 'apps/server',
    may: (target) =>
      fromOutside(target) ||
      isOneOf(target, '@sotto/domain', '@sotto/promises', ...serverPlatform) ||
      isFeatureDoor(target, 'api', 'server'),
    planted: [
      ['apps/server/src/planted.ts', `import { routes } from '@sotto/features/groups/server/routes';`],
      ['apps/server/src/planted.ts', `import { Board } from '@sotto/features/applications/web';`],
    ],
    allowed: [
      [
        'apps/server/src/planted.ts',
        `import { groupsFeature } from '@sotto/features/groups/server'; import { open } from '@sotto/runtime';`,
      ],
    ],
  },
  {
    from: 'apps/web',
    may: (target) =>
      fromNpm(target) ||
      isOneOf(target, '@sotto/domain', '@sotto/contract') ||
      isOfUi(target) ||
      isFeatureDoor(target, 'api', 'web'),
    planted: [
      ['apps/web/src/planted.tsx', `import { groupsFeature } from '@sotto/features/groups/server';`],
      ['apps/web/src/planted.tsx', `import { openVault } from '@sotto/vault';`],
      ['apps/web/src/planted.tsx', `const store = await import('@sotto/database');`],
    ],
    allowed: [
      [
        'apps/web/src/planted.tsx',
        `import { groupsRoutes } from '@sotto/features/groups/web'; import { createClient } from '@sotto/contract';`,
      ],
    ],
  },
  {
    from: 'build of apps/web',
    may: fromOutside,
    planted: [['apps/web/build/planted.ts', `import { openDatabase } from '@sotto/database';`]],
    allowed: [['apps/web/build/planted.ts', `import { gzip } from 'node:zlib';`]],
  },
  {
    from: 'apps/extension',
    may: (target) =>
      fromNpm(target) || isOneOf(target, '@sotto/domain', '@sotto/contract') || isFeatureDoor(target, 'api', 'reader', 'filler'),
    planted: [
      ['apps/extension/src/planted.ts', `import { openVault } from '@sotto/vault';`],
      ['apps/extension/src/planted.ts', `import { captureFeature } from '@sotto/features/capture/server';`],
    ],
    allowed: [['apps/extension/src/planted.ts', `import { capture } from '@sotto/features/capture/api';`]],
  },
  {
    from: 'build of apps/extension',
    // Contracts become names in the same way as in the web app.
    may: (target) => fromOutside(target) || target.startsWith('@sotto/web/build/'),
    planted: [['apps/extension/build/planted.ts', `import { openDatabase } from '@sotto/database';`]],
    allowed: [['apps/extension/build/planted.ts', `import { contractsByName } from '@sotto/web/build/contracts-by-name';`]],
  },
  {
    from: 'promises',
    may: isAnyDoor,
    planted: [
      ['promises/planted.spec.ts', `import { records } from '@sotto/features/groups/server/records';`],
      ['promises/planted.spec.ts', `import { seal } from '../platform/vault/src/seal.ts';`],
    ],
    allowed: [
      [
        'promises/planted.spec.ts',
        `import { openVault } from '@sotto/vault'; import { groupsFeature } from '@sotto/features/groups/server';`,
      ],
    ],
  },
  {
    from: 'tools',
    may: isAnyDoor,
    planted: [['tools/planted.ts', `import { seal } from '../platform/vault/src/seal.ts';`]],
    allowed: [['tools/planted.ts', `import { openDatabase } from '@sotto/database'; import { rolldown } from 'rolldown';`]],
  },
];

function isAnyDoor(target: string): boolean {
  return (
    fromOutside(target) ||
    /^@sotto\/[a-z]+$/.test(target) ||
    isFeatureDoor(target, 'api', 'server', 'web', 'reader', 'filler') ||
    // What signs in by every way there is: for tests, promises and the bench.
    isOneOf(
      target,
      '@sotto/server/app',
      '@sotto/features/account/testing',
      '@sotto/features/documents/testing',
      '@sotto/features/transfer/testing',
      '@sotto/extension/testing',
      '@sotto/promises/breaks',
      '@sotto/promises/proofs',
    )
  );
}

/** Features are no platform's business; neighbours stand earlier in the order and in the package's own manifest. */
function mayInPlatform(target: string, file: string): boolean {
  const own = file.split('/')[1] ?? '';
  // Runs in the browser: no Node, and of the platform only the client.
  if (own === 'ui') return fromNpm(target) || isOneOf(target, '@sotto/domain', '@sotto/contract');
  if (fromOutside(target) || target === '@sotto/domain') return true;
  const neighbour = target.replace(/^@sotto\//, '').replace(/\/.*/, '');
  const order: readonly string[] = platformOrder;
  return order.includes(neighbour) && order.indexOf(neighbour) < order.indexOf(own) && declares(own, `@sotto/${neighbour}`);
}

function declares(platform: string, dependency: string): boolean {
  const manifest = JSON.parse(readFileSync(`platform/${platform}/package.json`, 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  return Object.hasOwn(manifest.dependencies ?? {}, dependency);
}

/** Tests, and what a part offers to its own and other tests. */
const isTest = (file: string) => /\.(test|spec)\.tsx?$|\/testing(-[a-z]+)*\.ts$|\/testing\//.test(file);

/**
 * What a file imports against the rules, one sentence each; none for a file outside every part.
 *
 * `file`: path from the root. A test may come through any door; what it tests by inner files is its own part's.
 */
export function violations(file: string, text: string): string[] {
  const part = parts.find(({ path }) => path.test(file));
  const row = table.find(({ from }) => from === part?.name);
  if (!part || !row) return [];
  return importsOf(file, text).flatMap(({ source, names }) => {
    const sentence = objection(row, file, { source, names });
    return sentence === null ? [] : [`${file} imports ${source}: ${sentence}`];
  });
}

function objection(row: Row, file: string, { source, names }: Import): string | null {
  if (source.startsWith('.'))
    return isOwn(file, posix.join(posix.dirname(file), source)) ? null : 'another part is imported by its door, never by path';
  if (source.startsWith('#/')) return null;
  if (source === 'node:crypto' && !isTest(file) && !Object.keys(cryptoUsers).some((user) => file.startsWith(`${user}/`)))
    return 'cryptography is the business of platform/vault';
  const inner = innerDoors[source];
  if (inner && !isTest(file)) return inner.by.some((user) => file.startsWith(user)) ? null : inner.why;
  if (isTest(file) && isAnyDoor(source.replace(/^@sotto\/vault\/opening$/, '@sotto/vault')) && !isPlatformToFeature(file, source))
    return null;
  if (!row.may(source, file)) return `${row.from} may not`;
  if (row.from === 'platform' && source === '@sotto/domain') return beyondAlphabet(names);
  return null;
}

function isPlatformToFeature(file: string, source: string): boolean {
  return file.startsWith('platform/') && source.startsWith('@sotto/features/');
}

/** Files of the domain that anyone may use, because they mean nothing about a job search. */
const alphabet = ['id', 'kind', 'repeat', 'result', 'money', 'calendar-date', 'text'];

function beyondAlphabet(names: readonly string[]): string | null {
  const known = new Set(alphabet.flatMap((name) => exportedNames(`domain/src/${name}.ts`)));
  const others = names.filter((name) => !known.has(name));
  return others.length === 0 ? null : `the platform knows nothing about a job search, such as ${others.join(', ')}`;
}

function exportedNames(file: string): string[] {
  const { module } = parseSync(file, readFileSync(file, 'utf8'));
  return module.staticExports.flatMap(({ entries }) => entries.map(({ exportName }) => exportName.name ?? '*'));
}

/** Whether `target` (a path from the root) belongs to the same package or feature side as `file`. */
function isOwn(file: string, target: string): boolean {
  const home = ownFolder(file);
  if (target.startsWith(home)) return true;
  if (isOfApi(file)) return isOfApi(target) && file.split('/')[1] === target.split('/')[1];
  // A feature's server, web and what runs in pages read its api.ts.
  return /^features\/[^/]+\/(server|web|reader|filler)\/$/.test(home) && target === posix.join(home, '../api.ts');
}

/** The contract of a feature: one file, or that file and a folder of its parts. */
function isOfApi(file: string): boolean {
  return /^features\/[^/]+\/(api\.ts$|api\/)/.test(file);
}

function ownFolder(file: string): string {
  const [first = '', second = '', third = ''] = file.split('/');
  if (first === 'features')
    return file.endsWith('/api.ts') && file.split('/').length === 3 ? file : `features/${second}/${third}/`;
  if (first === 'platform' || first === 'apps') return `${first}/${second}/`;
  return `${first}/`;
}
