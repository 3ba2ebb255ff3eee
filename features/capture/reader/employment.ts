/** How one is employed, from a label's value, a chip, a title or a sentence, in many languages. */
import { valuesOf } from './facts.ts';
import { L, pattern, patternWith, picture } from './letters.ts';
import { isAnywhere, isOwn, together, type Page } from './page.ts';
import type { ReadPosting } from './read-posting.ts';
import { fold, key } from './text.ts';

type EmploymentType = NonNullable<ReadPosting['employmentType']>;

/** Folded words by type; the first that is named wins, so that "full-time internship" is an internship. */
const words: readonly (readonly [EmploymentType, RegExp])[] = [
  [
    'internship',
    /\bintern(s|ship)?\b|prakti[ck](um|a|ant)|\bstage\b(?! (of|in))|stagiaire|\bstaz\b|becari|tirocinio|estagio|стаж[еи]р/,
  ],
  ['apprenticeship', /apprent|ausbildung(splatz|sstelle)?\b|auszubild|\bazubi|alternance|apprendist|larling/],
  ['freelance', /freelanc|freiberuf|zivnost|autonomo|самозанят|\bzzp/],
  ['volunteer', /volunt|ehrenamt|benevol|dobrovoln|волонт|vrijwillig/],
  [
    'part_time',
    /part[ -]?(time|tijd)|teilzeit|minijob|werkstudent|working student|temps partiel|media jornada|tiempo parcial|meio periodo|jornada parcial|deeltijd|niepelny|czesc etatu|(castecny|zkraceny|polovicni|skrateny) uva|brigad|частичн|неполн|подработк|deltid|osa-aika|アルバイト|パート|tempo parziale|reszmunka/,
  ],
  [
    'full_time',
    /full[ -]?(time|tijd)|vollzeit|temps (plein|complet)|tiempo completo|jornada completa|(tempo|periodo) (integral|pieno|inteiro)|voltijd|(pelny|caly) etat|(plny|hlavni|cely) (pracovni )?(uva|pomer)|\bhpp\b|полная занят|повна заинят|полныи (рабочии )?день|heltid|fuldtid|kokoaika|正社員|teljes munka|umowa o prace/,
  ],
  [
    'temporary',
    /tempora[rl]|(?<!un)befristet(?!e)|\btemp\b|seasonal|saison|interim|\bcdd\b|fixed[ -]?term|tijdelijk|doba urcita|tempo determinato|czas okreslony|срочн|vikari/,
  ],
  ['contract', /contract(or)?\b|zlecenie|\bdp[pc]\b|^b2b$/],
];
/** "60 - 80 %", as Swiss pages have it. */
function ofShare(value: string): EmploymentType | null {
  const share = /^(?:\d{2,3} ?%? ?[-–] ?)?(\d{2,3}) ?%/.exec(value)?.[1];
  if (share === undefined) return null;
  return Number(share) >= 90 ? 'full_time' : 'part_time';
}

const lasting =
  /\bpermanent\b|unbefristet|fest(e )?anstellung|\bcdi\b|regular|indefinido|indeterminato|vast contract|neurcita|^efetivo|бессрочн|nieokreslony/;

/** The type that a text names; `null`: none. Permanent without hours is read as full time. */
export function employmentOf(text: string): EmploymentType | null {
  return namedType(text) ?? (lasting.test(fold(text)) ? 'full_time' : null);
}

