/** The filler as the extension runs it: bundled, in a world of its own, in a real page that is served from nowhere. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { ProfileFields } from '@sotto/domain';
import { openPageWorld, type PageWorld } from '@sotto/testing';
import { build } from 'vite';
import type { Filled, Found, GivenFile, Occasion } from './suggestion.ts';

export const sample: ProfileFields = {
  honorific: 'Dr.',
  givenName: 'Ada',
  middleName: 'June',
  familyName: 'Morgan Reyes',
  email: 'ada@example.org',
  phoneCountryCode: '+1',
  phone: '415 555 0132',
  address: {
    street1: '12 Harbour Street',
    street2: 'Apt 4',
    city: 'Oakland',
    region: 'California',
    postalCode: '94607',
    country: 'US',
  },
  linkedinUrl: 'https://www.linkedin.com/in/ada-morgan',
  githubUrl: 'https://github.com/ada-morgan',
  websiteUrl: 'https://ada.example.org',
  otherLinks: [],
  currentCompany: 'Harbour Tools',
  currentTitle: 'Engineer',
  education: [{ school: 'Example University', degree: 'BSc', field: 'Physics', startYear: 2010, endYear: 2014 }],
  noticePeriod: 'One month',
  expectedPay: { amount: 12_000_000, currency: 'USD', period: 'year' },
  rightToWork: [{ country: 'US', authorised: true, needsSponsorship: false }],
};

/** The bundled filler, its exports under `sottoFiller`. */
export async function bundledFiller(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2024',
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('./index.ts', import.meta.url)),
        preserveEntrySignatures: 'strict',
        output: { format: 'iife', name: 'sottoFiller' },
      },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('The filler was not bundled.');
  return output.output[0].code;
}

/** A page with the filler beside it, in whose world it runs. */
export interface TriedPage extends PageWorld {
  find(profile?: ProfileFields, occasion?: Occasion): Promise<Found>;
  fill(keys: readonly string[], resume?: GivenFile): Promise<Filled>;
}

export interface Trial {
  /** Loads HTML into the page at `https://form.example/` and puts the filler beside it. `files`: what else is served, by path. */
  open(html: string, files?: Readonly<Record<string, string>>): Promise<TriedPage>;
}

/** Prepares a page for any number of forms, one after the other. Nothing goes to the network. */
export async function openTrial(page: Page, filler: string): Promise<Trial> {
  const served = new Map<string, string>();
  await page.route('**', (route) => {
    const body = served.get(route.request().url());
    return body === undefined ? route.abort() : route.fulfill({ contentType: 'text/html; charset=utf-8', body });
  });
  return {
    async open(html, files = {}) {
      served.set('https://form.example/', html);
      for (const [address, body] of Object.entries(files)) served.set(address, body);
      await page.goto('https://form.example/', { waitUntil: 'load' });
      const { run } = await openPageWorld(page);
      await run(`void (() => { ${filler}; globalThis.sottoFiller = sottoFiller; })()`);
      return {
        run,
        find: (profile = sample, occasion = {}) =>
          run<Found>(`sottoFiller.findFields(document, ${JSON.stringify(profile)}, ${JSON.stringify(occasion)})`),
        fill: (keys, resume) => run<Filled>(`sottoFiller.fill(document, ${JSON.stringify(keys)}, ${JSON.stringify(resume)})`),
      };
    },
  };
}

/** A form made by hand, with `want` on each field that has a source or must not be touched. */
export interface Sheet {
  readonly name: string;
  readonly html: string;
}

/** All forms of a file in `forms/`. */
export const sheetsOf = (file: string): Sheet[] =>
  readFileSync(new URL(`./forms/${file}.html`, import.meta.url), 'utf8')
    .split('<!-- form: ')
    .slice(1)
    .map((part) => ({ name: part.slice(0, part.indexOf(' -->')), html: part.slice(part.indexOf(' -->') + 4) }));
