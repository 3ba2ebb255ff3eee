import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { browsers, chromeId, manifestFor } from './manifest.ts';

test.for(browsers)('the manifest for %s asks for three permissions and opens nothing to pages', (browser) => {
  const manifest = manifestFor(browser, '1.2.3');
  expect(manifest['permissions']).toEqual(['activeTab', 'scripting', 'storage']);
  const doors = new Set([
    'host_permissions',
    'optional_permissions',
    'optional_host_permissions',
    'content_scripts',
    'web_accessible_resources',
    'externally_connectable',
    'devtools_page',
    'chrome_url_overrides',
    'sandbox',
  ]);
  expect(Object.keys(manifest).filter((key) => doors.has(key))).toEqual([]);
  expect(Object.keys(manifest).toSorted()).toEqual(
    [
      'action',
      'background',
      'commands',
      'content_security_policy',
      'description',
      'icons',
      'incognito',
      'manifest_version',
      'name',
      'options_ui',
      'permissions',
      'version',
      ...(browser === 'chrome' ? ['key', 'minimum_chrome_version'] : ['browser_specific_settings']),
    ].toSorted(),
  );
});

test('its pages run and show their own files alone, and reach servers only', () => {
  const { extension_pages: policy } = manifestFor('chrome', '1.0.0')['content_security_policy'] as { extension_pages: string };
  const directives = Object.fromEntries(policy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1).join(' ')]));
  expect(directives).toMatchObject({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'connect-src': 'https: http://localhost:* http://127.0.0.1:*',
  });
  expect(policy).not.toMatch(/unsafe|wasm/);
});

test('the id in Chrome is the one that its key makes', () => {
  const { key } = manifestFor('chrome', '1.0.0');
  const digest = createHash('sha256')
    .update(Buffer.from(String(key), 'base64'))
    .digest('hex')
    .slice(0, 32);
  expect([...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')).toBe(chromeId);
});
