/** Finds a Chromium: an address given, else the system's, else installed by apt, else through the Playwright package, else a sentence. */
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findExecutable, installByApt, runCommand } from './command.ts';
import { Unobtainable } from './unobtainable.ts';

const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

const shell = 'chromium-headless-shell';

/** Absolute path of a Chromium. Throws `Unobtainable`. Looks anew each time: cheap once there is one. */
export async function obtainChromium(given = process.env['SOTTO_TEST_CHROMIUM']): Promise<string> {
  if (given) return (await findExecutable([given])) ?? refuse([`SOTTO_TEST_CHROMIUM names ${given}, which cannot be run`]);
  const present = (await findExecutable(systemNames)) ?? (await findExecutable([chromium.executablePath()]));
  if (present !== null) return present;
  const byApt = await installByApt(['chromium']);
  if (byApt.ok) return (await findExecutable(systemNames)) ?? refuse(['apt installed chromium, but it is not on PATH']);
  const byPlaywright = await runCommand(process.execPath, [
    fileURLToPath(import.meta.resolve('@playwright/test/cli')),
    'install',
    'chromium',
  ]);
  const fetched = byPlaywright.ok ? await findExecutable([chromium.executablePath()]) : null;
  return (
    fetched ??
    refuse([
      'no Chromium or Chrome on this system',
      byApt.why,
      `playwright install chromium: ${byPlaywright.ok ? 'nothing runnable' : byPlaywright.why}`,
    ])
  );
}

/**
 * Absolute path of a Chromium that only renders: the same engine without the windows, tabs and extensions around it, so a page
 * costs half. The whole Chromium where there is none to be had. Throws `Unobtainable`.
 */
export async function obtainShell(
  given = process.env['SOTTO_TEST_SHELL'] ?? process.env['SOTTO_TEST_CHROMIUM'],
): Promise<string> {
  if (given) return obtainChromium(given);
  const present = await findExecutable([shell]);
  if (present !== null) return present;
  await installByApt([shell]);
  return (await findExecutable([shell])) ?? obtainChromium();
}

function refuse(tried: readonly string[]): never {
  throw new Unobtainable('Chromium', tried, 'Install Chromium, or set SOTTO_TEST_CHROMIUM to the path of one.');
}
