/** How one is employed, from a label's value, a chip, a title or a sentence, in many languages. */
import { valuesOf } from './facts.ts';
import { isOwn, type Page } from './page.ts';
import type { ReadPosting } from './read-posting.ts';
import { fold, key } from './text.ts';

type EmploymentType = NonNullable<ReadPosting['employmentType']>;

/** Folded words by type; the first that is named wins, so that "full-time internship" is an internship. */
const words: readonly (readonly [EmploymentType, RegExp])[] = [
  [
    'internship',
    /\bintern(s|ship)?\b|praktik(um|a|ant|antka)\b|\bstage\b(?! (of|in))|stagiaire|\bstaz\b|practicas|becari|pasantia|tirocinio|estagio|стаж[её]?р|стажиров|\bharjoittelu|praktikplats|trainee ?program/,
  ],
  [
    'apprenticeship',
    /apprentice|ausbildung(splatz|sstelle)?\b(?!\w)|auszubildende|\bazubi|lehrstelle|alternance|apprenti|leerwerk|aprendiz|apprendistato|larling|ucnovsk/,
  ],
  ['freelance', /freelanc|freiberuf|\bosvc\b|\bic[co]\b(?= )|zivnost|independant|autonomo|\bb2b\b|самозанят|фриланс|\bzzp/],
  ['volunteer', /volunt(eer|ary)|ehrenamt|benevol|voluntari|dobrovoln|wolontari|волонт|vrijwillig/],
  [
    'part_time',
    /part[ -]?time|teilzeit|minijob|werkstudent|working student|temps partiel|(media|medio) jornada|tiempo parcial|jornada parcial|meio periodo|part[ -]?tijd|deeltijd|parttime|niepelny|czesc etatu|(castecny|zkraceny|polovicni) uvazek|brigad|skraceny|частичн|неполн|подработк|deltid|osa-aika|tempo parziale|reszmunkaido|yari zamanli/,
  ],
  [
    'full_time',
    /full[ -]?time|vollzeit|temps (plein|complet)|tiempo completo|jornada completa|(tempo|periodo) integral|tempo pieno|full[ -]?tijd|voltijd|fulltime|pelny etat|pelen etat|caly etat|(plny|hlavni|cely) (pracovni )?(uvaz[eo]k|pomer)|\bhpp\b|полная занятость|повна заинят|полный (рабочий )?день|полныи (рабочии )?день|heltid|kokoaika|teljes munkaido|tam zamanli|umowa o prace/,
  ],
  [
    'temporary',
    /temporar|(?<!un)befristet(?!e)|\btemp\b|seasonal|saison|interim|\bcdd\b|fixed[ -]?term|tijdelijk|doba urcita|определенн|temporal|tempo determinato|czas okreslony|zeitarbeit|\bper diem\b|vikari|maaraaika|срочн/,
  ],
  ['contract', /contract(or|ual)?\b|umowa zlecenie|zlecenie|auf vertrag|projektova|\bdpp\b|\bdpc\b|договор (гпх|подряда)/],
];
const lasting =
  /\bpermanent\b|unbefristet|festanstellung|\bcdi\b|regular|indefinido|tempo indeterminato|vast contract|doba neurcita|бессрочн|czas nieokreslony/;

/** The type that a text names; `null`: none. Permanent without hours is read as full time. */
export function employmentOf(text: string): EmploymentType | null {
  const folded = fold(text.replaceAll('_', ' '));
  return words.find(([, pattern]) => pattern.test(folded))?.[0] ?? (lasting.test(folded) ? 'full_time' : null);
}

/** In a title only what cannot be part of a trade's name: a contract manager is not on contract. */
const inTitles: readonly (readonly [EmploymentType, RegExp])[] = [
  ['internship', /\bintern(ship)?s?\b|\bpraktik(um|ant)|stagiaire|\bpraktyk|стаж[ер]|werkpraktijk/],
  ['apprenticeship', /\bapprentice|^ausbildung|auszubildende|\bazubi\b|alternance/],
  ['part_time', /part[ -]?time|teilzeit|werkstudent|working student|temps partiel|deltid|brigad/],
  ['full_time', /full[ -]?time|vollzeit/],
  ['freelance', /\bfreelance/],
  ['volunteer', /\bvolunteer$|\(volunteer\)/],
  ['temporary', /\b(temporary|seasonal|fixed[ -]term)\b|\((temp|befristet)\)/],
  ['contract', /[([,-] ?(\d+[ -]month )?contract( role| position)?[)\]]?$/],
];

