/** Words for the things an application says in one of a few ways: work mode, employment, source, method, priority. */
import { type Address, employmentTypes, methods, priorities, sources, workModes } from '@sotto/domain';
import { plainName } from './fields.ts';

/** One of a few values by the words people use for it; the first entry whose words are in the text wins. */
type Words<Value extends string> = readonly (readonly [Value, RegExp])[];

const modeWords: Words<(typeof workModes)[number]> = [
  ['hybrid', /\b(?:hybrid|hybride|híbrido|hibrido|ibrido|hybrides|teilweise)\b|混合/iu],
  [
    'remote',
    /\b(?:remote|remoto|distance|télétravail|home ?office|homeoffice|work from home|wfh|telearbeit|teletrabajo|uzaktan|fully remote|anywhere)\b|远程|居家/iu,
  ],
  [
    'onsite',
    /\b(?:on ?site|onsite|in ?office|in person|vor ort|büro|presencial|sur site|présentiel|in sede|ofis|op locatie)\b|现场|坐班/iu,
  ],
];
const employmentWords: Words<(typeof employmentTypes)[number]> = [
  ['internship', /\b(?:intern|internship|praktikum|prácticas|practicas|stage|stagiaire|tirocinio|estágio|staj)\b|实习/iu],
  [
    'apprenticeship',
    /\b(?:apprenticeship|apprentice|ausbildung|lehre|alternance|apprentissage|apprendistato|aprendizaje)\b|学徒/iu,
  ],
  ['volunteer', /\b(?:volunteer|volunteering|ehrenamt|ehrenamtlich|voluntario|bénévole|bénévolat|volontariato)\b|志愿/iu],
  ['freelance', /\b(?:freelance|freelancer|freiberuflich|autónomo|libero professionista|zzp|self employed)\b|自由职业/iu],
  [
    'part_time',
    /\b(?:part time|teilzeit|media jornada|tiempo parcial|temps partiel|meio período|deeltijd|yarı zamanlı)\b|兼职/iu,
  ],
  [
    'temporary',
    /\b(?:temporary|temp|befristet|temporal|intérim|interim|cdd|tempo determinato|temporário|tijdelijk|seasonal)\b|临时/iu,
  ],
  ['contract', /\b(?:contract|contractor|contrato por obra|werkvertrag|freelance contract)\b|合同/iu],
  [
    'full_time',
    /\b(?:full time|vollzeit|unbefristet|permanent|jornada completa|tiempo completo|temps plein|cdi|tempo pieno|tempo indeterminato|período integral|voltijd|tam zamanlı|festanstellung)\b|全职/iu,
  ],
];
const sourceWords: Words<(typeof sources)[number]> = [
  ['linkedin', /linked ?in|领英/iu],
  ['indeed', /\bindeed\b/iu],
  ['glassdoor', /\bglassdoor\b/iu],
  [
    'company_site',
    /\b(?:company|careers?|corporate|employer) (?:site|page|website|careers site|careers page|portal)\b|\b(?:firmenwebsite|unternehmenswebsite|karriereseite|web de la empresa|site de l entreprise|sito aziendale)\b|官网/iu,
  ],
  [
    'referral',
    /\b(?:referral|referred|empfehlung|recomendación|recommandation|cooptation|referenza|indicação|networking|friend)\b|内推/iu,
  ],
  ['recruiter', /\b(?:recruiter|headhunter|reclutador|recruteur|reclutatore|recrutador)\b|猎头/iu],
  ['agency', /\b(?:agency|agentur|zeitarbeit|personaldienstleister|agencia|agence|agenzia|agência|staffing)\b|中介/iu],
  ['job_fair', /\b(?:job fair|career fair|jobmesse|messe|feria de empleo|salon de l emploi|fiera del lavoro)\b|招聘会/iu],
  ['school', /\b(?:school|university|college|campus|uni|hochschule|universität|universidad|université|università)\b|校招|学校/iu],
  [
    'public_service',
    /\b(?:arbeitsagentur|agentur für arbeit|jobcenter|ams|pôle emploi|france travail|sepe|job centre|employment office)\b/iu,
  ],
  ['newspaper', /\b(?:newspaper|zeitung|periódico|journal|giornale)\b|报纸/iu],
  ['email', /^e ?mail$/iu],
];
const methodWords: Words<(typeof methods)[number]> = [
  ['email', /\b(?:e ?mail|per mail|correo)\b|邮件/iu],
  ['online', /\b(?:online|website|portal|web|form|easy apply|formular)\b|网申|线上/iu],
  ['phone', /\b(?:phone|telefon|teléfono|téléphone)\b|电话/iu],
  ['mail', /\b(?:post|letter|by mail|brief|carta|courrier)\b|邮寄/iu],
  ['agency', /\b(?:agency|recruiter|agentur)\b/iu],
  ['referral', /\b(?:referral|empfehlung)\b|内推/iu],
  ['fair', /\b(?:fair|messe)\b/iu],
  ['in_person', /\b(?:in person|walk in|persönlich|en persona|en personne)\b/iu],
];
const priorityWords: Words<(typeof priorities)[number]> = [
  ['high', /^(?:high|highest|urgent|top|1|a|p1|hoch|alta|alto|haute|élevée|yüksek)$|^高$/iu],
  ['medium', /^(?:medium|normal|mid|2|b|p2|mittel|media|medio|moyenne|média|orta)$|^中$/iu],
  ['low', /^(?:low|lowest|3|c|p3|niedrig|gering|baja|bajo|basse|faible|bassa|baixa|düşük)$|^低$/iu],
];

function wordReader<Value extends string>(words: Words<Value>, values: readonly Value[]) {
  return (cell: string): Value | null => {
    const text = plainName(cell.slice(0, 200));
    const exact = values.find((value) => value.replaceAll('_', ' ') === text);
    return exact ?? words.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  };
}

/** Each: the value a cell means; `null`: it says none of those. */
export const readWorkMode = wordReader(modeWords, workModes);
export const readEmploymentType = wordReader(employmentWords, employmentTypes);
export const readSource = wordReader(sourceWords, sources);
export const readMethod = wordReader(methodWords, methods);
export const readPriority = wordReader(priorityWords, priorities);

/** One to five, from `4`, `4/5`, `★★★★` or `4.2/5`; `null`: anything else. */
export function readExcitement(cell: string): 1 | 2 | 3 | 4 | 5 | null {
  const text = cell.trim();
  const stars = /^(?:★|⭐️?|\*)+/u.exec(text)?.[0].match(/★|⭐|\*/gu)?.length;
  const figure = stars ?? Number(/^([1-5](?:[.,]\d)?)(?:\s*\/\s*5)?$/.exec(text)?.[1]?.replace(',', '.') ?? 0);
  return ([1, 2, 3, 4, 5].find((one) => one === Math.round(figure)) as 1 | 2 | 3 | 4 | 5 | undefined) ?? null;
}

/** States and provinces that are written as two capitals behind a city. */
const regionCodes = new Set(
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AB BC MB NB NL NS ON PE QC SK NSW VIC QLD TAS ACT'.split(
    ' ',
  ),
);

/** A place on one line, cut at its commas; text of another shape stands whole in `city`, so that it reads the same. */
export function readPlace(cell: string): Address {
  const text = cell.trim().replaceAll(/\s+/g, ' ');
  const [city, second, third, ...more] = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (city === undefined || second === undefined || more.length > 0) return { city: text };
  if (third !== undefined) return { city, region: second, country: third };
  return regionCodes.has(second) ? { city, region: second } : { city, country: second };
}
