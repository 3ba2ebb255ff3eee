import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { barriersOf, expectPage, openBrowser } from './index.ts';

test('a visit sees violations, foreign requests, errors and barriers, and a clean page has none', async () => {
  const server = createServer((request, response) => {
    const dirty = request.url === '/dirty';
    response.setHeader('content-security-policy', "default-src 'none'; img-src * data:; script-src 'none'");
    response.setHeader('content-type', 'text/html');
    response.end(
      `<title>Page</title><h1>Here</h1>${dirty ? '<script>1</script><img src="http://127.0.0.2:1/x.png">' : ''}<link rel="icon" href="data:,">`,
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  await using browser = await openBrowser();
  await using clean = await browser.visit(origin);
  await clean.page.goto('/');
  await expectPage(clean.page.getByRole('heading', { name: 'Here' })).toBeVisible();
  await using dirty = await browser.visit(origin);
  await dirty.page.goto('/dirty');

  expect([clean.violations, clean.foreignRequests, clean.errors]).toEqual([[], [], []]);
  await expect.poll(() => dirty.violations).toEqual(['script-src-elem inline']);
  expect(dirty.foreignRequests).toEqual(['http://127.0.0.2:1/x.png']);
  expect(dirty.errors.length).toBeGreaterThan(0);
  expect(await barriersOf(clean.page)).not.toContain('image-alt: img');
  expect(await barriersOf(dirty.page)).toContain('image-alt: img');
  server.close();
});
