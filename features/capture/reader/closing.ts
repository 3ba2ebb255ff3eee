/** Days of the posting, where one applies, and whether one still can. */
import { readDay } from './dates.ts';
import { attributeOf, findAll, rawTextOf } from './dom.ts';
import { factsNamed } from './facts.ts';
import { isOwn, type Page } from './page.ts';
import { fold, key, tidy } from './text.ts';

const postedLabels =
  /^(job |date |first |original )*(posted|post|posting|published|publish|publication|listed|listing|opened|opening|open|advertised|released|added|issue|start of publication|live)( date| on| at| since| date time)?$|^(date (posted|published|listed|opened|added|advertised|of posting)|posting (start )?date|date|on|job posting date|posted date|published at|posted on|publish date|date of publication|advertised since|open since)$|^(veroffentlicht(ungsdatum)?( am)?|erschienen( am)?|online seit|eingestellt( am)?|datum|anzeigendatum|ausschreibungsdatum|seit|stand|veroffentlichungsdatum|erstellt am|publiziert am)$|^((datum )?(zverejneni|vlozeni|pridani)|zverejneno|vlozeno|pridano|vystaveno|datum zverejnenia|zverejnene|publikovano)$|^(publie|publiee|publiee le|publie le|date de (publication|parution)|mise en ligne|mis en ligne|publication|parue le)$|^(publicado|publicada|fecha de publicacion|fecha|publicacion|data de publicacao|publicado em)$|^(опубликован[оа]?|дата (публикации|размещения)|размещен[оа]?|вакансия опубликована|обновлен[оа]?|дата)$|^(opublikowan[aoey]|data (publikacji|dodania)|dodan[oay])$|^(geplaatst( op)?|plaatsingsdatum|publicatiedatum|datum geplaatst|gepubliceerd)$|^(pubblicat[oa]( il)?|data di pubblicazione|data)$|^(publicerad|publicerades|publisert|offentliggjort|oprettet|oppdatert|julkaistu|ilmoitus jatetty|kozzeteve|yayin tarihi|indrykket)$/;
const closingLabels =
  /^(job |application |applications |posting |vacancy )*(closing|closes|close|deadline|expires|expiry|expiration|expired|end|due|valid through|valid until|apply by|apply before|open until|last day to apply)( date| on| at| date time)?$|^(deadline( for applications?| to apply)?|date closing|applications close|application (closing|due) date|closing date for applications|last date to apply|expires on|posting end date|apply until|closing date time|available until|open through|open closing dates|unposting date)$|^(bewerbungsfrist|bewerbungsschluss|bewerben bis|frist|einsendeschluss|bewerbung bis|gultig bis|ablaufdatum)$|^(uzaverka|termin (pro )?(podani|prihlas)\S*|platnost( do| inzeratu)?|konec platnosti|prihlasky do)$|^(date limite.*|cloture.*|candidatures? (avant|jusqu).*|date de cloture|date de fin.*)$|^(fecha (limite|de cierre|fin).*|cierre|plazo.*|inscricoes ate|prazo.*)$|^(срок.*|деистви[тя].*до|крайнии срок|прием (заявок|резюме) до)$|^(termin (nadsylania|skladania).*|wazn[ae] do|aplikuj do|oferta wazna do|data zakonczenia.*)$|^(sluitingsdatum|solliciteren (tot|voor|kan tot)|reageren (voor|tot)|scadenza.*|candidature entro|sista ansokningsdag|ansok senast|soknadsfrist|ansogningsfrist|frist|haku paattyy|hakuaika paattyy|jelentkezesi hatarido|son basvuru.*)$/;

const postedSentence =
  /(?<!\p{L})(?:posted|published|listed|date posted|job posted|advertised|reposted|added|veroffentlicht|online seit|erschienen|zverejneno|vlozeno|pridano|aktualizovano|publiee?|publie|mise en ligne|publicad[oa]|geplaatst|pubblicat[oa]|opublikowan\p{L}+|dodan[oa]|publicerad|publisert|julkaistu|опубликован\p{L}*|размещен\p{L}*|вакансия опубликована)(?!\p{L})[:\s]*(?:on |am |the |le |el |il |op |dne |den |il |em |at )?(.{3,40})/u;
const closingSentence =
  /(?<!\p{L})(?:apply (?:by|before|until|no later than)|applications? (?:close|must be (?:received|submitted)|due|deadline|will be accepted|are accepted)(?: is| on| by| until| through)*|closing date|closes(?: on)?|deadline(?: is| for applications?)?|open until|expires(?: on)?|bewerbungsfrist|bewerben sie sich bis|bis zum|bewerbungsschluss|uzaverka|prihlasky do|jusqu.?au|avant le|hasta el|antes del|wazn[ae] .{0,25}do|wazna do|aplikuj do|sluitingsdatum|solliciteer voor|entro il|senast|soknadsfrist|ansogningsfrist|срок до|до)(?!\p{L})[:\s]*(?:the |on |am |le |el )?(.{4,40})/u;

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
    if (fact.value.length > 60) continue;
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
  return (time && attributeOf(time, 'datetime')) || null;
}

