/** Before the browser tests: a Chromium, found or installed once rather than by every file. */
import { obtainChromium } from './obtain-chromium.ts';

export default async function setup(): Promise<void> {
  process.env['SOTTO_TEST_CHROMIUM'] = await obtainChromium();
}
