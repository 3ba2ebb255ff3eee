/** The recipe that docs/activity-log.md gives to strangers, followed by hand on a download. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAccessKey } from '@sotto/features/account/api';
import { newcomer } from '@sotto/features/account/testing';
import { exportEverything } from '@sotto/features/transfer/api';
import { exportActivity } from '@sotto/features/privacy/api';
import { features } from '@sotto/server';
import { freshFolder, startServer, type Visitor } from '@sotto/testing';
import { expect, test } from 'vitest';

interface Download {
  readonly activity: readonly Readonly<Record<string, unknown>>[];
}

const recipe = readFileSync(new URL('../../../../docs/activity-log.md', import.meta.url), 'utf8')
  .split('```js\n')[1]
  ?.split('```')[0];

async function download(visitor: Visitor): Promise<Download> {
  return (await visitor.fetch(exportEverything.path)).json() as Promise<Download>;
}

test('a stranger who follows the recipe finds a download whole, and each change of it', async () => {
  await using server = await startServer({ features });
  await using folder = await freshFolder();
  const visitor = await newcomer(server);
  for (const name of ['Küche “alt”', '=1+1', 'plain'])
    await visitor.call(makeAccessKey, { body: { name, scopes: ['export:read'] } });
  const { activity } = await download(visitor);
  const script = join(folder.path, 'check.mjs');
  writeFileSync(script, recipe ?? '');
  const check = (entries: Download['activity']): string => {
    const file = join(folder.path, 'sotto.json');
    writeFileSync(file, JSON.stringify({ activity: entries }));
    try {
      return execFileSync(process.execPath, [script, file], { encoding: 'utf8' }).trim();
    } catch (cause) {
      return (cause as { stdout: string }).stdout.trim();
    }
  };
  expect(check(activity)).toBe(`whole and in order: 5 entries, last ${String(activity[0]?.['hash'])}`);
  expect(check(activity.with(2, { ...activity[2], about: 'other' }))).toBe('3: its hash');
  expect(check(activity.toSpliced(1, 1))).toMatch(/^5: entries before it are missing/);
  const [last, , third] = activity;
  expect(check(activity.with(2, { ...last, position: third?.['position'] }))).toContain('3: its hash');

  const csv = await (await visitor.fetch(exportActivity.path)).text();
  const lines = csv.trim().split('\r\n');
  expect(lines).toHaveLength(1 + activity.length + 1);
  expect(lines[5]).toContain(String(activity[0]?.['hash']));
  expect(lines.at(-1)).toContain(String(activity[0]?.['hash']));
});
