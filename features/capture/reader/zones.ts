/** Which part of a page an element begins: navigation, a form, other postings. */
import { attributeOf, findAll, isWithin, parentOf, rawTextOf, tagOf } from './dom.ts';
import type { Zone } from './line.ts';
import { key, tidy } from './text.ts';

/** Where the walk is. */
export interface Place {
  readonly zone: Zone;
  readonly level: number;
  readonly depth: number;
  readonly link: Element | null;
}

const frameNames =
  / (cookies?|consent|gdpr|onetrust|navbar|navigation|nav|main menu|mainmenu|footer|breadcrumbs?|modal|popup|newsletter|sign ?in|log ?in|signup|skip|lang(uage)? (switcher|selector|menu)) /;
const relatedNames =
  / (related|similar|recommend(ed|ations?)|suggested|other|more|latest|recent|featured|also viewed|see also) (\w+ )?(jobs?|positions?|vacanc(y|ies)|offers?|openings?|postings?|roles|listings?|searches|cards?) |( jobs?| vacancy| offers?| position) (similar|related|recommend(ed|ations?)) /;
const relatedHeading =
  /^(\d+ )?(similar|related|recommended|suggested|other|more|latest|featured|popular|recent|explore|browse|see|view) (\w+ ){0,4}(jobs?|positions|openings|vacancies|roles|opportunities|searches|postings|careers)( |$)|^(jobs|roles|positions|opportunities) (you|for you|like|similar|near|related)|^people also|^you (may|might) (also|be)|^(set|get|create) (\w+ )?(job )?alert|^(ahnliche|weitere|passende|andere) (jobs|stellen|angebote|positionen|vakanzen)|^(podobne|dalsi|inne|wiecej|polecane|souvisejici) (\w+ )?(nabidky|prace|pozice|oferty|ofert|pracovni)|^(offres|postes|emplois) (similaires|associees)|^(d ?)?autres (offres|postes)|^(ofertas|empleos|trabajos|vagas) (similares|relacionad|semelhantes|parecidas)|^(otras|mas) ofertas|^(похожие|другие|рекоменд\S+|еще) (\S+ )?вакансии|^(vergelijkbare|andere|gerelateerde|meer) (vacatures|banen)|^(offerte|annunci|posizioni) (simili|correlat)|^(lignende|liknande|relaterede|relaterade|andre|fler|flere) (\w+ )?(jobb?|stillinger|tjanster|annonser|ledige)|^(hasonlo|tovabbi) |^benzer (is |ilan)/;

/** A short text above other postings. */
export const isRelatedHeading = (text: string) => relatedHeading.test(key(text));

interface Told {
  readonly tag: { readonly name: string; readonly level: number };
  readonly names: string;
  /** Of the element itself; empty: none. */
  readonly role: string;
}

export function placeOf(element: Element, { tag, names, role }: Told, around: Place): Place {
  const heading = role === 'heading' ? Number(attributeOf(element, 'aria-level')) || 2 : around.level;
  return {
    zone: zoneOf(element, { tag: tag.name, names, role }, around),
    level: tag.level || heading,
    depth: around.depth,
    link: tag.name === 'A' ? element : around.link,
  };
}

function zoneOf(element: Element, { tag, names, role }: { tag: string; names: string; role: string }, around: Place): Zone {
  if (around.zone === 'frame' || around.zone === 'related') return around.zone;
  if (tag === 'NAV' || tag === 'DIALOG' || /^(navigation|contentinfo|alertdialog|search)$/.test(role)) return 'frame';
  if ((tag === 'FOOTER' || role === 'dialog' || frameNames.test(names)) && !holdsPosting(element, tag)) return 'frame';
  if (relatedNames.test(names) && !holdsPosting(element, tag)) return 'related';
  if (tag === 'LEGEND' || (tag === 'LABEL' && namesField(element))) return 'form';
  return tag === 'ASIDE' ? 'side' : around.zone;
}

/** Some sites call every caption a label; a field's own stands for a field. */
function namesField(label: Element): boolean {
  const id = attributeOf(label, 'for');
  const field =
    id === '' ? findAll(label, 'input, select, textarea', 1)[0] : findAll(label.ownerDocument, `[id="${CSS.escape(id)}"]`, 1)[0];
  return field !== undefined && /^(INPUT|SELECT|TEXTAREA)$/.test(tagOf(field));
}

/** Names such as `has-navigation` sit on whole pages too. */
function holdsPosting(element: Element, tag: string): boolean {
  return tag === 'BODY' || tag === 'MAIN' || findAll(element, 'h1, main, [itemtype*="JobPosting"]', 1).length > 0;
}

/** Other postings, as long as their heading holds. */
export interface Related {
  readonly box: Element;
  readonly parent: Element | null;
  readonly level: number;
}

/** What a heading such as "Similar jobs" is the heading of; what stands before it is not, nor a heading of its own rank after it. */
export function boxOfHeading(heading: Element, level: number): Related | null {
  const length = (element: Element) => tidy(rawTextOf(element).slice(0, 5_000)).length;
  let box: Element | null = heading;
  const own = length(heading);
  while (box && length(box) < own + 25) box = parentOf(box);
  if (!box || isWithin(heading, 'h1')) return null;
  const follows = findAll(box, 'h1').some((h1) => (Node.prototype.compareDocumentPosition.call(heading, h1) & 4) !== 0);
  return follows || (level === 0 && tagOf(box) === 'BODY') ? null : { box, parent: parentOf(heading), level };
}
