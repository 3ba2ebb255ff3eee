/**
 * Who is hiring. What a page says of the posting comes before what it says of itself: a board's own name is on each of its pages.
 */
import { companyKey } from '@sotto/domain';
import { code, isPossible, trimmed } from './company-name.ts';
import { ofPosting } from './company-of-posting.ts';
import { fromLines, fromTemplates, namedBeforeSite, ofSite } from './company-of-site.ts';
import { headTitles } from './head.ts';
import { L, letter, linePattern } from './letters.ts';
import { isBoard, isProgram, ownerSlugs } from './owner.ts';
import { isOwn, together, type Line, type Page } from './page.ts';
import { asShown, compact, nounOf } from './shown-name.ts';
import { fold, key } from './text.ts';
import { isTrade } from './trade.ts';

/** Few employers write themselves so, and many boards. */
const startsSmall = /^[a-z]/;

interface Candidate {
  readonly text: string;
  score: number;
}

/** How far it must be borne out: on a board's page the employer's own name is all there is. */
const least = { one: 24, many: 16 };

/** What is known of the posting when its company is asked for. */
interface Known {
  /** As it was read, which is never the company. */
  readonly title: string | null;
  readonly near: number;
  readonly places: readonly string[];
  /** What structured data says, which on a board may be the board. */
  readonly stated: string | null;
}

export function readCompany(page: Page, known: Known): string | null {
  const { title, stated } = known;
  const many = isBoard(page.address);
  const isShared = many || addressesEmployers(page);
  // A board's own name, or that of an account, is weighed against what the page says.
  if (stated !== null && !code.test(stated) && !(isShared && isNameOfHost(compact(companyKey(stated)), page.address)))
    return stated;
  const slugs = many ? [] : slugsOf(page, compact(title ?? ''));
  const prose = page.lines.filter((line) => isOwn(line) && line.level === 0 && line.text.length > 50).slice(0, 400);
  const candidates = new Map<string, Candidate>();
  const add = addTo(candidates, known);
  const addSite = isShared ? (text: string, score: number) => add(text, score / 3) : add;
  if (stated !== null) add(stated, 30);
  ofPosting(page, known.near, add);
  fromLines(page, add, many);
  if (!many) ofSite(page, { title, add, addSite });
  else for (const head of headTitles(page)) fromTemplates(head, add);
  for (const slug of slugs) addSite(asShown(page, slug) ?? nounOf(page, slug) ?? '', 26);
  for (const name of namedBeforeSite(page, (text) => count(prose, fold(text)) > 0)) add(name, 66);
  for (const [name, candidate] of candidates) {
    const short = compact(name);
    if (slugs.some((slug) => isWrittenAs(short, slug))) candidate.score += isShared ? 0 : 16;
    if (isShared && isNameOfHost(short, page.address)) candidate.score -= many ? 60 : 15;
    // Who hires is spoken of; a board hardly ever is.
    if (name.length > 2) candidate.score += 6 * Math.min(2, count(prose, fold(candidate.text)));
  }
  return bestOf(candidates, isShared ? least.many : least.one);
}

/** Names that the address gives the owner; parts of the title are none. */
function slugsOf(page: Page, titled: string): string[] {
  return ownerSlugs(page.address)
    .map(compact)
    .filter((slug) => !titled.includes(slug) && !slug.startsWith(titled || '-'));
}

/** What says the same name adds up. */
function addTo(candidates: Map<string, Candidate>, { title, places }: Known): (text: string, score: number) => void {
  const own = key(title ?? '');
  const refused = new Set([own, ...places.flatMap((place) => [key(place), ...place.split(',').map(key)])]);
  const isOfTitle = (id: string) => (own.length > 5 && ` ${id} `.includes(` ${own} `)) || (isTrade(id) && own.startsWith(id));
  return (raw, score) => {
    const text = trimmed(raw);
    const id = key(text);
    if (!isPossible(text, id) || refused.has(id) || isOfTitle(id) || score <= 0) return;
    const name = companyKey(text);
    const weight = score * likelihood(text, id);
    const known = candidates.get(name);
    if (known) known.score = Math.max(known.score, weight) + Math.min(known.score, weight) / 2;
    else candidates.set(name, { text, score: weight });
  };
}

/** Names of accounts and programs are hardly ever the employer's. */
function likelihood(text: string, id: string): number {
  if (code.test(text) || isProgram(compact(id))) return 1 / 3;
  return startsSmall.test(text) ? 0.6 : 1;
}

function bestOf(candidates: ReadonlyMap<string, Candidate>, enough: number): string | null {
  let best: Candidate | null = null;
  for (const candidate of candidates.values()) if (best === null || candidate.score > best.score) best = candidate;
  return best && best.score >= enough ? best.text : null;
}

const count = (lines: readonly Line[], folded: string) =>
  lines.filter((line) => {
    const at = line.folded.indexOf(folded);
    return at >= 0 && !letter.test(`${line.folded[at - 1] ?? ''}${line.folded[at + folded.length] ?? ''}`);
  }).length;

const isWrittenAs = (short: string, slug: string) =>
  short === slug || (slug.length > 3 && short.startsWith(slug)) || (short.length > 3 && slug.includes(short));

/** Links that a site has only where it shows the postings of others, folded. */
const forEmployers = linePattern`^((for|fur|pour|para|per|voor|dla|pro|til|for) )?(employers?|recruiters?|arbeitgeber|unternehmen|firmen|recruteurs?|entreprises|empresas|aziende|werkgevers|pracodawc[${L}]*|zamestnavatel[${L}]*|firmy|foretag|arbetsgivare|virksomheder|tyonantajat|yrityksille|работодател[${L}]*)( (area|login|sign in|log ?in|site|zone|home))?$|^(top|find|browse|all|our|search|entdecke) (companies|employers|recruiters|pracodawcy|firmen|startups?)$|^(post|list|submit|advertise) (a |your )?(new )?(job|vacanc|role)[${L}]*( .{0,12})?$|^employers? ?/ ?post|^(stellen|stelle|anzeige)n? (schalten|inserieren|aufgeben)|^(publicar|publique|publier|deposer|dodaj|pridat|plaats|pubblica|opprett|ny|ilmoita) ([${L}]+ )?(vacant[${L}]*|oferta|oferte|ogloszenie|empleo|vaga|offre|annonc[${L}]*|annonse|inzerat|vacature|annunci[${L}]*|tyopaik[${L}]*)|^companies$|^organi[sz]ations$|^trouver une entreprise|^startup directory$`;

function addressesEmployers(page: Page): boolean {
  return forEmployers.test(together([...page.lines.slice(0, 60), ...page.lines.slice(-60)].flatMap(linksIn)));
}

/** What of a line may be a link of its own, folded. */
const linksIn = ({ text, folded, parts, zone }: Line): readonly string[] =>
  zone === 'related' || text.length >= 160
    ? []
    : [folded, ...(parts.length > 1 ? parts.map(fold) : []), ...folded.split(/ [|·•/] /)];

function isNameOfHost(name: string, { hostname }: URL): boolean {
  const parts = hostname.replace(/^www\./, '').split('.');
  return (
    parts.some((part) => part.length > 2 && (compact(part) === name || compact(part.replace(/-?jobs?$/, '')) === name)) ||
    compact(hostname.replace(/^www\./, '')) === name
  );
}
