/** Days of the posting, where one applies, and whether one still can. */
import { readDay } from './dates.ts';
import { attributeOf, findAll, isWithin, rawTextOf } from './dom.ts';
import { factsNamed } from './facts.ts';
import { L, pattern } from './letters.ts';
import { isAnywhere, isOwn, type Page } from './page.ts';
import { key, tidy } from './text.ts';

const postedLabels =
  /^(?!.*(clos|end|dead|expir|until|postal|code|id$|type|title|number))(.*(posted|publi|listed|advertis|^post|opened|veroffentlich|erschien|online seit|eingestellt|zverejn|vlozen|zadan|pridan|parution|mise? en ligne|опубликов|опубл|размещ|opublik|dodan|geplaatst|pubblic|julkaist)|(post\w*|open\w*|start) (date|at|on)$|(job )?posting$|^(date|datum|fecha|data|дата)( |$)|^open$)/;
const closingLabels =
  /clos(e|ing)|deadline|expir|apply (by|before|until)|valid (through|until)|until$|removal|due date|end date|frist|schluss|bewerb\w* bis|gultig|uzaverk|^termin|platnost|limite|cierre|plazo|prazo|срок|waz?n[ae] do|aplikuj do|sluiting|sollicite|scaden|sista|hataridoh?|haku/;

const postedSentence = pattern`(?<![${L}])(?:(?:re)?posted|published|listed|advertised|veroffentlicht|online seit|erschienen|zverejneno|vlozeno|zadano|pridano|publiee?|mise en ligne|publicad[oa]|geplaatst|pubblicat[oa]|opublikowan[${L}]+|dodan[oa]|publicerad|julkaistu|опубликован[${L}]*|размещен[${L}]*)(?![${L}])[:\s]*(?:on |am |the |le |el |il |op |dne |den |em )?(.{3,40})`;
const closingSentence = pattern`(?<![${L}])(?:apply (?:by|before|until|no later than)|applications? (?:are |is )?(?:close|must be (?:received|submitted)|due|deadline|(?:will be )?accepted)(?: is| on| by| until| through)*|clos(?:es|ing)(?: date)?(?: on| is)?|uiterlijk(?: tot)?|deadline(?: is| for applications?)?|open until|recruit(?:ing|ment)(?: for this (?:role|position|job))? (?:ends|closes)(?: on)?|expires(?: on)?|bewerbungsfrist|bewerben sie sich bis|bis zum|bewerbungsschluss|uzaverka|prihlasky do|date limite[^:]{0,20}|jusqu.?au|avant le|hasta el|wazn[ae] .{0,25}do|aplikuj do|sluitingsdatum|senast|frist|срок до|до|(?:send|submit|e-?mail)(?![${L}]).{3,80}? by)(?![${L}])[:\s]*(?:the |on |am |le |el )?(.{4,40})`;

/** A label of the day on which something was last changed. */
const changed = /^(last |sist |zuletzt |senast |laatst )?(updat|edited|modif|endret|opdater|andrad|geander|aktuali|gewijzigd)/;

const otherDay = pattern`^(start|begin|[${L}]+ by:)`;

/** "Open & closing dates: 11/10/2026 to 11/24/2026". */
function span(page: Page): [string, string] | null {
  const value =
    factsNamed(
      page,
      /^(open|opening|posting|application)s?( dates?)? (and |to )?(closing|close|end|period|dates?|window)( dates?)?$/,
    )[0]?.value ?? '';
  const [from, to] = value.split(/\s+(?:to|through|until|-|–|bis)\s+/).map((part) => readDay(part, page));
  return from && to && from < to ? [from, to] : null;
}

export function readPostedOn(page: Page, near: number): string | null {
  const both = span(page);
  if (both) return both[0];
  for (const fact of factsNamed(page, postedLabels, near)) {
    // A caption that has a day of its own says it: "Published on 3/11/2026" before "Updated on …".
    if (fact.value.length > 60 || /\d/.test(fact.label)) continue;
    const day = readDay(fact.value, page);
    if (day !== null && isSane(day, page)) return day;
  }
  return fromMarks(page, near) ?? fromSentences(page, near) ?? fromMeta(page);
}

const dateNames =
  /\b(posted|posting date|publi\w*|date ?posted|job ?date|posteddate|listed|post date|created|age|time ago|datum|zverejneno|veroffentlicht)\b/;

function fromMarks(page: Page, near: number): string | null {
  for (const mark of page.marks) {
    if (!isOwn(mark) || mark.text.length > 60 || !dateNames.test(mark.names) || /clos|deadline|expir|valid|end/.test(mark.names))
      continue;
    if (near >= 0 && Math.abs(mark.line - near) > 60) continue;
    const day = readDay(statedDay(mark.element) ?? mark.text, page) ?? readDay(mark.text, page);
    if (day !== null && isSane(day, page)) return day;
  }
  return null;
}

function statedDay(element: Element): string | null {
  const time = element.tagName === 'TIME' ? element : findAll(element, 'time', 1)[0];
  return (time && attributeOf(time, 'datetime')) || /^\d{4}-\d\d-\d\d/.exec(attributeOf(element, 'title'))?.[0] || null;
}

