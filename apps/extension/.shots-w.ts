import { makeConnectCode, signUp } from '@sotto/features/account/api';
import { createApplication } from '@sotto/features/applications/api';
import { listGroups, patchGroup } from '@sotto/features/groups/api';
import * as profile from '@sotto/features/profile/api';
import { features } from '@sotto/server';
import { openBrowser, startServer } from '@sotto/testing';
import { openExtension } from './src/testing.ts';
const out = '/tmp/W/pics';
await using server = await startServer({ features, webFolder: '/work/main/dist/web', extensionFolder: '/work/main/dist/extension' });
const visitor = server.visitor();
await visitor.call(signUp, { body: { email: 'ines@example.org', password: 'wandering lilac otter' } });
const [group] = (await visitor.call(listGroups, {})).body.items;
await visitor.call(patchGroup, { params: { id: group!.id }, body: { name: 'Analytics, autumn 2026', revision: group!.revision } as never }).catch((e) => console.log(String(e)));
await visitor.call(createApplication, { body: { company: 'Kestrel Freight', title: 'Analytics engineer, pricing', appliedOn: '2026-11-05' } });
console.log(Object.keys(profile));
const body = `<h1>Senior Analytics Engineer (Pricing)</h1><p class="company">Kestrel Freight</p><ul><li>Durham, NC, United States</li><li>Hybrid</li><li>Full-time</li><li>$128,000 to $142,000 a year</li></ul><p>Apply by 4 December 2026</p><h2>What you will do</h2><p>${'You will own how freight is priced, from the raw quotes to the model that answers a customer within a second. '.repeat(8)}</p><h2>What you bring</h2><p>Five years with SQL and dbt, and the patience to explain a number.</p>`;
const ld = { '@context': 'https://schema.org', '@type': 'JobPosting', title: 'Senior Analytics Engineer (Pricing)', hiringOrganization: { '@type': 'Organization', name: 'Kestrel Freight' }, employmentType: 'FULL_TIME', datePosted: '2026-11-10', validThrough: '2026-12-04', jobLocation: { '@type': 'Place', address: { addressLocality: 'Durham', addressRegion: 'NC', addressCountry: 'US' } }, baseSalary: { '@type': 'MonetaryAmount', currency: 'USD', value: { minValue: 128000, maxValue: 142000, unitText: 'YEAR' } } };
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Senior Analytics Engineer (Pricing) at Kestrel Freight</title><script type="application/ld+json">${JSON.stringify(ld)}</script></head><body><main>${body}</main></body></html>`;
const formPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Apply</title><main><h1>Apply: Senior Analytics Engineer</h1><form><p><label>First name <input name="first_name" autocomplete="given-name"></label></p><p><label>Last name <input name="last_name" autocomplete="family-name"></label></p><p><label>E-mail <input type="email" name="email" autocomplete="email"></label></p><p><label>Phone <input type="tel" name="phone" autocomplete="tel"></label></p><p><label>LinkedIn profile <input name="linkedin"></label></p><p><label>City <input name="city" autocomplete="address-level2"></label></p><button>Submit application</button></form></main>`;
if (process.argv.includes('popup')) {
  await using extension = await openExtension({ lets: [server.origin] });
  const code = (await visitor.call(makeConnectCode, { body: { name: 'Browser extension', scopes: ['capture:write', 'duplicates:read', 'profile:read'] } })).body.code;
  const options = await extension.open('options.html');
  await options.setViewportSize({ width: 760, height: 620 });
  await options.getByLabel('Server address').fill(server.origin);
  await options.getByLabel('Access key or one-time code').fill(code);
  await options.screenshot({ path: `${out}/options.png` });
  await options.getByRole('button', { name: 'Connect', exact: true }).click();
  await options.getByText('Connected to').waitFor();
  await options.screenshot({ path: `${out}/options-connected.png` });
  const tab = await extension.visit('https://jobs.kestrelfreight.example/4417', page);
  for (const scheme of ['light', 'dark'] as const) {
    const popup = await extension.click(tab);
    await popup.emulateMedia({ colorScheme: scheme });
    await popup.setViewportSize({ width: 400, height: 600 });
    await popup.getByRole('button', { name: /^Save/ }).waitFor({ timeout: 6000 }).catch(async () => { console.log(await popup.innerText('body'), extension.said); await popup.screenshot({ path: out + '/fail.png' }); });
    await popup.waitForTimeout(1200);
    await popup.screenshot({ path: `${out}/popup-${scheme}.png` });
    if (scheme === 'dark') { await popup.close(); continue; }
    await popup.getByRole('button', { name: /^Save/ }).click();
    await popup.waitForTimeout(1500);
    await popup.screenshot({ path: `${out}/popup-saved.png` });
    await popup.close();
  }
  const form = await extension.visit('https://jobs.kestrelfreight.example/4417/apply', formPage);
  const popup = await extension.click(form);
  await popup.setViewportSize({ width: 400, height: 600 });
  await popup.waitForTimeout(800);
  await popup.getByRole('button', { name: 'Fill the form on this page' }).click({ timeout: 4000 }).catch((e) => console.log('no fill', String(e).slice(0, 200)));
  await popup.waitForTimeout(1500);
  await popup.screenshot({ path: `${out}/popup-form.png` });
  console.log(extension.said);
}
