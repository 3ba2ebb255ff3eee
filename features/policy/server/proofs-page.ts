/** The page of the proofs: each sentence that promises something, the test that can fail, and how it last went. */
import { frame, longDate, type Site } from './frame.ts';
import { type Html, html } from './html.ts';
import type { Published, PublishedText, Sentence } from './published.ts';
import { type LastRun, lastRunOf, type NoticedBreak, type Standing } from './standing.ts';

export interface ProofsPage {
  readonly published: Published;
  readonly standing: Standing;
  readonly site: Site;
}

/** A sentence that promises something. */
type Promised = Sentence & { readonly proof: string };

export function renderProofs({ published, standing, site }: ProofsPage): string {
  const promised = published.texts.flatMap(promisesOf);
  const body = html`<h1>Every promise has a test that can fail.</h1>
    <p class="lead">
      We promise nothing that cannot be put to the test. And each test is shown a planted fault, to see that it would notice.
    </p>
    ${figuresOf(promised, standing)} ${saidFirst(standing)} ${published.texts.map((text) => tableOf(text, standing))}
    <p class="after">
      What nobody can promise stands under <a class="link" href="/privacy#not-end-to-end">Limits</a>: this is not end-to-end
      encryption, and whoever controls the machine and its root key can go round our rules.
    </p>`;
  const description = 'Each sentence of the policy, the test that proves it, and when it last passed.';
  return frame({ title: 'Proofs · Sotto', description, path: '/privacy/proofs', site, body });
}

/** The test alone, as it reads: a place that a table fills in is an ellipsis. */
export function proofName(proof: string): string {
  const [, name = proof] = proof.split(/: (.*)/s);
  return name.replaceAll('%s', '…');
}

function promisesOf({ sections }: PublishedText): Promised[] {
  const sentences = sections.flatMap((section) => section.sentences);
  return sentences.flatMap((sentence) => (sentence.proof === null ? [] : { ...sentence, proof: sentence.proof }));
}

/** Where what follows was run. */
function saidFirst({ runs, record }: Standing): Html | null {
  if (runs !== null && record === null) return null;
  const how = html`<code>npm test</code> runs them all and writes down here how they went.`;
  if (record === null) return html`<p class="says coming">In this copy of Sotto no proof was run yet: ${how}</p>`;
  const commits = [...new Set(Object.values(record).flatMap(({ commit }) => commit ?? []))].join(', ');
  const theirs = html`the record of its makers: how the proofs went when they last ran them all, on commit
    <code>${commits}</code>. A record shows what they saw. To see for yourself:`;
  return runs === null
    ? html`<p class="says coming">In this copy of Sotto no proof was run yet. What stands here is ${theirs} ${how}</p>`
    : html`<p class="says coming">What was not run in this copy stands here by ${theirs} ${how}</p>`;
}

function figuresOf(promised: readonly Promised[], standing: Standing): Html {
  const passed = promised.filter(({ proof }) => lastRunOf(standing, proof)?.state === 'passed').length;
  const noticed = promised.filter(({ proof }) => standing.breaks[proof] !== undefined).length;
  const last = Object.values(standing.runs ?? {})
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  return html`<dl class="figures">
    ${figure('promises whose proof passed when it was last run', passed, promised.length)}
    ${figure('promises whose proof was seen to notice a planted fault', noticed, promised.length)}
    <div>
      <dt>last run here</dt>
      <dd>${last === undefined ? 'never' : html`<time datetime="${last}">${longDate(last.slice(0, 10))}</time>`}</dd>
    </div>
  </dl>`;
}

function figure(what: string, count: number, of: number): Html {
  return html`<div>
    <dt>${what}</dt>
    <dd>${count} <small>of ${of}</small></dd>
  </div>`;
}

function tableOf(text: PublishedText, standing: Standing): Html {
  return html`<section aria-labelledby="of-${text.name}">
    <h2 class="proofs-title" id="of-${text.name}"><a class="link" href="/${text.name}">${text.title}</a></h2>
    <table class="proofs">
      <thead>
        <tr>
          <th scope="col"><span class="hidden">Row</span></th>
          <th scope="col">We promise</th>
          <th scope="col">How it is proved</th>
          <th scope="col">Last run</th>
        </tr>
      </thead>
      <tbody>
        ${promisesOf(text).map((sentence) => rowOf(text, sentence, standing))}
      </tbody>
    </table>
  </section>`;
}

function rowOf({ name }: PublishedText, { id, source, text, proof }: Promised, standing: Standing): Html {
  const [file = ''] = proof.split(': ');
  const seen = standing.breaks[proof];
  return html`<tr id="${id}">
    <td>${source}</td>
    <td class="says"><a href="/${name}#${id}">${text}</a></td>
    <td>
      ${proofName(proof)}<br /><code>${file}</code>
      ${seen === undefined ? null : faultOf(seen)}
    </td>
    <td>${outcomeOf(lastRunOf(standing, proof))}</td>
  </tr>`;
}

function faultOf({ fault, on }: NoticedBreak): Html {
  return html`<p class="proof">Planted and noticed <time datetime="${on}">${longDate(on)}</time>: ${fault}.</p>`;
}

function outcomeOf(run: LastRun | null): Html {
  if (run === null) return html`<span class="faint">Not run since it was written</span>`;
  const where = run.commit === null ? null : html`, commit <code>${run.commit}</code>`;
  return html`<span class="${run.state}">${run.state === 'passed' ? 'Passed' : 'Failed'}</span>
    <p class="proof">
      <time datetime="${run.at}">${longDate(run.at.slice(0, 10))}, ${run.at.slice(11, 16)} UTC</time>${where}
      ${run.by === 'its makers' ? html`<br />by its makers` : null} ${run.tests === 1 ? null : html`<br />${run.tests} tests`}
      ${run.figures.map((each) => html`<br />${each}`)}
    </p>`;
}
