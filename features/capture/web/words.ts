/**
 * A posting's words without their page: where its marks are gone, which line is its title and which names the company.
 *
 * Boards and people write the two one beneath the other, at the top. What is taken here is a proposal for a form.
 */
import { companyKey, fold } from '@sotto/domain';

export interface Words {
  /** `null`: no line at the top could be one, as in a letter. */
  readonly title: string | null;
  readonly company: string | null;
  /** All lines, the title too: one thing each, buttons of the page left out. */
  readonly lines: readonly string[];
}

export function wordsOf(text: string): Words {
  const lines = text.split(/\r?\n/).flatMap(partsOf).filter(isSaid);
  const top = lines.slice(0, 4);
  const at = titleAmong(top);
  if (at === null) return { title: null, company: null, lines };
  const beside = [top[at + 1], top[at - 1], top[at + 2]].filter((line) => line !== undefined);
  const company = beside.find(hasLegalForm) ?? beside.find(isNameLike) ?? null;
  return { title: top[at] ?? null, company, lines };
}

const longestLine = 120;

/** `Acme · Leeds, England · 3 days ago` says three things. A sentence says one. */
function partsOf(line: string): string[] {
  const trimmed = line.trim();
  if (trimmed.length > longestLine) return [trimmed];
  return trimmed.split(/\s*[·•|‧]\s*|\t+|\s{2,}/).map((part) => part.trim());
}

const buttons =
  /^(share|save|saved|apply( now)?|easy apply|show more( options)?|report( this job)?|follow|promoted.*|new|\d[\d,.+]* (followers|applicants)|over \d+ applicants|bewerben|jetzt bewerben|merken|teilen|speichern)$/i;

function isSaid(line: string): boolean {
  return line !== '' && !buttons.test(line) && !/^https?:\/\/\S+$/i.test(line);
}

/** Words that name what somebody does, in the languages of the postings we know. Folded. */
const callings =
  /\b(engineer|developer|programmer|architect|analyst|scientist|designer|manager|director|head of|lead|officer|consultant|adviser|advisor|specialist|expert|coordinator|administrator|assistant|associate|accountant|controller|clerk|secretary|representative|recruiter|buyer|planner|technician|mechanic|electrician|operator|driver|nurse|physician|doctor|therapist|pharmacist|teacher|lecturer|professor|researcher|tutor|writer|editor|journalist|producer|lawyer|attorney|paralegal|chef|cook|waiter|supervisor|agent|intern|internship|trainee|apprentice|president|owner|tester|entwickler|ingenieur|leiter|leitung|berater|referent|sachbearbeiter|kaufmann|kauffrau|fachkraft|mitarbeiter|pfleger|pflegefachkraft|erzieher|lehrer|techniker|mechaniker|elektroniker|verkaufer|fahrer|koch|werkstudent|praktikant|praktikum|auszubildende|ausbildung|developpeur|ingenieure?|responsable|chargee?|technicien|vendeur|desarrollador|ingeniero|gerente|programista|inzynier|specjalista|kierownik|ksiegow|vyvojar|inzenyr|ucetni|vedouci)(in|innen|s|er|e|a)?\b|(инженер|разработчик|менеджер|аналитик|специалист|бухгалтер|продавец|водитель|программист)|\((all|gn|[mwfdxh])\s*[/|*]/;

function titleAmong(top: readonly string[]): number | null {
  const named = top.findIndex((line) => line.length <= longestLine && !isGreeting(line) && callings.test(fold(line)));
  if (named >= 0) return named;
  const first = top[0] ?? '';
  return first !== '' && first.length <= longestLine && !isGreeting(first) && !isSentence(first) ? 0 : null;
}

function isGreeting(line: string): boolean {
  return /,$|^(hi|hello|hey|dear|hallo|liebe[rs]?|sehr geehrte|guten tag|bonjour|hola)\b/i.test(line);
}

function isSentence(line: string): boolean {
  return /[.!?]$/.test(line) || line.split(/\s+/).length > 14;
}

/** `Acme GmbH`: nothing but a company ends so. */
function hasLegalForm(line: string): boolean {
  return (
    line.length <= 80 && !isSentence(line.replace(/\.$/, '')) && companyKey(line) !== companyKey(`${line} x`).replace(/ x$/, '')
  );
}

const ofOtherThings =
  /[:;,€$£?!()]|\d{2}|\b(remote|hybrid|on.?site|full.?time|part.?time|permanent|contract|temporary|ago|re?posted|location|salary|today|yesterday|job|description|about|vollzeit|teilzeit|unbefristet|befristet|home.?office|standort|gehalt)\b/i;

function isNameLike(line: string): boolean {
  return (
    line.length <= 60 &&
    !isSentence(line) &&
    line.split(/\s+/).length <= 6 &&
    !ofOtherThings.test(line) &&
    !callings.test(fold(line))
  );
}
