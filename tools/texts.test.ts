import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { knownNames } from '@sotto/config';
import { expect, test } from 'vitest';
import { sourceFiles, textOf } from './sources.ts';

/** Relative links and paths in backticks of a document that lead nowhere. Globs and placeholders are no paths. */
function deadPaths(file: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^\w+:/.test(target));
  const links = targets.map((target) => posix.join(posix.dirname(file), target));
  const paths = [...text.matchAll(/`((?:domain|platform|features|apps|promises|tools|docs)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  return [...links, ...paths.filter((path) => !path.startsWith('features/x/'))]
    .filter((path) => !existsSync(path))
    .map((path) => `${file} names ${path}, which is not there`);
}

test('every path and link in the documents leads somewhere', () => {
  expect(
    deadPaths('docs/planted.md', 'See [this](nowhere.md) and `tools/nowhere.ts`, but [that](https://example.org).'),
  ).toHaveLength(2);
  const documents = sourceFiles(/\.md$/);
  expect(documents.length).toBeGreaterThan(10);
  expect(documents.flatMap((file) => deadPaths(file, textOf(file)))).toEqual([]);
});

test('.env.example names every setting, and nothing else', () => {
  const named = [...textOf('.env.example').matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(knownNames));
});
