import { cp, mkdtemp, readFile, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archiveOf, hashOf } from './archive.ts';
import { type BuiltArchive, buildExtension, weightsOf } from './build.ts';

let place: string;
let built: readonly BuiltArchive[];
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'sotto-build-'));
  built = await buildExtension(join(place, 'one'));
});
afterAll(() => rm(place, { recursive: true }));

test('two builds are the same to the byte, in another folder, at another hour and in another zone', async () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Pacific/Auckland';
  const again = await buildExtension(join(place, 'two'));
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  expect(again.map(({ sha256 }) => sha256)).toEqual(built.map(({ sha256 }) => sha256));
  // The control: one letter more is another hash.
  await cp(join(place, 'two/chrome'), join(place, 'three'), { recursive: true });
  await utimes(join(place, 'three/popup.html'), 1, 1);
  expect(hashOf(await archiveOf(join(place, 'three')))).toBe(built[0]!.sha256);
  await cp(join(place, 'three/popup.html'), join(place, 'three/more.html'));
  expect(hashOf(await archiveOf(join(place, 'three')))).not.toBe(built[0]!.sha256);
});

test('the hash that is printed is that of the zip, and the zip is the folder', async () => {
  for (const { file, sha256 } of built) {
    const bytes = await readFile(file);
    expect(hashOf(bytes)).toBe(sha256);
    const unpacked = (await readdir(file.replace(/sotto-(\w+)-[^/]*$/, '$1'), { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile(),
    );
    expect(Object.keys(unzipSync(bytes)).toSorted()).toHaveLength(unpacked.length);
  }
});

test('both browsers get the same scripts', async () => {
  for (const script of ['popup.js', 'background.js', 'read-page.js'])
    expect(await readFile(join(place, 'one/firefox', script), 'utf8')).toBe(
      await readFile(join(place, 'one/chrome', script), 'utf8'),
    );
});

test('the popup is at most 10 kB of script, compressed', async () => {
  expect((await weightsOf(join(place, 'one/chrome')))['popup']).toBeLessThanOrEqual(10_000);
});

test('nothing of it evaluates text, makes markup of it, or carries schemas', async () => {
  const scripts = (await readdir(join(place, 'one/chrome'))).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(5);
  const suspicious = /\beval\(|new Function|\.innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|ZodError/;
  for (const name of scripts) {
    // React's way of setting markup is a word in Preact; nobody here uses it.
    const text = (await readFile(join(place, 'one/chrome', name), 'utf8')).replaceAll(
      /dangerouslySetInnerHTML|\.innerHTML\b/g,
      '',
    );
    expect([name, suspicious.exec(text)?.[0]]).toEqual([name, undefined]);
  }
  expect(suspicious.test('element.outerHTML = text')).toBe(true);
});