function fromSentences(page: Page, near: number): string | null {
  const from = Math.max(0, near - 12);
  const around = near < 0 ? page.lines.slice(0, 60) : page.lines.slice(from, near + 40);
  const isSaid = isAnywhere(page.lines, postedSentence);
  for (const line of isSaid ? [...around, ...page.lines.slice(-80)] : []) {
    if (!isOwn(line) || line.text.length > 200) continue;
    const found = postedSentence.exec(line.folded);
    const day = found ? (readDay(statedDay(line.element) ?? '', page) ?? readDay(found[1]!, page)) : null;
    if (day !== null && isSane(day, page)) return day;
  }
  // A day or "3 days ago" on its own beside the title.
  for (const [at, line] of around.slice(0, 40).entries()) {
    if (!isOwn(line) || line.text.length > 140 || changed.test(around[at - 1]?.folded ?? '')) continue;
    for (const part of [...line.parts, ...line.text.split(/\s*[|•·]\s*/)]) {
      const day =
        part.length <= 40 && isDayAlone(part) && !closingSentence.test(line.folded) && !otherDay.test(line.folded)
          ? (readDay(statedDay(line.element) ?? '', page) ?? readDay(part, page))
          : null;
      if (day !== null && isSane(day, page)) return day;
    }
  }
  return null;
}

function isDayAlone(text: string): boolean {
  const id = key(text);
  return (
    /\d|today|yesterday|heute|gestern|dnes|vcera|сегодня|вчера|hoy|ayer|hier/.test(id) &&
    id.split(' ').length <= 5 &&
    !/until|bis|do\b|deadline|clos|expire|apply|start|updat|edited|modif|aktuali|from|ab |experience|since|hours?( per| a)? week|stunden/.test(
      id,
    )
  );
}

function fromMeta(page: Page): string | null {
  const metas = findAll(
    page.document,
    'meta[name="datePosted"], meta[itemprop="datePosted"], meta[name="date"], meta[property="og:published_time"]',
    4,
  );
  for (const meta of metas) {
    const day = readDay(attributeOf(meta, 'content'), page);
    if (day !== null && isSane(day, page)) return day;
  }
  return null;
}

const yearMs = 366 * 86_400_000;

/** Postings do not come from the future, nor from decades ago. */
function isSane(day: string, { now }: Page): boolean {
  const ms = Date.parse(day);
  return ms < now + 2 * 86_400_000 && ms > now - 20 * yearMs;
}

export function readClosesOn(page: Page, postedOn: string | null): string | null {
  const both = span(page);
  if (both) return both[1];
  const isLater = (day: string | null) => day !== null && day > (postedOn ?? '2000') && Date.parse(day) < page.now + 5 * yearMs;
  for (const fact of factsNamed(page, closingLabels)) {
    const day = fact.value.length < 80 ? readDay(fact.value, page, true) : null;
    if (isLater(day)) return day;
  }
  if (!isAnywhere(page.lines, closingSentence)) return null;
  for (const line of page.lines) {
    if (!isOwn(line) || line.text.length > 600 || !/\d/.test(line.text)) continue;
    const found = closingSentence.exec(line.folded);
    const day = found ? (readDay(found[1]!, page, true) ?? readDay(found[1]!.replace(/\s*[(;,].*$/, ''), page, true)) : null;
    if (isLater(day)) return day;
  }
  return null;
}

const closed =
  /no longer (accepting|available|active|open|taking|posted)|(job|position|posting|vacancy|role|requisition|listing|opportunity|ad|advert)( you \w+ \w+ \w+ for)? (has|is|was|have)( been| already| now| currently)? (closed|filled|expired|removed|cancell?ed|inactive|unavailable|taken down)|applications? (are|have|is) (now )?closed|nicht mehr (verfugbar|aktiv|online|ausgeschrieben)|(stelle|anzeige|position) (ist|wurde) (bereits |leider )?(besetzt|abgelaufen|deaktiviert|geschlossen)|(nabidka|pozice|inzerat) (je|byla?)? ?(jiz |uz )?(neni aktivni|vyprsel|ukoncen|obsazen|stazen)|(offre|annonce) (n.est plus|a ete pourvue|expiree)|(oferta|vacante|vaga) (ya no|cerrad|expirad|encerrad)|вакансия (закрыта|в архиве|снята|больше не)|(oferta|ogloszenie) (wygasl|jest nieaktualn|zakonczon)|vacature is (gesloten|vervuld|verlopen|niet meer)/;

export function isClosed(page: Page): boolean {
  return (
    isAnywhere(page.lines, closed) &&
    page.lines.some((line) => line.zone !== 'related' && line.text.length < 220 && closed.test(line.folded))
  );
}

export const applyText =
  /^(apply( (now|here|online|today|externally|directly|manually|(for|to|on|with|via) .*))?|start application|i m interested|submit (your )?(application|resume|cv)|(jetzt |online |hier )?bewerben|zur bewerbung|odpovedet|reagovat|mam zajem|(je )?postule[rz]?( .*)?|solicitar|inscribirme( .*)?|aplicar|candidatar( .*)?|откликнуться|aplikuj( .*)?|solliciteer( .*)?|candidati( .*)?|ansok( .*)?|ansog( .*)?|hae tehtavaan)$/;

/** The link for applying; `null`: a form on the page itself, or none. */
export function readApplyUrl(page: Page): string | null {
  const [based] = findAll(page.document, 'base[href]', 1);
  const base = (based && URL.parse(attributeOf(based, 'href'), page.address.href)?.href) ?? page.address.href;
  // Menus of boards invite to apply for something else: theirs is taken when there is no other.
  let framed: string | null = null;
  for (const link of findAll(page.document, 'a[href]', 1_500)) {
    const text = key(tidy(rawTextOf(link).slice(0, 80)) || attributeOf(link, 'aria-label') || attributeOf(link, 'title'));
    if (!applyText.test(text)) continue;
    const href = attributeOf(link, 'href').trim();
    const url = URL.parse(href, base);
    if (!url || href.startsWith('#') || !/^https?:$/.test(url.protocol) || url.username !== '') continue;
    if (url.origin + url.pathname + url.search === page.address.origin + page.address.pathname + page.address.search) continue;
    if (!isWithin(link, 'nav, header, footer')) return url.href;
    framed ??= url.href;
  }
  return framed;
}
