/** The pages of former versions: which there were, what each said, and what changed from one to another. */
import { type Change, changesBetween, type Piece } from './changes.ts';
import { frame, holdsFrom, imprint, longDay, type Site } from './frame.ts';
import { type Html, html } from './html.ts';
import type { Holding } from './holding.ts';
import { type Archive, type KeptText, type PublishedText, type PublishedVersion, versionsOf } from './published.ts';

export interface VersionsPage {
  readonly text: PublishedText;
  readonly archive: Archive;
  readonly site: Site;
  /** How its versions stand on this server. */
  readonly holding: Holding;
}

/** Every version of a text, the latest first. */
export function renderVersions({ text, archive, site, holding }: VersionsPage): string {
  const own = versionsOf(archive, text.name).toReversed();
  const body = html`<h1>${text.title}, every version</h1>
    <p class="lead">What was promised when. Nothing here is changed later; the hash of each text shows it.</p>
    <ol class="versions" reversed>
      ${own.map((version) => listed(version, own, holding))}
    </ol>`;
  return pageOf(text, 'versions', { title: `${text.title}, every version`, site, body });
}

function listed(version: PublishedVersion, newestFirst: readonly PublishedVersion[], { fromOf }: Holding): Html {
  const { text, version: number, date, notice, sha256 } = version;
  const [latest] = newestFirst;
  const before = Number(number) - 1;
  const from = fromOf(version);
  return html`<li id="version-${number}">
    <h2><a class="link" href="/${text}/versions/${number}">Version ${number}</a></h2>
    <p>
      Posted
      ${longDay(date)}${from === date ? null : from === null ? ', not announced on this server' : html`, holds from ${longDay(from)}`}
    </p>
    ${notice === undefined ? null : html`<p class="says">${notice}</p>`}
    <p class="ways">
      ${before === 0 ? null : html`<a class="link" href="/${text}/versions/${before}-${number}">What changed with it</a>`}
      ${latest === undefined || latest.version === number || Number(latest.version) === before + 2 ? null : html`<a class="link" href="/${text}/versions/${number}-${latest.version}">What changed since</a>`}
    </p>
    <p class="proof">SHA-256 <code>${sha256}</code></p>
  </li>`;
}

/** What one version said. */
export function renderVersion({ text, archive, site, holding }: VersionsPage, version: PublishedVersion): string {
  const kept = archive.textOf(version);
  const title = `${text.title}, version ${version.version}`;
  const isLatest = version.version === text.version;
  const body = html`<h1>${kept?.title ?? text.title}</h1>
    <p class="lead">${kept?.lead ?? null}</p>
    ${imprint([
      [
        'Version',
        html`${version.version},
        ${isLatest ? html`<a class="link" href="/${text.name}">the latest</a>` : html`there are <a class="link" href="/${text.name}/versions">others</a>`}`,
      ],
      ['Posted', longDay(version.date)],
      ['Holds from', holdsFrom(holding.fromOf(version))],
      ['SHA-256 of the text', html`<code>${version.sha256}</code>`],
    ])}
    ${kept === null ? html`<p class="says">The words of this version are not kept any more.</p>` : sentencesOf(kept)}`;
  return pageOf(text, `versions/${version.version}`, { title, site, body });
}

function sentencesOf({ sections }: KeptText): Html {
  return html`${sections.map(
    ({ heading, sentences }) =>
      html`<section class="chapter">
        <h2>${heading}</h2>
        <ul class="sentences">
          ${sentences.map(
            ({ id, source, text }) =>
              html`<li id="${id}">
                <a class="mark" href="#${id}" aria-label="Link to this sentence">${source ?? '–'}</a>
                <p class="says">${text}</p>
              </li>`,
          )}
        </ul>
      </section>`,
  )}`;
}

/** What changed from one version to another, word by word. */
export function renderChanges(
  page: Omit<VersionsPage, 'holding'>,
  [earlier, later]: readonly [PublishedVersion, PublishedVersion],
): string {
  const { text, archive, site } = page;
  const [before, after] = [archive.textOf(earlier), archive.textOf(later)];
  const title = `${text.title}, from version ${earlier.version} to ${later.version}`;
  const names = html`<a class="link" href="/${text.name}/versions/${earlier.version}">version ${earlier.version}</a> to
    <a class="link" href="/${text.name}/versions/${later.version}">version ${later.version}</a>`;
  const body = html`<h1>What changed</h1>
    <p class="lead">${text.title}, from ${names}. Struck out: was there before. Underlined: is new.</p>
    ${before && after ? changesOf(changesBetween(before, after)) : html`<p class="says">The words of one of them are not kept any more.</p>`}`;
  return pageOf(text, `versions/${earlier.version}-${later.version}`, { title, site, body });
}

function changesOf(changes: readonly Change[]): Html {
  if (changes.length === 0) return html`<p class="says">Every sentence is as it was.</p>`;
  const byHeading = [...Map.groupBy(changes, ({ heading }) => heading)];
  return html`${byHeading.map(
    ([heading, inside]) =>
      html`<section class="chapter">
        <h2>${heading}</h2>
        <ul class="sentences changes">
          ${inside.map(
            ({ id, kind, pieces }) =>
              html`<li id="${id}">
                <span class="mark">${marks[kind]}</span>
                <p class="says">${pieces.map(renderPiece)}</p>
              </li>`,
          )}
        </ul>
      </section>`,
  )}`;
}

const marks = { changed: 'Other', new: 'New', gone: 'Gone' } as const satisfies Record<Change['kind'], string>;

function renderPiece({ kind, text }: Piece): Html {
  if (kind === 'same') return html`${text}`;
  // The space behind a word is neither struck out nor underlined.
  const [, word = '', space = ''] = /^(.*?)(\s*)$/s.exec(text) ?? [];
  // What was the end of a text has none behind it, and something new may follow.
  return kind === 'gone' ? html`<del>${word}</del>${space === '' ? ' ' : space}` : html`<ins>${word}</ins>${space}`;
}

function pageOf(
  { name, lead }: PublishedText,
  path: string,
  { title, site, body }: { readonly title: string; readonly site: Site; readonly body: Html },
): string {
  return frame({ title: `${title} · Sotto`, description: lead, path: `/${name}/${path}`, site, body });
}
