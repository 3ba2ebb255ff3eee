/** Documents in a real browser, built and served as shipped. */
import type { Page } from '@playwright/test';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { pdf, pdfOf } from '@sotto/features/documents/testing';
import { features } from '@sotto/server';
import {
  type OpenBrowser,
  type TestServer,
  type Visit,
  type Visitor,
  barriersOf,
  expectPage,
  openBrowser,
  startServer,
  webFolder,
} from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDocument, createSubmission, getDocument, getDocuments, listSubmissions } from '../api.ts';

let server: TestServer;
let browser: OpenBrowser;
beforeAll(async () => {
  server = await startServer({ features, webFolder });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

interface Ana extends Visit {
  /** The same person on the wire. */
  readonly visitor: Visitor;
}

/** Someone new, signed in. */
async function open(options: Parameters<OpenBrowser['visit']>[1] = {}): Promise<Ana> {
  const visitor = await newcomer(server);
  const visit = await browser.visit(server.origin, options);
  await visit.context.addCookies(
    [...visitor.cookies].map(([name, value]) => ({ name, value, url: server.origin, httpOnly: true, sameSite: 'Lax' as const })),
  );
  return { ...visit, visitor, [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose]() };
}

const upload = async (by: Visitor, bytes = pdf(), fileName = 'Resume.pdf') =>
  (
    await by.call(createDocument, {
      query: { fileName, kind: 'resume' },
      body: new Blob([Buffer.from(bytes)]),
      type: 'application/pdf',
    })
  ).body;

/** Lets a file fall onto what is found there. */
async function drop(page: Page, place: string, { name, bytes }: { name: string; bytes: Buffer }): Promise<void> {
  await page.locator(place).evaluate(
    (at, { name: fileName, text }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], fileName));
      for (const type of ['dragover', 'drop'])
        at.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    { name, text: bytes.toString('latin1') },
  );
}

