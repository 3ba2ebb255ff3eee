/** Before the browser tests: both ways of Chromium, found or installed once rather than by every file. */
import { obtainChromium, obtainShell } from './obtain-chromium.ts';

export default async function setup(): Promise<void> {
  // The shell first: a Chromium that somebody named is meant for everything.
  process.env['SOTTO_TEST_SHELL'] = await obtainShell();
  process.env['SOTTO_TEST_CHROMIUM'] = await obtainChromium();
}
