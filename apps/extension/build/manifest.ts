/**
 * The manifest of the extension, for each browser: what it may do is decided here and nowhere else.
 *
 * It may look at a tab that was clicked in (`activeTab`, `scripting`) and keep things of its own (`storage`). It has no content
 * scripts, no hosts, nothing that a page could load or send messages to.
 */

export const browsers = ['chrome', 'firefox'] as const;
export type BrowserName = (typeof browsers)[number];

/** Everything it asks for. A permission more is a decision, and a test that changes. */
export const permissions = ['activeTab', 'scripting', 'storage'] as const;

/**
 * Public half of a key pair whose private half was thrown away: it signs nothing and only makes the id the same wherever
 * the extension is loaded from. See `chromeId`.
 */
const publicKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuzY7NqKfFLEnG8DzSNKZQgRwBtFyadEINtiyZQEBWuTvB/51cFSgjLkuTwhb0491mAG569ZOAjWR9a+sFuWgfglRwtOuunBACoKQKQMa+p34WzrhFq/QuwrNsU+TBpBqNJ84Fz0MlTw15aAxgU4WJH1KJQgxaLogaF8nuOFzpsTmn0w9khq8/VGLTcDy4Z/rA7X5uDFM0RPaOG4FpMtiuBCgUbQoZy/+3c7aHlGYS/Lg819GAZKaZVVH/3AyJ1iq/oXSmjREvXHwvcsCYUKW/uaFzclo459a/Gty+yM20lkuctqYlyPIzEWiDp3mGizg4xRv7LOlk4VVnA2ivfD6+QIDAQAB';

/** The id that Chrome derives from the key: first half of its SHA-256, digits as letters from a on. */
export const chromeId = 'cepnpeoeneommimkkihhkbcoippebmcj';

/**
 * What its pages may do: run and show its own files, and ask the server one has connected. Which one that is, nobody knows here:
 * any by https, and by http this machine alone.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  'connect-src https: http://localhost:* http://127.0.0.1:*',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const icons = Object.fromEntries([16, 32, 48, 128].map((size) => [String(size), `icons/${size}.png`]));

/** The manifest for one browser; `version`: as in package.json. */
export function manifestFor(browser: BrowserName, version: string): Readonly<Record<string, unknown>> {
  return {
    manifest_version: 3,
    name: 'Sotto',
    version,
    description: 'Log the job posting on this page, and fill its form, with your own Sotto. Nothing happens before you click.',
    icons,
    action: { default_title: 'Log this posting in Sotto', default_popup: 'popup.html', default_icon: icons },
    options_ui: { page: 'options.html', open_in_tab: true },
    permissions,
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+S' },
        description: 'Log the posting on this page',
      },
      'fill-form': {
        suggested_key: { default: 'Alt+Shift+F' },
        description: 'Fill the form on this page',
      },
    },
    content_security_policy: { extension_pages: contentSecurityPolicy },
    incognito: 'not_allowed',
    ...own[browser],
  };
}

const own: Readonly<Record<BrowserName, Readonly<Record<string, unknown>>>> = {
  chrome: {
    key: publicKey,
    // The first in which the keyboard may open the popup; light-dark() is older.
    minimum_chrome_version: '127',
    background: { service_worker: 'background.js' },
  },
  firefox: {
    background: { scripts: ['background.js'] },
    browser_specific_settings: {
      gecko: {
        id: 'extension@sotto',
        strict_min_version: '140.0',
        // What goes to one's own server when one presses Save: the posting, with the key that says whose it is.
        data_collection_permissions: { required: ['websiteContent', 'authenticationInfo'] },
      },
      // The first there that knows the line above.
      gecko_android: { strict_min_version: '142.0' },
    },
  },
};
