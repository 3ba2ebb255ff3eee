/** The home page: what Sotto is, for whoever is not signed in. */
import { frame, type Site } from './frame.ts';
import { html } from './html.ts';
import { type Published, shownOf } from './published.ts';

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
