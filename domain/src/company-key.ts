/** By what two spellings are one company. */
import type { Company } from './company.ts';
import { fold } from './text.ts';

/**
 * Forms of companies that say nothing about which one it is, folded and without points.
 * Source: ISO 20275 (entity legal forms), the abbreviations in common use.
 */
const legalForms = new Set(
  // Folded as names are: Korean comes apart into its letters there.
  fold(`inc incorporated corp corporation co company llc llp lp lllp pllc pc plc cic ltd limited pty pvt private public publ ulc dac
  gmbh mbh ggmbh gesmbh ag kg kgaa ohg og gbr ug ev ek eg eu se partg partgmbb
  sa sas sasu sarl eurl snc scop cie rl srl srls spa sapa sl slu slp slne scs sca sc scrl sadecv sapidecv lda ltda eireli
  bv nv vof cv bvba sprl cvba asbl vzw srlcv
  ab hb kb as asa ans oy oyj ky aps ivs is hf ehf ohf
  kft bt zrt nyrt sro spolsro vos ks zs spzoo spzook spk spj doo dd dooel ad ead ood eood oue ou uab sia
  sti jsc pjsc cjsc ojsc ooo oao zao pao ao ip tov
  ооо оао зао пао нао ао ип тов пат прат ат фоп чп тоо оод еоод ад еад доо дд
  kk yk gk bhd sdn tbk pt pte holding holdings group
  株式会社 有限会社 合同会社 주식회사 유한회사 有限公司 有限责任公司 有限責任公司 股份有限公司`).split(' '),
);

/** Forms that stand before the name as well: `ООО «Ромашка»`, `PT Astra`. Only those that are no word of their own. */
const leadingForms = new Set(
  fold(
    'ооо оао зао пао нао ао ип тов пат прат чп тоо ooo oao zao pao pt uab oü 株式会社 有限会社 合同会社 주식회사 유한회사',
  ).split(' '),
);

/** Forms written in several words, after points are gone; each reads as one. */
const written: readonly (readonly [RegExp, string])[] = [
  [/\bsp(olka)? z ?(o ?o|ograniczona odpowiedzialnoscia)\b/g, 'spzoo'],
  [/\bspol s ?r ?o\b/g, 'spolsro'],
  [/\bs ?a ?p ?i ?de ?c ?v\b/g, 'sapidecv'],
  [/\bs ?a ?de ?c ?v\b/g, 'sadecv'],
  [/\bs ?(de )?r ?l ?de ?c ?v\b/g, 'srlcv'],
  [/\ba ?\/ ?s\b/g, 'as'],
  [/\bi ?\/ ?s\b/g, 'is'],
  [/\bkg ?a ?a\b/g, 'kgaa'],
];

// Scripts without spaces write the form onto the name.
const attached = new RegExp(
  fold('\\((?:株|有|주|유)\\)|株式会社|有限会社|合同会社|주식회사|유한회사|(?:股份)?有限(?:责任|責任)?公司'),
  'gu',
);

/**
 * The key by which two spellings are one company: case-folded, marks and punctuation taken off, legal forms around it dropped.
 *
 * `ACME, Inc.`, `Acme inc` and `acme` share a key. A name that is nothing but legal forms ("The Company Company", "AG") keeps its words;
 * one without any letter or digit is its own folded text, so that no two such names fall together.
 */
export function companyKey(name: string): string {
  const parts = wordsOf(fold(name));
  let end = parts.length;
  while (end > 1 && isLegalForm(parts, end)) end -= 1;
  let start = parts[0] === 'the' && end > 1 ? 1 : 0;
  while (end - start > 1 && leadingForms.has(parts[start]!)) start += 1;
  return parts.slice(start, end).join(' ') || fold(name);
}

/** The words of a folded name, a form written in points or apart as one: `S.A.`, `G. m. b. H.`, `z o.o.`. */
function wordsOf(folded: string): string[] {
  const joined = folded
    .replaceAll(/&|\+/g, ' and ')
    .replaceAll(/(?<=\p{Letter})\.(?=\p{Letter}|\s|,|\)|$)/gu, '')
    .replaceAll(/['’`]/g, '')
    .replaceAll(attached, (form) => (form.startsWith('(') ? ' 株式会社 ' : ` ${form} `));
  const read = written.reduce((text, [form, word]) => text.replaceAll(form, word), joined);
  return lettersJoined(read.match(/[\p{Letter}\p{Number}]+/gu) ?? []);
}

/** `s r o` at the end is `sro`, where that is a form; other single letters are somebody's initials. */
function lettersJoined(parts: string[]): string[] {
  const letters = parts.length - 1 - parts.findLastIndex((part) => part.length > 1);
  if (letters < 2 || letters === parts.length) return parts;
  const form = parts.slice(-letters).join('');
  return legalForms.has(form) ? [...parts.slice(0, -letters), form] : parts;
}

/** "and" before a dropped form belongs to it: "GmbH & Co. KG", "Deloitte & Co". */
function isLegalForm(parts: readonly string[], end: number): boolean {
  const last = parts[end - 1]!;
  return legalForms.has(last) || (last === 'and' && end < parts.length);
}

/** Every key a company answers to: its name's and its aliases'. */
export function keysOf(company: Pick<Company, 'name' | 'aliases'>): string[] {
  return [...new Set([company.name, ...company.aliases].map(companyKey))];
}
