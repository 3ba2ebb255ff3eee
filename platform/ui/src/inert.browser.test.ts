/** The one Trusted Types policy, under the headers as shipped. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { contentSecurityPolicy } from '@sotto/http';
import { type OpenBrowser, openBrowser } from '@sotto/testing';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Inert from './inert.ts';

/** In the page: the module under test. */
declare const inert: typeof Inert;

let browser: OpenBrowser;
let origin: string;
const server = createServer();

beforeAll(async () => {
  browser = await openBrowser();
  const files: Readonly<Record<string, string>> = {
    '/assets/inert.js': await built(),
    '/assets/page.js': "import * as inert from './inert.js'; globalThis.inert = inert;",
    '/assets/work.js': 'postMessage("worked")',
  };
  server.on('request', (request, response) => {
    response.setHeader('content-security-policy', contentSecurityPolicy);
    const script = files[request.url ?? ''];
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    response.end(
      script ??
        '<!doctype html><title>Page</title><link rel="icon" href="data:,"><script type="module" src="/assets/page.js"></script>',
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  server.close();
  await browser[Symbol.asyncDispose]();
});

/** inert.ts as one file. */
async function built(): Promise<string> {
  const entry = fileURLToPath(new URL('inert.ts', import.meta.url));
  const result = await build({ configFile: false, logLevel: 'silent', build: { write: false, lib: { entry, formats: ['es'] } } });
  const [output] = [result].flat();
  if (!output || !('output' in output)) throw new Error('Nothing was built.');
  return output.output[0].code;
}

describe('the policy', () => {
  test('parses markup whose scripts and images stay dead', async () => {
    await using visit = await browser.visit(origin);
    await visit.page.goto('/');
    const read = await visit.page.evaluate(() => {
      const parsed = inert.parseInert(
        '<h1>Engineer</h1><img src="/pixel.png" onerror="document.title = 1"><script>document.title = 2</script>',
      );
      return [parsed.querySelector('h1')?.textContent, document.title];
    });
    expect([read, visit.violations]).toEqual([['Engineer', 'Page'], []]);
  });

  test('starts a worker from our own files and from nowhere else', async () => {
    await using visit = await browser.visit(origin);
    await visit.page.goto('/');
    const heard = await visit.page.evaluate(async () => {
      const said = (address: string) =>
        new Promise<string>((resolve) => {
          inert.startWorker(address).addEventListener('message', ({ data }) => resolve(String(data)));
        });
      const refused = (address: string) => said(address).catch((error: unknown) => String(error));
      return [
        await said('/assets/work.js'),
        await refused('https://elsewhere.example/assets/work.js'),
        await refused('/api/v1/x.js'),
      ];
    });
    expect(heard).toEqual(['worked', 'TypeError: Not one of our own assets.', 'TypeError: Not one of our own assets.']);
  });

  test('is the only way: the browser refuses both without it', async () => {
    await using visit = await browser.visit(origin);
    await visit.page.goto('/');
    const refused = await visit.page.evaluate(() => {
      const attempt = (act: () => unknown) => {
        try {
          return String(act());
        } catch (error) {
          return error instanceof TypeError ? 'refused' : String(error);
        }
      };
      return [
        attempt(() => new DOMParser().parseFromString('<p>x</p>', 'text/html')),
        attempt(() => new Worker('/assets/work.js')),
        attempt(() =>
          (
            globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
          ).trustedTypes.createPolicy('other', {}),
        ),
      ];
    });
    expect(refused).toEqual(['refused', 'refused', 'refused']);
  });
});
