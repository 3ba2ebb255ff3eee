/** What the name of a company looks like, and what only stands where one might. */
import { employmentOf } from './employment.ts';
import { L, letter, Lo, Lu, pattern, Sc } from './letters.ts';
import { isCertain, isField } from './place-names.ts';
import { fold, key, tidy, wordCount } from './text.ts';
import { isGeneric, isTrade } from './trade.ts';
import { workModeOf } from './work-mode.ts';

/** Takes a text that may name the company, and how much speaks for it. */
export type Add = (text: string, score: number) => void;

/** Ends in the form of a company. */
export const withForm =
  /(?:[\s,](?:inc|llc|llp|ltd|limited|plc|corp|corporation|gmbh|g?gmbh|ag|kg|se|s\.?a|s\.?l|s\.?r\.?l|s\.?p\.?a|sas|b\.?v|n\.?v|ab|a\/?s|oyj?|kft|a\. ?s|s\. ?r\. ?o|spol\. s r\. ?o|sp\. z o\. ?o|d\.o\.o|lda|aps|s\.?[al]\.?u|e\. ?v|eg|bhd|pllc)\.?)$|^(ооо|оао|зао|пао|ао|тов) |^(株式|有限|合同)会社|(株式|有限)会社$/i;

/** A name of an account in a program, as `acmeP2` and `acme_prod`. */
export const code = /^(?=.*\d)[a-z][\w-]*$|^\w+_\w+$/;

const jobWords =
  /^(careers?|jobs?|logo|karriere|kariéra|stellen\w*|emplois?)\b[\s:|–-]*|[\s:|–-]*\b(careers?( (site|page|portal|home))?|jobs?( (board|portal|site|page))?|hiring|portal|karriere\w*|stellen\w*|kariera|kariéra|emplois?|empleos?|вакансии|карьера|logo|home ?page|home|website|official site|company page|job openings|openings|vacancies|opportunities|applicant portal)$/gi;

const name = pattern`^[${Lu}${Lo}\d]`;
const noPart = pattern`[:?!;@%${Sc}]|\d{2}|[${L}][.] [${L}]`;

const institution =
  /universit|hochschul|\b(college|academy|school|hospital|clinic|council|trust|foundation|office (for|of)|authority|agency|society|federation|group|bank|hotel|museum|stichting|mairie|commune|ayuntamiento|comune)\b|klini[kc]|stiftung|fondation|fundaci|inspe[kc]torat|urzad|kommune?$|^(stadt|gemeinde|landkreis) /;

/** Names an institution: all longer words are written large, and one of them says what it is. */
export const isInstitution = (text: string) =>
  institution.test(fold(text)) &&
  !/^(a|an|our|your) |website/i.test(text) &&
  text.split(' ').every((word) => word.length < 4 || !/^[a-z]/.test(word));

/** "Back to the results", and not Back Market. */
const isWayBack =
  /^(back to|return to|zuruck z(u|ur|um)|retour (a|au|aux|vers)|volver al?|torna (a|al|alla|ai)|powrot do|zpet (na|k|do)|terug naar|tilba\w+ til|tillbaka till) /;

/** Could be a name, and is no trade, no department, no chip. */
export function looksLikeName(text: string): boolean {
  const id = key(text);
  return (
    text.length <= 60 &&
    name.test(text) &&
    wordCount(id) <= 7 &&
    !noPart.test(text) &&
    !/^(department|ministry|school|faculty|institute|division|section|fachbereich|abteilung|service) /.test(id) &&
    !isWayBack.test(id) &&
    !isTrade(id) &&
    !isGeneric(id) &&
    !isField(id) &&
    !isCertain(text) &&
    employmentOf(text) === null &&
    workModeOf(text) === null
  );
}

/** The name in a text that has more: "About Acme", "Acme Careers", "Acme | Home". */
export function trimmed(text: string): string {
  const bare = tidy(text)
    .replace(
      /^(карьера|работа|jobs?|careers?|kariera|kariéra|karriere|vacatures|stellen|emplois|werken|working|arbeiten|work|praca|carrières?|empleo) (в|at|bei|v|ve|w|bij|chez|en|with|for|u|@) /i,
      '',
    )
    .replace(/^(about|at|by|from|posted by|bei|company|employer|firma|logo( of)?|visit|follow|back to) /i, '')
    .replace(/\s*[|–—:].*$/, '')
    .replace(/ on [A-Z]\w+$/, '')
    .replace(/\s+(voir|see|view|show|zur|zum|mehr|visit|follow) .*$/i, '')
    .replace(/\s*\((?:[^)]*(jobs?|open|positions?|reviews?|vacanc)[^)]*)\)$/i, '')
    .replace(jobWords, ' ')
    .replace(jobWords, ' ')
    .replace(/\s+(at|of|for|from|the|and|-|–)\s*$/i, '')
    .replace(/^\s*(at|of|for|the|-|–|@)\s+/i, (the) => (/the/i.test(the) ? 'The ' : ''));
  return tidy(bare)
    .replace(/^[\s\-–—|:•@,"“„'’]+|[\s\-–—|:•,;"“”’]+$/g, '')
    .replace(/^The$/, '');
}

const noName =
  /^(company|employer|organization|confidential.*|hiring|logo|home|menu|search|main|team|global|english|united states|usa?|uk|europe|remote|the|website|login|sign in|read more|(show|see|view) .*|more|share|follow|apply.*|brand|header|linkedin|facebook|twitter|instagram|youtube|google|n a|na|icon|image|company logo|all|new|full time|part time|details|locations?|department|private|other|yes|no|about|contact|((job|position) )?description|powered by.*|greenhouse|lever|workday|taleo|icims|smartrecruiters|workable|ashby|[a-z]{1,2}|\d+|\w?\d{4,}\w*|https?.*|www.*|.* ago|privacy.*|cookie.*|unknown|null|undefined|careers?|jobs?|open roles?|current|available|page|position|title|staff|industry|type|size|.*\b(employees|mitarbeiter|zamestnancu)\b.*)$/;

const call = pattern`[${L}][!?]$`;

export function isPossible(text: string, id: string): boolean {
  return (
    id.length > 1 &&
    text.length <= 90 &&
    wordCount(id) <= 9 &&
    letter.test(id) &&
    !noName.test(id) &&
    !/[.!?]\s+\S+\s+\S+\s+\S/.test(text) &&
    !call.test(text)
  );
}
