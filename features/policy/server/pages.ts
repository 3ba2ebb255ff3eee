/**
 * The public pages: home, privacy, terms, security. HTML made here, without script and without style of its own:
 * one self-hosted style sheet (features/policy/web/public.css, built by apps/web) dresses them.
 */
import type { RuntimeSetting } from '@sotto/runtime';
import { type Html, html } from './html.ts';
import { type Published, type PublishedText, type Section, type Sentence, hashOf, shownOf } from './published.ts';

export type Site = Pick<RuntimeSetting, 'origin' | 'signUp' | 'contact'>;

interface Frame {
  readonly title: string;
  readonly description: string;
  readonly path: string;
  readonly site: Site;
  readonly body: Html;
}

function frame({ title, description, path, site, body }: Frame): string {
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
] as const;

function link({ href, label }: (typeof pages)[number], path: string): Html {
  return href === path
    ? html`<a href="${href}" aria-current="page"><span>${label}</span></a>`
    : html`<a href="${href}"><span>${label}</span></a>`;
}

/** The page of one text: its sentences in order, each with its anchor, and above them version, date and hash. */
export function renderText(text: PublishedText, site: Site): string {
  const body = html`<h1>${text.title}</h1>
    <p class="lead">${text.lead}</p>
    <dl class="imprint">
      <div>
        <dt>Version</dt>
        <dd>${text.version}</dd>
      </div>
      <div>
        <dt>Holds from</dt>
        <dd><time datetime="${text.date}">${longDate(text.date)}</time></dd>
      </div>
      <div>
        <dt>SHA-256 of the text</dt>
        <dd><code>${hashOf(text)}</code></dd>
      </div>
    </dl>
    ${text.sections.map(renderSection)}
    <section class="chapter" id="contact">
      <h2>Contact</h2>
      <ul class="sentences">
        <li>
          <p class="says">${contactOf(site)}</p>
        </li>
      </ul>
    </section>`;
  return frame({ title: `${text.title} · Sotto`, description: text.lead, path: `/${text.name}`, site, body });
}

/** Where none is set, a sentence says so: an address that nobody reads is worse than none. */
function contactOf({ contact }: Site): Html {
  if (contact !== null) return html`<a class="link" href="mailto:${contact}">${contact}</a>`;
  return html`Whoever runs this Sotto has named no address to write to. On their own machine they are the one to ask; for others
    they set <code>SOTTO_CONTACT</code>.`;
}

function contactLink({ contact }: Site): Html | null {
  return contact === null ? null : html`<a href="mailto:${contact}">${contact}</a>`;
}

function renderSection({ heading, sentences }: Section): Html {
  return html`<section class="chapter">
    <h2>${heading}</h2>
    <ul class="sentences">
      ${sentences.map(renderSentence)}
    </ul>
  </section>`;
}

function renderSentence({ id, text, source, proof }: Sentence): Html {
  const mark = html`<a
    class="mark"
    href="#${id}"
    aria-label="${source === null ? 'Link to this sentence' : `Promise ${source}, link to this sentence`}"
    >${source ?? '–'}</a
  >`;
  return html`<li id="${id}">
    ${mark}
    <div>
      <p class="says">${text}</p>
      ${proof === null ? null : html`<p class="proof">Proved by <code>${proof}</code></p>`}
    </div>
  </li>`;
}

/** The front door. */
export function renderHome(published: Published, site: Site): string {
  const isOpen = site.signUp === 'open';
  const body = html`<section class="hero">
      <div>
        <h1>Your job search is nobody else’s business.</h1>
        <p class="lead">
          Sotto keeps it in order, in a low voice. Every application, its posting and where it stands: in one calm place, and only
          yours.
        </p>
        <p class="acts">
          ${isOpen ? html`<a class="button primary large" href="/sign-up">Make an account</a><a class="button large quiet" href="/sign-in">Sign in</a>` : html`<a class="button primary large" href="/sign-in">Sign in</a>`}
        </p>
      </div>
      ${board}
    </section>
    <section class="kept" aria-labelledby="kept-title">
      <h2 id="kept-title">Kept, and meant to be checked</h2>
      <ul>
        ${shownOf(published).map(
          ({ id, text, document }) =>
            html`<li>
              <p class="says">${text}</p>
              <a class="link" href="/${document}#${id}">Read it where it stands</a>
            </li>`,
        )}
      </ul>
    </section>
    <section class="does" aria-labelledby="does-title">
      <h2 id="does-title">What it does</h2>
      <dl>
        ${features.map(
          ({ name, says }) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${says}</dd>
            </div>`,
        )}
      </dl>
    </section>
    <section class="plain" aria-labelledby="plain-title">
      <h2 id="plain-title">In plain words</h2>
      <p class="says">
        Sotto is not end-to-end encrypted: while it works for you, the running server can open what you keep. What that means, and
        what it does not, stands under <a class="link" href="/privacy#not-end-to-end">Limits</a>.
      </p>
    </section>`;
  return frame({
    title: 'Sotto · a job search, in a low voice',
    description: 'A job-application tracker for people whose job search is nobody else’s business.',
    path: '/',
    site,
    body,
  });
}

const features = [
  {
    name: 'A board and a table',
    says: 'Drag with mouse, finger or keys. Sort, filter, change many at once.',
  },
  {
    name: 'You may already have this one',
    says: 'Type a company and a title and hear, before you apply twice, what you did there and when.',
  },
  {
    name: 'Bring what you have',
    says: 'A spreadsheet, an export, a pasted table. You see every row before it is kept, and can take it all back.',
  },
  { name: 'The posting, after it is gone', says: 'Its text is kept as it was, and found again with one search over everything.' },
  { name: 'The door out, first', says: 'One CSV per group, at any time. Deleting destroys the key.' },
  { name: 'Open to your own tools', says: 'A documented API with access keys that do only what you allow.' },
] as const;

/** A small picture of a board, drawn with the parts of the real one: the bars under the heads rise from left to right. */
const board = html`<figure
  class="picture"
  role="img"
  aria-label="A board with four stages: Saved, Applied, Interview, Offer, and an application or two in each."
>
  <div class="columns" aria-hidden="true">
    ${[
      {
        stage: 'Saved',
        kind: 'saved',
        cards: [
          { company: 'Kestrel Freight', title: 'Analytics engineer', next: 'Closes Friday' },
          { company: 'Orchard & Pine', title: 'Data analyst', next: null },
        ],
      },
      {
        stage: 'Applied',
        kind: 'applied',
        cards: [{ company: 'Brightwater Institute', title: 'Research software engineer', next: 'Ask again on Monday' }],
      },
      {
        stage: 'Interview',
        kind: 'interview',
        cards: [{ company: 'Copperline', title: 'Senior analyst, mobility', next: 'Call on Friday, 10:00' }],
      },
      {
        stage: 'Offer',
        kind: 'offer',
        cards: [{ company: 'Lowland Rail', title: 'Planning lead', next: 'Answer by 30 November' }],
      },
    ].map(
      ({ stage, kind, cards }) =>
        html`<div class="column ${kind}">
          <p class="head"><span>${stage}</span><span class="faint">${cards.length}</span></p>
          ${cards.map(
            ({ company, title, next }) =>
              html`<div class="card">
                <p class="company">${company}</p>
                <p class="title">${title}</p>
                ${next === null ? null : html`<p class="next">${next}</p>`}
              </div>`,
          )}
        </div>`,
    )}
  </div>
</figure>`;

const dateFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

function longDate(date: string): string {
  return dateFormat.format(Date.parse(date));
}