function fromSentences(page: Page, near: number): string | null {
  const from = Math.max(0, near - 12);
  const around = near < 0 ? page.lines.slice(0, 60) : page.lines.slice(from, near + 40);
  for (const line of [...around, ...page.lines.slice(-80)]) {
    if (!isOwn(line) || line.text.length > 200) continue;
    const found = postedSentence.exec(fold(line.text));
    const day = found ? (readDay(statedDay(line.element) ?? '', page) ?? readDay(found[1]!, page)) : null;
    if (day !== null && isSane(day, page)) return day;
  }
  // A day or "3 days ago" on its own beside the title.
  for (const line of around.slice(0, 40)) {
    if (!isOwn(line) || line.text.length > 140) continue;
    for (const part of [...line.parts, ...line.text.split(/\s*[|•·]\s*/)]) {
      const day =
        part.length <= 40 &&
        isDayAlone(part) &&
        !closingSentence.test(fold(line.text)) &&
        !/^(start|begin|\p{L}+ by:)/iu.test(line.text)
          ? readDay(part, page)
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
    !/until|bis|do\b|deadline|clos|expire|apply|start|updated|from|ab |experience|since|hours?( per| a)? week|stunden/.test(id)
  );
}

function fromMeta(page: Page): string | null {
  const metas = findAll(
    page.document,
    'meta[property="article:published_time"], meta[name="datePosted"], meta[itemprop="datePosted"], meta[name="date"], meta[property="og:published_time"]',
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
  for (const line of page.lines) {
    if (!isOwn(line) || line.text.length > 600 || !/\d/.test(line.text)) continue;
    const found = closingSentence.exec(fold(line.text));
    const day = found ? readDay(found[1]!, page, true) : null;
    if (isLater(day)) return day;
  }
  return null;
}

const closed =
  /no longer (accepting|available|active|open|taking|posted|being advertised)|(job|position|posting|vacancy|role|requisition|listing|opportunity|ad|advert)( you \w+ \w+ \w+ for)? (has|is|was|have)( been| already| now| currently)? (closed|filled|expired|removed|cancell?ed|inactive|unavailable|taken down|deactivated)|applications? (are|have|is) (now )?closed|this (job|position|posting) (is|has) (closed|expired)|nicht mehr (verfugbar|aktiv|online|besetzt|ausgeschrieben)|(stelle|anzeige|position) (ist|wurde) (bereits |leider )?(besetzt|abgelaufen|deaktiviert|geschlossen)|nabidka (jiz |uz )?(neni aktivni|vyprsela|byla ukoncena)|(pozice|inzerat|nabidka) (je|byla?) (jiz |uz )?(obsazen|ukoncen|stazen|neaktivni)|(offre|annonce) (n est plus|a ete pourvue|expiree|n'est plus)|(oferta|vacante|vaga) (ya no|cerrad|expirad|encerrad|no esta)|вакансия (закрыта|в архиве|снята|неактивна|больше не)|(в архиве с)|(oferta|ogloszenie) (wygasl|jest nieaktualn|zakonczon|nieaktywn)|vacature is (gesloten|vervuld|verlopen|niet meer)|(offerta|annuncio) (non e piu|scadut)|annonsen (ar|er) (utgangen|avslutad|utlopt|inaktiv)|stillingen er (besat|besatt)/;

export function isClosed(page: Page): boolean {
  return page.lines.some((line) => line.zone !== 'related' && line.text.length < 220 && closed.test(fold(line.text)));
}

export const applyText =
  /^(apply|apply (now|here|online|today|for (this |the )?(job|position|role)|on (company|employer) (web)?site|to (this )?(job|position)|with .*|externally|directly|manually)|start application|i m interested|submit application|jetzt bewerben|bewerben|online bewerben|hier bewerben|zur bewerbung|odpovedet|reagovat|mam zajem|odeslat zivotopis|postuler( .*)?|je postule|solicitar|inscribirme|aplicar|candidatar( .*)?|postularme|откликнуться|отправить резюме|aplikuj( .*)?|solliciteer( .*)?|candidati( .*)?|ansok( .*)?|sok( stillingen)?|ansog( .*)?|hae (tyopaikkaa|tehtavaan)|basvur|jelentkez\w*)$/;

/** The link for applying; `null`: a form on the page itself, or none. */
export function readApplyUrl(page: Page): string | null {
  for (const link of findAll(page.document, 'a[href]', 1_500)) {
    const text = key(tidy(rawTextOf(link).slice(0, 80)) || attributeOf(link, 'aria-label') || attributeOf(link, 'title'));
    if (!applyText.test(text)) continue;
    const href = attributeOf(link, 'href').trim();
    const url = URL.parse(href, page.address.href);
    if (!url || href.startsWith('#') || !/^https?:$/.test(url.protocol) || url.username !== '') continue;
    if (url.origin + url.pathname + url.search === page.address.origin + page.address.pathname + page.address.search) continue;
    return url.href;
  }
  return null;
}