function namedType(text: string): EmploymentType | null {
  const folded = fold(text.replaceAll('_', ' '));
  return words.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/** In a title only what cannot be part of a trade's name: a contract manager is not on contract. */
const inTitles: readonly (readonly [EmploymentType, RegExp])[] = [
  ['internship', /\bintern(ship)?s?\b|\bpraktik|stagiaire|стаж[ер]/],
  ['apprenticeship', /\bapprentice|^ausbildung|auszubild|\bazubi\b|alternance/],
  ['part_time', /part[ -]?time|teilzeit|werkstudent|working student|brigad/],
  ['full_time', /full[ -]?time|vollzeit/],
  ['freelance', /\bfreelance/],
  ['volunteer', /\bvolunteer$|\(volunteer\)/],
  ['temporary', /\b(temporary|seasonal|fixed[ -]term)\b|\((temp|befristet)\)/],
  ['contract', /[([,-] ?(\d+[ -]month )?contract( role| position)?[)\]]?$/],
];

const labels =
  /^(full |part )?(type|hours|time|schedule|commitment|contract|status|employment|engagement)\b|(employ|contract|job|work|position|time|appointment)\w* (type|status|time|schedule|basis|category|terms?|hours|kind)|anstell|vertrag|arbeitszeit|beschaftig|uvaz|pomer|contrat|jornada|regime|umow|wymiar|etat|занят|график|dienstverb|uren|omfattning|ansatt|ansaett|munka/;

const chip = patternWith(
  'gm',
)`^((?:${words.map(([, pattern]) => pattern.source).join('|')}|${lasting.source})[${L}]{0,6}|employment|position|job|role|employee|[,/•·|()&+ -]|\d+ ?(%|h|hours|stunden|std)|regular|exempt|w2|and|or|oder|per|week|pro|woche|h/w)+$`;
const parting = pattern`\s*[|•·,/]\s*|\s[-–—]\s|${picture}`;
const noLetters = pattern`^[^${L}]+`;
const sentence =
  /(?:^|[.;•!] )(full|part)[ -]?time\b(?=[,.;(]|$)|\b(full|part)[ -]?time\W{0,3}(\w+ ){0,2}(position|role|job|opportunity|employment|contract|basis|opening|internship)\b|\b(position|role|job|this) (is|will be) (an? )?(\w+[ ,]+){0,2}?(full|part)[ -]?time|\b(position|role|job) (is|will be) an? (\w+[ -])?(internship|contract|temporary)|(internship|temporary|freelance|apprenticeship) (position|role|assignment)\b|\b(contract|fixed[ -]term) (position|role|to hire)\b|(seeking|hiring|looking for)( an?)? (\w+ )?(full|part)[ -]?time|in (voll|teil)zeit\b|na (plny|castecny|hlavni) (uvazek|pracovni)|(voll|teil)zeitstelle|\b(hpp|cdi|cdd)\b|pelny etat|полная занят|a temps (plein|partiel)|a jornada completa|a tiempo completo/m;

/** `title`: as it was read; `near`: the line of the page that shows it, -1: none. */
export function readEmployment(
  page: Page,
  { title, near }: { readonly title: string | null; readonly near: number },
): EmploymentType | null {
  const share = valuesOf(page, /pensum|^workload$|taux d.(occupation|activite)/, near)
    .map(ofShare)
    .find((type) => type !== null);
  if (share) return share;
  const labelled = valuesOf(page, labels, near).filter((value) => value.length < 80);
  // "Permanent" and "Regular" say less than a type that is named under another label.
  const type = labelled.map(namedType).find((one) => one !== null) ?? labelled.map(employmentOf).find((one) => one !== null);
  if (type) return type;
  const fromMark = page.marks.find(
    (mark) =>
      isOwn(mark) &&
      mark.text.length < 50 &&
      /(employment|job|work|contract|schedule|commitment|position|time) (type|time|status|schedule)|employmenttype|jobtype| commitment | employment /.test(
        mark.names,
      ) &&
      employmentOf(mark.text) !== null,
  );
  if (fromMark) return employmentOf(fromMark.text);
  return fromTitle(title) ?? fromChips(page, near) ?? fromSentences(page);
}

function fromTitle(title: string | null): EmploymentType | null {
  const folded = fold(title ?? '');
  return inTitles.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/** Short texts around the title, "Full-time" beside a place and a date, or under whatever label. */
function fromChips(page: Page, near: number): EmploymentType | null {
  const around = page.lines
    .slice(Math.max(0, near - 8), Math.max(near, 0) + 30)
    .filter((line) => isOwn(line) && line.text.length < 160 && (!line.isLink || line.text.length < 20 || line.parts.length > 1));
  const texts = around.flatMap((line) => [line.text, ...line.parts]).flatMap((text) => [text, ...text.split(parting)]);
  const values = page.facts.filter(({ isPlain }) => isPlain).flatMap(({ value }) => [value, ...value.split(/\s*[,;/]\s*/)]);
  const short = [...texts, ...values].map((text) => fold(text.replace(noLetters, ''))).filter((text) => text.length < 40);
  const chips = together(short).match(chip) ?? [];
  const types = chips.map((text) => words.find(([, pattern]) => pattern.test(text))?.[0]);
  // "Temporary, full-time": the hours are asked for first.
  return (
    types.find((type) => type === 'full_time' || type === 'part_time' || type === 'internship') ??
    types.find((type) => type !== undefined) ??
    chips.map(employmentOf).find((type) => type !== null) ??
    null
  );
}

/** Says it of the position itself, whatever stands around. */
const plainly = /\bthis is an? (\w+[ ,]+)?(full|part)[ -]?time (role|position|job|opportunity)/;

function fromSentences(page: Page): EmploymentType | null {
  if (![plainly, sentence].some((said) => isAnywhere(page.lines, said))) return null;
  for (const line of page.lines) {
    if (!isOwn(line) || line.text.length < 8) continue;
    const said = plainly.exec(line.folded);
    if (said) return employmentOf(said[0]);
    const found = sentence.exec(line.folded);
    if (
      found &&
      !/benefit|employees|eligible|students?|stud(y|ies)|enrolled|year|experience/.test(
        key(line.text.slice(Math.max(0, found.index - 30), found.index + 60)),
      )
    )
      return employmentOf(found[0]);
  }
  return null;
}
