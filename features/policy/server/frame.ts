/** What all public pages have around them: head, ways to the others, foot. HTML without script and without style of its own. */
import type { RuntimeSetting } from '@sotto/runtime';
import { type Html, html } from './html.ts';

export type Site = Pick<RuntimeSetting, 'origin' | 'signUp' | 'contact'>;

interface Frame {
  readonly title: string;
  readonly description: string;
  readonly path: string;
  readonly site: Site;
  readonly body: Html;
}

export function frame({ title, description, path, site, body }: Frame): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="${description}" />
        <title>${title}</title>
        <link rel="icon" href="/sign.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/public.css" />
      </head>
      <body class="public">
        <a class="skip" href="#main">Skip to the text</a>
        <header class="public-head">
          <a class="home" href="/" aria-label="Sotto, home"
            ><span class="wordmark" aria-hidden="true">sott<span>o</span></span></a
          >
          <nav aria-label="Pages">${pages.map((page) => link(page, path))}<a class="button" href="/sign-in">Sign in</a></nav>
        </header>
        <main id="main" class="public-body" tabindex="-1">${body}</main>
        <footer class="public-foot">
          <span>${new URL(site.origin).host}</span>
          <nav aria-label="About">${pages.map((page) => link(page, path))}${contactLink(site)}</nav>
        </footer>
      </body>
    </html> `.text;
}

const pages = [
  { href: '/privacy', label: 'Privacy' },
  { href: '/terms', label: 'Terms' },
  { href: '/security', label: 'Security' },
  { href: '/privacy/proofs', label: 'Proofs' },
] as const;

function link({ href, label }: (typeof pages)[number], path: string): Html {
  return href === path
    ? html`<a href="${href}" aria-current="page"><span>${label}</span></a>`
    : html`<a href="${href}"><span>${label}</span></a>`;
}

/** A list of names and values above a text. */
export function imprint(entries: readonly (readonly [string, Html])[]): Html {
  return html`<dl class="imprint">
    ${entries.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Where none is set, a sentence says so: an address that nobody reads is worse than none. */
export function contactOf({ contact }: Site): Html {
  if (contact !== null) return html`<a class="link" href="mailto:${contact}">${contact}</a>`;
  return html`Whoever runs this Sotto has named no address to write to. On their own machine they are the one to ask; for others
    they set <code>SOTTO_CONTACT</code>.`;
}

function contactLink({ contact }: Site): Html | null {
  return contact === null ? null : html`<a href="mailto:${contact}">${contact}</a>`;
}

/** From when a version holds. `null`: nobody was told of it here. */
export function holdsFrom(from: string | null): Html {
  return from === null ? html`not announced on this server` : longDay(from);
}

/** A day as it reads and as programs read it, of `YYYY-MM-DD`. */
export function longDay(date: string): Html {
  return html`<time datetime="${date}">${longDate(date)}</time>`;
}

const dateFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `22 November 2026`, of `YYYY-MM-DD`. */
export function longDate(date: string): string {
  return dateFormat.format(Date.parse(date));
}
