/** Where the work is done: on site, at home, both. */
import { factsNamed, valuesOf } from './facts.ts';
import { L, pattern, picture } from './letters.ts';
import { isAnywhere, isOwn, together, type Page } from './page.ts';
import type { ReadPosting } from './read-posting.ts';
import { fold } from './text.ts';

type WorkMode = NonNullable<ReadPosting['workMode']>;

const hybrid =
  /h[yi]brid|hybryd|гибрид|partiel|teletravail (frequent|ponctuel|occasionnel|regulier)|(teils|teilweise|partial(ly)?|castecne?|partly) (remote|home|z domova)|home ?office (moglich|mozn|option)|(z domova|home ?office) (castecne|moglich)|\b[1-9]\d? ?% (of )?(work(ing)? from home|remote|home ?office|telework)/;
const remote =
  /\bremote(ly)?\b|home ?office|work (from|at) home|\bwfh\b|home[ -]?based|work from anywhere|^anywhere|teletra|remoto\b|zdaln|na dalku|z domova|удален|дистанцион|thuiswerk|telelavoro|distans|telecommut|telework|\bvirtual\b/;
const onsite =
  /\bon[ -]?site\b|in[ -](office|person)\b|office[ -]based|vor ort|prasenz|presencial|sur site|in (sede|presenza)|stacjonar|v kancelari|na pracovisti|(^|\s)в офисе|op locatie|pa plats/;
const denied =
  /\b(unless|no|not|non|keine?|nicht|bez|ne|не|pas de)\b[^.]{0,20}(remote|home ?office|hybrid|telework|work from home|teletra|удален)|(remote|teletravail)[^.]{0,20}(\bnot?\b|\bnon\b|no longer)/;

/** The mode that a short text names (a label's value, a chip, a place); `null`: none. */
export function workModeOf(text: string): WorkMode | null {
  const folded = fold(text);
  if (denied.test(folded)) return null;
  if (hybrid.test(folded)) return 'hybrid';
  if (remote.test(folded)) return onsite.test(folded) ? 'hybrid' : 'remote';
  return onsite.test(folded) ? 'onsite' : null;
}

const labels =
  /remote|work ?place|telework|home ?office|(work|job|location|position|office).*(mode|model|arrange|style|type|policy|setting|option|setup|format|flexib)|arbeits(modell|form|platz)|teletra|modalid|modelo|^tryb|формат|^forma (prace|pracy)|arbetssatt/;

const titleHint =
  /[([,\-–—|/:] ?((fully |100% ?|us |eu |uk )?(remote|hybrid|on[ -]?site|home ?office)\b)|^(remote|hybrid)\b|\b(remote|hybrid)[)\]]?$|\(.*\b(remote|hybrid)\b.*\)/;