const labels =
  /^hours of work$|^(job |work |position |contract |time |employee |posting |vacancy )?(employment|type|time|schedule|contract|hours|status)( type| status| category| basis| types)?$|^(employment|job|work|contract|position|time|schedule|appointment|worker|role|engagement|vacancy) (type|types|status|basis|category|schedule|duration|term|terms|nature|hours|kind|time)$|^(type of (employment|contract|job|position|work|role)|work schedule|working (hours|time|pattern)|full time part time|full part time|hours|terms)$|^(beschaftigungsart|anstellungsart|vertragsart|arbeitszeit(modell)?|beschaftigung|anstellung|arbeitsverhaltnis|beschaftigungsverhaltnis|vertragstyp|pensum|umfang|stellenart|jobtyp|art der (anstellung|beschaftigung|stelle)|zeitmodell)$|^(typ|druh) (uvazku|pracovniho pomeru|pracovniho vztahu|smlouvy|spoluprace)|^(uvazek|pracovni pomer|pracovni uvazek|uvazky|forma spoluprace|pracovny pomer|druh pracovneho pomeru)$|^(type de (contrat|poste|d emploi)|contrat|temps de travail|duree du travail)$|^(tipo de (contrato|empleo|jornada|puesto|contratacion|vaga)|jornada( laboral)?|contrato|regime( de trabalho)?)$|^(rodzaj (umowy|pracy|zatrudnienia)|wymiar (pracy|etatu)|typ umowy|forma zatrudnienia|etat)$|^(занятость|тип занятости|вид занятости|форма занятости|график( работы)?|график работы)$|^(dienstverband|soort (contract|dienstverband)|uren|contractvorm|werkuren)$|^(tipo di contratto|contratto|tipologia contrattuale|orario di lavoro|tipo di impiego)$|^(anstallningsform|omfattning|ansettelsesform|stillingstype|ansaettelsesform|stillingsandel|heltid deltid|tyosuhde|tyoaika)$/;

const chip = new RegExp(
  `^(${words.map(([, pattern]) => pattern.source).join('|')}|${lasting.source}|employment|position|job|role|employee|[\\s,/•·|()&+-]|\\d+ ?(%|h|hours|stunden|std)|regular|exempt|w2|and|or|oder)+$`,
);
const sentence =
  /(?:^|[.;•!] )(full|part)[ -]?time\b(?=[,.;(]|$)|\b(full|part)[ -]?time\W{0,3}(?:\w+ ){0,2}(position|role|job|opportunity|employment|contract|basis|opening|vacancy|internship)\b|\b(?:position|role|job|this) (?:is|will be) (?:an? )?(?:\w+[ ,]+){0,2}?(full|part)[ -]?time|\b(?:position|role|job) (?:is|will be) an? (\w+[ -])?(internship|contract|temporary)|(internship|temporary|freelance|apprenticeship) (position|role|opportunity|assignment)\b|\b(contract|fixed[ -]term) (position|role|opportunity|to hire)\b|in (vollzeit|teilzeit)\b|na (plny|castecny|hlavni) (uvazek|pracovni pomer)|(vollzeit|teilzeit)(stelle|position|kraft)\b|\b(hpp|cdi|cdd)\b|pelny etat|полная занятость|à temps plein|a temps (plein|partiel)|fulltime (functie|baan)|a jornada completa|a tiempo completo/;

/** `title`: as it was read; `near`: the line of the page that shows it, -1: none. */
export function readEmployment(
  page: Page,
  { title, near }: { readonly title: string | null; readonly near: number },
): EmploymentType | null {
  for (const value of valuesOf(page, labels, near)) {
    const type = value.length < 80 ? employmentOf(value) : null;
    if (type !== null) return type;
  }
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
    .filter((line) => isOwn(line) && line.text.length < 160 && !line.isLink);
  const texts = around
    .flatMap((line) => [line.text, ...line.parts])
    .flatMap((text) => [text, ...text.split(/\s*[|•·,/]\s*|\s[-–—]\s/)]);
  const values = page.facts.filter(({ isPlain }) => isPlain).flatMap(({ value }) => [value, ...value.split(/\s*[,;/]\s*/)]);
  const chips = [...texts, ...values]
    .map((text) => fold(text.replace(/^\P{L}+/u, '')))
    .filter((text) => text.length < 40 && chip.test(text));
  const types = chips.map((text) => words.find(([, pattern]) => pattern.test(text))?.[0]);
  return types.find((type) => type !== undefined) ?? chips.map(employmentOf).find((type) => type !== null) ?? null;
}

function fromSentences(page: Page): EmploymentType | null {
  for (const line of page.lines) {
    if (!isOwn(line) || line.text.length < 12) continue;
    const found = sentence.exec(fold(line.text));
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
