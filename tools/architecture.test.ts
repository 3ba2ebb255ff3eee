import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { table, violations } from './architecture.ts';
import { brokenCitations, catchAllNames, clockInDomain, incompleteFeatures, mocksOfOurOwn, schemaChecks } from './conventions.ts';
import { sourceFiles, textOf } from './sources.ts';

const code = sourceFiles(/\.tsx?$/);

describe('the import table', () => {
  test.for(table.flatMap(({ from, planted }) => planted.map(([file, line]) => [from, file, line] as const)))(
    '%s: a planted violation in %s is seen: %s',
    ([, file, line]) => {
      expect(violations(file, line)).toHaveLength(1);
    },
  );

  test.for(table.flatMap(({ from, allowed }) => allowed.map(([file, line]) => [from, file, line] as const)))(
    '%s: what is allowed in %s passes: %s',
    ([, file, line]) => {
      expect(violations(file, line)).toEqual([]);
    },
  );

  test('the vault alone makes cryptography; a planted use elsewhere is seen', () => {
    expect(violations('features/groups/server/planted.ts', `import { createCipheriv } from 'node:crypto';`)).toHaveLength(1);
    expect(violations('platform/vault/src/planted.ts', `import { createCipheriv } from 'node:crypto';`)).toEqual([]);
  });

  test('openings are made by http and schedule alone; a planted maker is seen', () => {
    const line = `import { openingFor } from '@sotto/vault/opening';`;
    expect(violations('features/groups/server/planted.ts', line)).toHaveLength(1);
    expect(violations('platform/mail/src/planted.ts', line)).toHaveLength(1);
    expect(violations('platform/http/src/planted.ts', line)).toEqual([]);
  });

  test('the tree keeps the table', () => {
    expect(code.length).toBeGreaterThan(50);
    expect(code.flatMap((file) => violations(file, textOf(file)))).toEqual([]);
  });
});

describe('habits', () => {
  test('every feature has its doors, its tests and its line in ARCHITECTURE.md', () => {
    const bare = { folders: ['features/planted'], files: ['features/planted/api.ts'], map: '' };
    expect(incompleteFeatures(bare)).toHaveLength(3);
    const folders = [...new Set(sourceFiles(/^features\/[^/]+\/.*\.tsx?$/).map((file) => file.split('/').slice(0, 2).join('/')))];
    expect(
      incompleteFeatures({ folders, files: code, map: existsSync('ARCHITECTURE.md') ? textOf('ARCHITECTURE.md') : '' }),
    ).toEqual([]);
  });

  test('every citation of a note resolves', () => {
    expect(brokenCitations([{ path: 'planted.ts', text: '// See [Note: Nowhere].' }])).toEqual([
      'planted.ts cites [Note: Nowhere], which is written nowhere',
    ]);
    expect(brokenCitations([{ path: 'planted.ts', text: '// [Note: Here]\n// See [Note: Here].' }])).toEqual([]);
    const texts = sourceFiles(/\.(tsx?|cjs|css|md)$/)
      .filter((path) => !path.startsWith('tools/'))
      .map((path) => ({ path, text: textOf(path) }));
    expect(brokenCitations(texts)).toEqual([]);
  });

  test('no folder or file is a drawer for everything', () => {
    expect(catchAllNames(['platform/http/src/utils.ts', 'features/groups/helpers/a.ts', 'domain/src/group.ts'])).toHaveLength(2);
    expect(catchAllNames(sourceFiles(/./))).toEqual([]);
  });

  test('the domain has no clock and no chance of its own', () => {
    expect(clockInDomain('const today = new Date();')).toHaveLength(1);
    expect(clockInDomain('const now = Temporal.Now.instant(); Math.random()')).toHaveLength(2);
    expect(clockInDomain('const at = new Date(now);')).toEqual([]);
    expect(
      code
        .filter((file) => file.startsWith('domain/src/') && !file.endsWith('.test.ts'))
        .flatMap((file) => clockInDomain(textOf(file))),
    ).toEqual([]);
  });

  test('no view asks a schema to check something', () => {
    expect(schemaChecks('TaskLink.safeParse(value).data; z.array(z.string()).parse(value);')).toHaveLength(2);
    expect(schemaChecks('JSON.parse(text); Date.parse(day); URL.parse(value)?.host; parse(text);')).toEqual([]);
    const views = code.filter((file) => /^(?:features\/[^/]+\/web|apps\/web\/src)\//.test(file) && !/\.test\.tsx?$/.test(file));
    expect(views.length).toBeGreaterThan(50);
    expect(views.flatMap((file) => schemaChecks(textOf(file)).map((call) => `${file}: ${call}`))).toEqual([]);
  });

  test('no test mocks a module of ours', () => {
    const planted = ['vi', `mock('@sotto/vault')`].join('.');
    expect(mocksOfOurOwn(planted)).toHaveLength(1);
    expect(code.filter((file) => mocksOfOurOwn(textOf(file)).length > 0)).toEqual([]);
  });
});
