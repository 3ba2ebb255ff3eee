/** Who is hiring, as the site and its sentences say it. */
import { type Add, looksLikeName } from './company-name.ts';
import { attributeOf, findAll, isWithin, rawTextOf } from './dom.ts';
import { headTitles, separator } from './head.ts';
import { L, linePattern, Lu, N, pattern, patternWith } from './letters.ts';
import { isAnywhere, isOwn, type Page } from './page.ts';
import { key, tidy } from './text.ts';

/** What the site says of itself; an employer's own, when the host is no board. */
export function ofSite(
  page: Page,
  { title, add: addPosting, addSite: add }: { readonly title: string | null; readonly add: Add; readonly addSite: Add },
): void {
  for (const meta of findAll(
    page.document,
    'meta[property="og:site_name"], meta[name="application-name"], meta[name="author"], meta[name="apple-mobile-web-app-title"]',
    6,
  ))
    add(attributeOf(meta, 'content').slice(0, 200), siteWeight(meta));
  for (const head of headTitles(page)) {
    fromTemplates(head, addPosting);
    fromPieces(head, title, { add: addPosting, addSite: add });
  }
  fromLogos(page, add);
  for (const link of findAll(
    page.document,
    'a[aria-label*="logo" i], a[aria-label*="home" i], a[title*="home" i], a[rel="home"]',
    10,
  ))
    add((attributeOf(link, 'aria-label') || attributeOf(link, 'title') || rawTextOf(link)).slice(0, 100), 16);
}

const head =
  'header, [class*="header" i], [id*="header" i], [class*="navbar" i] a, [class*="topbar" i], [class*="masthead" i], [class*="brand" i]';
const others = /linkedin|facebook|twitter|instagram|youtube|powered|greenhouse|lever\b|workday|ashby|icims/i;

/** The first at the head of a page is the site's; further logos may be partners'. */
function fromLogos(page: Page, add: Add): void {
  let isFirst = true;
  for (const image of findAll(page.document, 'img[alt], svg[aria-label]', 60)) {
    const alt = tidy(attributeOf(image, 'alt') || attributeOf(image, 'aria-label'));
    const isLogo = /logo/i.test(
      alt + attributeOf(image, 'class') + attributeOf(image, 'src').slice(-80) + attributeOf(image, 'id'),
    );
    const isAtHead = isWithin(image, head);
    if ((!isLogo && !isAtHead) || alt === '' || alt.length >= 60 || others.test(alt)) continue;
    add(alt, isFirst && isAtHead ? 25 : isLogo ? 22 : 12);
    isFirst = false;
  }
}

/** "Acme" and "Acme Careers" are an employer's sooner than "Acme Jobs". */
function siteWeight(meta: Element): number {
  if (attributeOf(meta, 'property') !== 'og:site_name') return 14;
  return /jobs?$/i.test(attributeOf(meta, 'content').trim()) ? 18 : 32;
}

const atCompany = pattern`.{3,} (?:at|@|bei|chez|hos|bij|presso|with|u společnosti|ve společnosti|в компании|компании) (.{2,70}?)(?=\s+[-–—|·•:(]|\s*[|·•,(]| in [${Lu}]|$)`;

export function fromTemplates(head: string, add: Add): void {
  const hiring = /^(.{2,60}?) (?:is )?hiring (?:an? )?.{3,}/i.exec(head);
  if (hiring) add(hiring[1]!, 40);
  const at = atCompany.exec(head);
  if (at) add(at[1]!, 46);
}

/** "Nurse - Acme - Board": the last is the site's, and so is a first one before the title. */
function fromPieces(head: string, title: string | null, { add, addSite }: { readonly add: Add; readonly addSite: Add }): void {
  const own = key(title ?? '');
  const bare = title !== null && head.includes(`${title}, `) ? head.replace(`${title}, `, `${title} | `) : head;
  const pieces = bare.split(separator).filter((piece) => piece.trim() !== '');
  pieces.forEach((piece, index) => {
    const id = key(piece);
    if (pieces.length < 2 || own.includes(id) || id.includes(own || '\0')) return;
    const isLast = index === pieces.length - 1;
    if (isLast && /\S\.[a-z]{2,}$/.test(piece)) addSite(piece, 12);
    else if (isLast || index === 0) addSite(piece, /\b(careers?|karriere)\b/i.test(piece) ? 34 : isLast ? 24 : 18);
    else if (looksLikeName(piece)) add(piece, 18);
    else add(piece, 14);
  });
}

/** "Nurse | Acme | Board": what stands between, where the page speaks of it and never of the last. */
export function namedBeforeSite(page: Page, isSpokenOf: (name: string) => boolean): string[] {
  return headTitles(page).flatMap((head) => {
    const pieces = head.split(separator).filter((piece) => piece.trim() !== '');
    if (pieces.length < 3 || isSpokenOf(pieces.at(-1)!)) return [];
    return pieces.slice(1, -1).filter((piece) => looksLikeName(piece) && isSpokenOf(piece));
  });
}

const capital = `([${Lu}][${L}${N}&.'’+-]*(?:[ ,]{1,2}(?:[${Lu}][${L}${N}&.'’+-]*|&|and|of|und|für))*?)`;
const sayings: readonly (readonly [RegExp, number])[] = [
  [
    linePattern`^(?:About|Über|Uber|Join|Life at|Working at|Careers at|Why|Who is|Welcome to|Werken bij|À propos de|Sobre|O společnosti|O firmie|О компании|Om|Over|Chi è) ${capital}[!?.:]?$`,
    22,
  ],
  [linePattern`^(?:At|Bei|Chez|V|W) ${capital}, `, 18],
  [
    linePattern`^${capital},? (?:is (?:hiring|looking|seeking|an? |the |one |committed|proud|currently|recruiting)|has an? |seeks|sucht|ist ein|je |hledá|recherche|busca|ищет|zoekt|cerca|poszukuje|are (?:looking|seeking|hiring)|provides|offers|was founded|delivers)`,
    14,
  ],
  [
    patternWith(
      'i',
    )`(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:©\s*)?(?:\d{4}\s*(?:[-–—]\s*(?:\d{4}|present))?,?\s*)?(?:by )?${capital}(?=[.,|–—-]? ?(?:all rights|alle rechte|\d{4}|$|[|.–—-]))`,
    20,
  ],
];

export function fromLines(page: Page, add: Add, many: boolean): void {
  const said = new Map<string, number>();
  const mayBe = sayings.map(([pattern], index) => index === 3 || isAnywhere(page.lines, pattern, 'text'));
  for (const line of page.lines) {
    if (line.zone === 'related' || (many && !isOwn(line))) continue;
    const text = line.text.slice(0, 160);
    sayings.forEach(([pattern, score], index) => {
      if (!mayBe[index]) return;
      const found = index === 3 && (many || !/©|\(c\)|copyright/i.test(text)) ? null : pattern.exec(text);
      const name = found?.[1];
      if (
        name === undefined ||
        /^(The|This|We|Our|You|It|Us|Me|He|She|If|As|In|Role|Job|Position|Team|Company|What|Who|Why|All|Copyright|That|There|Candidate|Experience|Applicant|Der|Die|Das|Wir|Sie|Du)\b/.test(
          name,
        )
      )
        return;
      if (index === 0 && line.level === 0 && line.text.length > 60) return;
      const saying = `${index} ${name}`;
      const times = said.get(saying) ?? 0;
      said.set(saying, times + 1);
      // One word may begin any sentence.
      const weight = index === 2 && name.includes(' ') ? score + 4 : score;
      if (times < 3) add(name, times === 0 ? weight : weight / 2);
    });
  }
}
