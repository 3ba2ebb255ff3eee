/** The page of one text: its sentences in order, each with its anchor and its proof, above them version, dates and hash. */
import { contactOf, frame, holdsFrom, imprint, longDate, longDay, type Site } from './frame.ts';
import { type Html, html } from './html.ts';
import type { Holding } from './holding.ts';
import {
  type Archive,
  type PublishedText,
  type PublishedVersion,
  type Section,
  type Sentence,
  hashOf,
  versionsOf,
} from './published.ts';
import { proofName } from './proofs-page.ts';
import { lastRunOf, type Standing } from './standing.ts';

/** What the page of a text is made of. */
export interface TextPage {
  readonly text: PublishedText;
  readonly archive: Archive;
  readonly standing: Standing;
  readonly site: Site;
  /** How its versions stand on this server. */
  readonly holding: Holding;
}

export function renderText({ text, archive, standing, site, holding }: TextPage): string {
  const body = html`<h1>${text.title}</h1>
    <p class="lead">${text.lead}</p>
    ${imprintOf(text, archive, holding)} ${comingOf(text, archive, holding)}
    ${text.sections.map((section) => renderSection(section, standing))}
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

function imprintOf(text: PublishedText, archive: Archive, { fromOf }: Holding): Html {
  const posted = archive.versions.find(({ text: name, version }) => name === text.name && version === text.version);
  const from = posted ? fromOf(posted) : text.date;
  const older = text.version === '1' ? null : html`, <a class="link" href="/${text.name}/versions">older ones</a>`;
  return imprint([
    ['Version', html`${text.version}${older}`],
    ['Posted', html`<time datetime="${text.date}">${longDate(text.date)}</time>`],
    ['Holds from', holdsFrom(from)],
    ['SHA-256 of the text', html`<code>${hashOf(text)}</code>`],
  ]);
}

/** A text that was posted and does not hold yet says what changes, and which one holds until then. */
function comingOf(text: PublishedText, archive: Archive, { fromOf, inForce }: Holding): Html | null {
  const posted = versionsOf(archive, text.name).at(-1);
  if (posted === undefined || posted === inForce) return null;
  const from = fromOf(posted);
  return html`<aside class="coming" aria-label="What changes">
    <p class="says">${posted.notice ?? null}</p>
    <p>${from === null ? notToldYet : html`From ${longDay(from)} on.`} ${inForce ? untilThen(text, inForce) : null}</p>
  </aside>`;
}

const notToldYet = 'Not announced on this server yet: it holds a week after everybody here was told.';

function untilThen({ name, version }: PublishedText, inForce: PublishedVersion): Html {
  return html`Until then <a class="link" href="/${name}/versions/${inForce.version}">version ${inForce.version}</a> holds; here is
    <a class="link" href="/${name}/versions/${inForce.version}-${version}">what changes, word by word</a>.`;
}

function renderSection({ heading, sentences }: Section, standing: Standing): Html {
  return html`<section class="chapter">
    <h2>${heading}</h2>
    <ul class="sentences">
      ${sentences.map((sentence) => renderSentence(sentence, standing))}
    </ul>
  </section>`;
}

function renderSentence({ id, text, source, proof }: Sentence, standing: Standing): Html {
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
      ${proof === null ? null : html`<p class="proof">Proof: <a href="/privacy/proofs#${id}">${proofName(proof)}</a>${stateOf(proof, standing)}</p>`}
    </div>
  </li>`;
}

function stateOf(proof: string, standing: Standing): Html | null {
  const run = lastRunOf(standing, proof);
  if (run === null) return null;
  const where = run.by === 'its makers' ? ' in the record of its makers' : null;
  return run.state === 'passed'
    ? html`, passed ${longDate(run.at.slice(0, 10))}${where}`
    : html`, <strong>failed</strong>${where}`;
}
