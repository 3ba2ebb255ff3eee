/** Who is hiring, as the posting itself says it: labelled, marked, beside the title. */
import { findAll, rawTextOf } from './dom.ts';
import { type Add, isInstitution, looksLikeName, withForm } from './company-name.ts';
import { factsNamed } from './facts.ts';
import { headTitles } from './head.ts';
import { isOwn, type Page } from './page.ts';
import { isCertain, isField } from './place-names.ts';
import { key, tidy } from './text.ts';

const labels =
  /^(?!.*(size|type|industry|website|about|profile|description|culture|benefit|logo|o spol))(((hiring|employing|posting|law|parent|name of) )?(company|employer|organi[sz]ation|agency|firm|advertiser|institution|client|brand|university|hospital|school)( name| entity| company| institute)?$|firma|firmen|unternehmen|arbeitgeber|spolecnost|spolocnost|zamestnavat|entreprise|employeur|societe|empresa|empleador|компан|работодат|pracodawc|azienda|bedrijf|werkgever|foretag|arbetsgiv|arbe[ij]dsgiv|tyonantaj|会社名|企業名|社名)/;
const names =
  /\b((company|employer|organi[sz]ation|advertiser|firma|recruiter|org|arbeitgeber|unternehmen|zamestnavatel) (name|title|link|label)|companyname|employername|hiring (company|organi[sz]ation)|company|employer|organi[sz]ation|advertiser|hirer)\b/;

/** What is said of this posting. */
export function ofPosting(page: Page, near: number, add: Add): void {
  besideTitle(page, near, add);
  const heads = headTitles(page).map((head) => ` ${key(head)} `);
  for (const line of near < 0 ? [] : page.lines.slice(Math.max(0, near - 4), near + 7)) {
    if (!isOwn(line) || line.text.length > 80 || /[:：]/.test(line.text)) continue;
    for (const part of new Set([line.text, ...line.parts])) {
      if (withForm.test(part)) add(part, 36);
      else if (heads.some((head) => head.includes(` ${key(part)} `)) && !isCertain(part)) add(part, 25);
    }
  }
  for (const fact of factsNamed(page, labels, near)) {
    // American programs call a department an organization.
    const isPart =
      fact.label.startsWith('organi') &&
      (isField(key(fact.value)) || /\b(services|department|nursing|division)$/i.test(fact.value));
    add(fact.value, isPart ? 5 : fact.isPlain ? 75 : 30);
  }
  for (const mark of page.marks) {
    if (mark.zone === 'related' || mark.text.length > 80) continue;
    const found = names.exec(mark.names);
    if (
      !found ||
      /\b(size|logo|description|info|about|industry|locations?|website|rating|review|follow|overview|benefits|type)\b/.test(
        mark.names,
      )
    )
      continue;
    const distance = Math.abs(mark.line - near);
    // A box of several lines: the name is what it stresses.
    const isBox = page.lines[mark.line]?.text.includes(mark.text) === false;
    const stressed = isBox ? findAll(mark.element, 'strong, b, h2, h3, h4', 1)[0] : undefined;
    add(
      stressed ? tidy(rawTextOf(stressed).slice(0, 120)) : mark.text,
      (stressed ? 18 : 0) +
        (found[0].includes(' ') || found[0].endsWith('name') ? 90 : 28) -
        (mark.zone === 'frame' ? 15 : 0) -
        (near >= 0 && distance > 40 ? 14 : 0),
    );
  }
  for (const link of findAll(
    page.document,
    'a[href*="/company/"], a[href*="/companies/"], a[href*="/employer"], a[href*="/firma/"], a[href*="/cmp/"], a[href*="/unternehmen/"], a[href*="/entreprise"], a[href*="/empresa"], a[href*="/firmy/"], a[href*="/organisation"]',
    40,
  )) {
    const index = page.lines.findIndex((line) => line.element.contains(link) && isOwn(line));
    if (index >= 0 && Math.abs(index - near) < 12) {
      const text = tidy(rawTextOf(link).slice(0, 120));
      add(text, looksLikeName(text) ? 46 : 34);
    }
  }
}

/** Beside the title: before a place ("Acme · Leeds · 3 days ago"), or a name on a line of its own. */
function besideTitle(page: Page, near: number, add: Add): void {
  if (near < 0) return;
  for (const line of page.lines.slice(near + 1, near + 4)) {
    if (!isOwn(line) || line.text.length > 140 || /[:：]/.test(line.text)) continue;
    const parts = line.parts.length > 1 ? line.parts : line.text.split(/\s*[|•·]\s*|\s[-–—]\s/);
    const [first, ...others] = parts;
    if (first && !isCertain(first) && !/\d/.test(first) && !isField(key(first)) && others.some(isCertain)) add(first, 27);
  }
  const from = Math.max(0, near - 3);
  for (const [index, line] of page.lines.slice(from, near + 5).entries()) {
    const distance = Math.abs(from + index - near);
    const isMenu = line.isLink && line.parts.length > 2;
    if (distance > 0 && isOwn(line) && !isMenu && looksLikeName(line.text))
      add(line.text, 23 - 2 * distance + (line.level > 0 ? 2 : 0) + (isInstitution(line.text) ? 18 : 0));
  }
}