/** A PDF with a line of text that wants to do everything at once: a program on opening, a link, a form, another program. We would not take it. */
function actingPdf(pages: number, box = '[0 0 595 842]'): Buffer {
  const text = 'BT /F1 24 Tf 72 720 Td (Ana Ferrer, analyst) Tj ET';
  const run = '<< /S /JavaScript /JS (globalThis.wasRun = 1; app.alert\\(1\\);) >>';
  const link = `<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (https://elsewhere.example/) >> >>`;
  const numbers = Array.from({ length: pages }, (_, at) => at + 5);
  const page = `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Contents 4 0 R /Annots [${link}] /AA << /O ${run} >> /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>`;
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction ${run} /AA << /WC ${run} >> ` +
      `/AcroForm << /XFA (<script>wasRun = 1</script>) /Fields [] >> /Names << /JavaScript << /Names [(a) ${run}] >> >> >>\nendobj\n` +
      `2 0 obj\n<< /Type /Pages /Kids [${numbers.map((one) => `${one} 0 R`).join(' ')}] /Count ${pages} >>\nendobj\n` +
      numbers.map((one) => `${one} 0 obj\n${page}\nendobj\n`).join('') +
      `4 0 obj\n<< /Length ${text.length} >>\nstream\n${text}\nendstream\nendobj\n` +
      `trailer\n<< /Root 1 0 R /Size ${pages + 5} >>\nstartxref\n0\n%%EOF\n`,
    'latin1',
  );
}

describe('the page of documents', () => {
  test('takes a dropped file under a name and kind one sees before, shows its hash, and gives it back', async () => {
    await using ana = await open();
    const { page, visitor } = ana;
    await page.goto('/documents');
    await expectPage(page.getByText('No document yet')).toBeVisible();
    expect(await barriersOf(page)).toEqual([]);
    await drop(page, '.documents .head', { name: 'Cover_letter Acme.pdf', bytes: pdf() });
    await expectPage(page.getByLabel('Name')).toHaveValue('Cover letter Acme');
    await expectPage(page.getByLabel('Kind')).toHaveValue('cover_letter');
    await page.getByLabel('Label').fill('warm');
    await page.getByRole('button', { name: 'Upload it' }).click();
    const panel = page.getByRole('region', { name: 'Cover letter Acme' });
    await expectPage(panel.getByText('Cover letter · Version 1, warm')).toBeVisible();
    const { items } = (await visitor.call(getDocuments, {})).body;
    await expectPage(panel.getByText(items[0]!.latest.sha256)).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('link', { name: 'Download', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Cover_letter Acme.pdf');
    expect(await barriersOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expectPage(page.getByRole('row', { name: /Cover letter Acme/ })).toBeVisible();
    await expectPage(page.getByText(/1 KB of 1 GB/)).toBeVisible();
    await page.getByRole('checkbox', { name: 'Pick Cover letter Acme' }).click();
    await page.getByRole('toolbar', { name: '1 selected' }).getByRole('button', { name: 'Delete' }).click();
    await expectPage(page.getByText('No document yet')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expectPage(page.getByRole('checkbox', { name: 'Pick Cover letter Acme' })).not.toBeChecked();
  });

  test('shows a PDF as pictures: nothing in it runs, leads anywhere or takes more than its share', async () => {
    await using ana = await open();
    const { page, visitor, context } = ana;
    const { id } = await upload(visitor);
    let served: Buffer = pdf();
    await context.route(`**/api/v1/documents/${id}/versions/*/file`, (route) =>
      route.fulfill({ body: served, contentType: 'application/pdf' }),
    );
    // Each look starts a worker of more than a megabyte, which a laden machine does not do in five seconds.
    const drawing = { timeout: 30_000 };
    const look = async (bytes: Buffer) => {
      served = bytes;
      await page.goto(`/documents/${id}`);
      await page.getByRole('button', { name: 'Look at Version 1' }).click();
      return page.getByRole('dialog');
    };
    const acting = await look(actingPdf(1));
    await expectPage(acting.locator('[data-drawn="true"]')).toHaveCount(1, drawing);
    await expectPage(acting.locator('figcaption')).toHaveText('Ana Ferrer, analyst');
    expect(await acting.locator('a, iframe, object, embed, form, input').count()).toBe(0);
    expect(await barriersOf(page)).toEqual([]);
    const [width, paint] = await acting.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return [canvas.width, data.some((value, at) => at % 4 === 0 && value < 100)] as const;
    });
    // Drawn, and not a blank sheet: what finds no letters would find no picture either.
    expect(width).toBeGreaterThan(200);
    expect(paint).toBe(true);
    const many = await look(actingPdf(300));
    await expectPage(many.getByText('The first 40 of 300 pages are shown.')).toBeVisible(drawing);
    await expectPage(many.locator('[data-drawn="true"]').first()).toBeVisible(drawing);
    expect(await many.locator('[data-drawn="true"]').count()).toBeLessThan(10);
    const vast = await look(actingPdf(1, '[0 0 14400 14400]'));
    await expectPage(vast.locator('[data-drawn="true"]')).toHaveCount(1, drawing);
    expect(await vast.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width * canvas.height)).toBeLessThan(
      17_000_000,
    );
    const torn = await look(Buffer.from('%PDF-1.7 and then nothing'));
    await expectPage(torn.getByText('This PDF cannot be shown here')).toBeVisible(drawing);
    expect(ana.violations).toEqual([]);
    expect(ana.foreignRequests).toEqual([]);
    expect(page.url()).toBe(`${server.origin}/documents/${id}`);
    expect(await page.evaluate(() => 'wasRun' in globalThis)).toBe(false);
  });

  test('says in words why it does not take a file, and takes the next', async () => {
    await using ana = await open();
    const { page, visitor } = ana;
    const { id } = await upload(visitor);
    await page.goto(`/documents/${id}`);
    const input = page.locator('input[type=file]');
    await input.setInputFiles({ name: 'cv.exe', mimeType: 'application/pdf', buffer: Buffer.from('MZ') });
    await expectPage(page.getByRole('alert')).toContainText('neither PDF, Word (.docx) nor plain text');
    await input.setInputFiles({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') });
    await expectPage(page.getByRole('alert')).toContainText('It was sent as a PDF, but it is not.');
    await input.setInputFiles({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: pdf() });
    await expectPage(page.getByRole('alert')).toContainText('This is version 1, byte for byte.');
    await input.setInputFiles({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: pdfOf(300_000) });
    await expectPage(page.getByLabel('Label of version 2')).toBeVisible();
    await expectPage(page.getByRole('alert')).toHaveCount(0);
    await page.getByLabel('Label of version 2').fill('two pages');
    await page.getByLabel('Label of version 2').press('Enter');
    await expectPage
      .poll(async () => (await visitor.call(getDocument, { params: { id } })).body.versions[0]?.label)
      .toBe('two pages');
  });

  test('deletes a version with a way back, and asks before what was sent goes', async () => {
    await using ana = await open();
    const { page, visitor } = ana;
    const { id, versions } = await upload(visitor);
    const application = (await visitor.call(createApplication, { body: { company: 'Nettle & Rye', title: 'Baker' } })).body;
    await visitor.call(createSubmission, { body: { applicationId: application.id, versionId: versions[0]!.id } });
    await page.goto(`/documents/${id}`);
    await page.locator('input[type=file]').setInputFiles({ name: 'b.pdf', mimeType: 'application/pdf', buffer: pdfOf(5_000) });
    await page.getByRole('button', { name: 'Delete version 2' }).click();
    await expectPage(page.getByLabel('Label of version 2')).toHaveCount(0);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expectPage(page.getByLabel('Label of version 2')).toBeVisible();
    await page.getByRole('button', { name: 'Delete version 1' }).click();
    await expectPage(page.getByRole('dialog')).toContainText('Nettle & Rye, Baker');
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Delete it' }).click();
    await expectPage(page.getByLabel('Label of version 1')).toHaveCount(0);
    const left = (await visitor.call(listSubmissions, { query: {} })).body.items;
    expect(left).toMatchObject([{ isThere: false, sent: { number: 1 } }]);
  });
});

test('what was sent with an application is entered in its panel, from what is there or uploaded with it', async () => {
  await using ana = await open();
  const { page, visitor } = ana;
  await upload(visitor);
  const { id } = (await visitor.call(createApplication, { body: { company: 'Copperline', title: 'Analyst' } })).body;
  await page.goto(`/board/${id}`);
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Sent', exact: true }) }).last();
  await section.getByRole('button', { name: 'Add' }).click();
  await expectPage(page.getByLabel('Document')).toContainText('Resume, Version 1');
  await page.getByRole('button', { name: 'Enter it' }).click();
  await expectPage(section.getByRole('link', { name: 'Resume' })).toBeVisible();
  await section.getByRole('button', { name: 'Add' }).click();
  await page.getByLabel('Document').selectOption('A new file…');
  await page
    .getByRole('dialog')
    .locator('input[type=file]')
    .setInputFiles({ name: 'Cover letter.pdf', mimeType: 'application/pdf', buffer: pdfOf(9_000) });
  await page.getByRole('button', { name: 'Enter it' }).click();
  await expectPage(section.getByRole('link', { name: 'Cover letter' })).toBeVisible();
  await section.getByRole('button', { name: 'Remove Cover letter from what was sent' }).click();
  await expectPage(section.getByRole('link', { name: 'Cover letter' })).toHaveCount(0);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expectPage(section.getByRole('link', { name: 'Cover letter' })).toBeVisible();
  expect((await visitor.call(listSubmissions, { query: { applicationId: id } })).body.items).toHaveLength(2);
});