const isHybrid =
  /[,(] hybrid:|(\d|one|two|three|ein|zwei|drei) (days?|tage?) (of )?(remote|home ?office|wfh|telework|((a|per|each) week )?from home)|\bhybrid[ -]?(work|role|position|schedule|model|environment|remote|basis|setup|office|policy|arrangement|job|opportunity|format|mode|home|approach|\()|\b(a|is|as) hybrid\b(?! (cloud|app|it|mobile|infra|multi))|(\d|two|three|four|zwei|drei)( ?(-|to|–) ?\d)?\+? (days?|tage)( (a|per|each|pro) (week|woche))? (in|from|at|on|im|onsite|on-site)[ -](the |our |an? )?(\w+ )?(office|hq|site|buro|hub|person)|half of (their|your|the) (work(ing)? )?time in (their|your|the|our) |(in|to) (the |our )?(\w+ )?office (at least |about |around )?(\d|one|two|three|four)( ?(-|to|–) ?\d)? (days?|times?)|[1-9]\d? ?% (work from home|remote|home ?office)|hybridni |hybrydow|гибридн|(z domova|zdaln\S*|teletravail|teletrabajo|thuiswerken|smart working|home ?office):? (az |do |tot |jusqu.a |hasta )?[1-4] (dn[iy]|jours?|dias?|dagen|giorni|tage?)|[1-4] (dn[iy]|jours?|dias?|dagen|giorni|tage?) (\w+ ){0,2}(z domova|zdaln\S*|(de )?teletravail|(de )?teletrabajo|thuiswerk\S*|(di )?smart working|home ?office)/;
const isRemote =
  /\b(fully|100 ?%|completely|entirely|permanently|full[ -]time) ?remote\b(?! (team|compan))|\bremote[ -](position|role|job|opportunity|contract|within|in the|eligible)|(position|role|job|this) (is|will be|can be)( an?| offered as)?( \w+)?( fully| 100%)? (remote|home[ -]based|work[ -]from[ -]home)\b(?![ -](friendly|team))|(work|working|be performed|located|be based) (fully |100% )?(remotely|from anywhere|from home)\b(?! (up to|\d|one|two|a few|some|occasion|otherwise|when|if\b|part))|100 ?% (home ?office|praca zdaln|prace z domova|удален)|полностью удален|работа удален/;
const isOnsite =
  /(position|role|job|this) (is|will be)( an?)?( fully| 100%| strictly)? (on[ -]?site|in[ -](office|person)|office[ -]based)|\b(on[ -]?site|in[ -](office|person)) (position|role|job|only)|(fully|100 ?%) (on[ -]?site|in[ -](office|person))|not (a )?(remote|eligible for remote)|no remote|(opening|looking|seeking|hiring|need)s?( for)? an? (on[ -]?site|in[ -]office)|(5|five) days (a|per) week (in|at|on)|in person, (5|five) days|remote work is not|работа в офисе/;

export function readWorkMode(
  page: Page,
  { title, near, places }: { readonly title: string | null; readonly near: number; readonly places: readonly string[] },
): WorkMode | null {
  for (const { label, value } of factsNamed(page, labels, near)) {
    if (value.length >= 90) continue;
    // "Télétravail" over "Ponctuel": only both together say it.
    const both = `${label} ${fold(value)}`;
    const isPartly = !hybrid.test(label) && hybrid.test(both) && !denied.test(both);
    const mode = workModeOf(value) ?? (isPartly ? 'hybrid' : null);
    if (mode) return mode;
  }
  const labelled = valuesOf(
    page,
    /^(remote|remote (work|job|eligible|position)|telework eligible|home ?office|work from home|fully remote|homeoffice)$/,
  )[0];
  if (labelled && /^(yes|true|ja|oui|si|ano|tak|да)\b/i.test(labelled)) return 'remote';
  const inMark = page.marks.find(
    (mark) =>
      isOwn(mark) &&
      mark.text.length < 40 &&
      /remote|workplace|work (mode|model|type|arrangement)|location type|telecommut/.test(mark.names) &&
      workModeOf(mark.text),
  );
  if (inMark) return workModeOf(inMark.text);
  const inTitle = titleHint.exec(fold(title ?? ''));
  const inPlace = places.map(workModeOf).find((mode) => mode !== null);
  return inPlace ?? (inTitle && workModeOf(inTitle[0])) ?? fromChips(page, near) ?? fromSentences(page, near);
}

const chip =
  /^(fully |100 ?% ?|partially |us )?(remote|hybrid|on[ -]?site|in[ -](office|person)|home ?office|work from home|home[ -]based|vor ort|hybride?|hibrid[oa]|teletravail( \w+)?|teletrabajo|remoto|(solo |100% )?presencial|anywhere in the world|praca \S+|zdalna|hybrydowa|na dalku|prace z domova|удаленн\S+( работа)?|гибрид\S*|удаленно|в офисе)( work(ing)?| job| position| role| only| possible| us| usa| \(.{2,20}\)|[ -]?first| remote)?$/m;

const parting = pattern`\s*[|•·,;()/]\s*|\s[-–—]\s|${picture}`;
const noLetters = pattern`^[^${L}]+`;

function fromChips(page: Page, near: number): WorkMode | null {
  const first = Math.max(0, near - 8);
  const around = page.lines
    .slice(first, Math.max(near, 0) + 30)
    // "Remote job" above a "No" is a label.
    .filter(
      (line, index) =>
        isOwn(line) && line.text.length < 160 && !/^(yes|no|ja|nein)$/i.test(page.lines[first + index + 1]?.text ?? ''),
    );
  const texts = around.flatMap((line) => [line.text, ...line.parts]).flatMap((text) => [text, ...text.split(parting)]);
  const values = page.facts.filter(({ isPlain }) => isPlain).flatMap(({ value }) => [value, ...value.split(/\s*[,;/]\s*/)]);
  const short = [...texts, ...values].map((text) => fold(text.replace(noLetters, ''))).filter((text) => text.length < 40);
  const found = chip.exec(together(short));
  return found === null ? null : workModeOf(found[0]);
}

/** What stands before the title is a list of others, or what narrows it. */
function fromSentences(page: Page, near: number): WorkMode | null {
  let found: WorkMode | null = null;
  if (![isHybrid, isOnsite, isRemote].some((mode) => isAnywhere(page.lines, mode))) return null;
  for (const line of page.lines.slice(Math.max(0, near))) {
    if (!isOwn(line) || line.text.length < 12) continue;
    const folded = line.folded;
    if (isHybrid.test(folded)) return 'hybrid';
    if (isOnsite.test(folded)) found ??= 'onsite';
    else if (isRemote.test(folded) && !denied.test(folded)) found ??= 'remote';
  }
  return found;
}
