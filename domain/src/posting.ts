/**
 * Postings: what an employer published, told apart by their address and by the id their board gave them.
 */
import type { z } from 'zod';
import { limits, line, type WebUrl } from './text.ts';

/** The id a job board gave a posting, with the board: `linkedin:3801234567`. Two boards' ids are never the same. */
export const ExternalJobId = line(limits.line);
export type ExternalJobId = z.infer<typeof ExternalJobId>;

/** Query parameters that say where a click came from and never which posting it is. */
const tracking =
  /^(utm_.*|mc_.*|pk_.*|mtm_.*|hsa_.*|_hs.*|vero_.*|oly_.*|rx_.*|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id|epik|_ga|_gl|trk|trkinfo|trackingid|trackid|refid|ref|referer|referrer|referral|src|source|sourceid|source_id|campaign|campaignid|gh_src|lever-source.*|lever-origin|ccuid|jobboardsource|jobsource|iis|iisn|from|original_referer)$/i;

/** One job board: its hosts and how its postings are named. The first group of `path`, or the parameter, is the id. */
interface Board {
  readonly name: string;
  readonly host: RegExp;
  readonly path?: RegExp;
  readonly parameters?: readonly string[];
  /** The address people would share, from the id. Without it the cleaned address stands. */
  readonly address?: (id: string, url: URL) => string;
}

/**
 * Known boards. Sources: addresses in the corpus of saved postings, and each board's public pages as of November 2026.
 *
 * `parameters` are looked at when the path says nothing (LinkedIn's search page names the open posting in `currentJobId`).
 */
const boards: readonly Board[] = [
  {
    name: 'linkedin',
    host: /(^|\.)linkedin\.(com|cn)$/,
    path: /^\/(?:comm\/)?jobs\/view\/(?:[^/]*?-)?(\d{6,})\/?/,
    parameters: ['currentJobId'],
    address: (id) => `https://www.linkedin.com/jobs/view/${id}`,
  },
  {
    name: 'indeed',
    host: /(^|\.)indeed\.[a-z.]+$/,
    parameters: ['jk', 'vjk'],
    address: (id, url) => `https://${url.hostname}/viewjob?jk=${id}`,
  },
  { name: 'greenhouse', host: /(^|\.)greenhouse\.io$/, path: /^\/[^/]+\/jobs\/(\d+)/, parameters: ['gh_jid', 'token'] },
  { name: 'lever', host: /(^|\.)lever\.co$/, path: /^\/[^/]+\/([0-9a-f]{8}-[0-9a-f-]{27})/ },
  { name: 'ashby', host: /(^|\.)ashbyhq\.com$/, path: /^\/[^/]+\/([0-9a-f]{8}-[0-9a-f-]{27})/, parameters: ['ashby_jid'] },
  {
    name: 'workday',
    host: /(^|\.)(myworkdayjobs|myworkdaysite|workday)\.com$/,
    path: /\/job\/.*_([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*?)(?:-\d)?(?:\/apply.*)?\/?$/,
  },
  { name: 'smartrecruiters', host: /(^|\.)smartrecruiters\.com$/, path: /^\/[^/]+\/(\d{9,})/ },
  { name: 'workable', host: /(^|\.)workable\.com$/, path: /\/(?:j|jobs)\/([0-9A-F]{8,}|\d+)/i },
  { name: 'icims', host: /(^|\.)icims\.com$/, path: /^\/jobs\/(\d+)/ },
  { name: 'taleo', host: /(^|\.)taleo\.net$/, parameters: ['job', 'rid'] },
  { name: 'bamboohr', host: /(^|\.)bamboohr\.com$/, path: /^\/(?:jobs\/view\.php|careers\/(\d+))/, parameters: ['id'] },
  { name: 'jobvite', host: /(^|\.)jobvite\.com$/, path: /\/job\/([A-Za-z0-9]+)/ },
  { name: 'oracle', host: /(^|\.)oraclecloud\.com$/, path: /\/job\/(\d+)/ },
  { name: 'personio', host: /(^|\.)jobs\.personio\.(de|com)$/, path: /^\/job\/(\d+)/ },
  { name: 'recruitee', host: /(^|\.)recruitee\.com$/, path: /^\/o\/([^/]+)/ },
  { name: 'teamtailor', host: /(^|\.)teamtailor\.com$/, path: /^\/(?:[a-z-]+\/)?jobs\/(\d+)/ },
  { name: 'stepstone', host: /(^|\.)stepstone\.[a-z.]+$/, path: /--(\d+)(?:-inline)?\.html$/ },
  { name: 'xing', host: /(^|\.)xing\.com$/, path: /^\/jobs\/.*?(\d{6,})$/ },
  { name: 'seek', host: /(^|\.)seek\.(com\.au|co\.nz)$/, path: /^\/job\/(\d+)/, parameters: ['jobId'] },
  { name: 'naukri', host: /(^|\.)naukri\.com$/, path: /-(\d{9,})$/ },
  {
    name: 'ziprecruiter',
    host: /(^|\.)ziprecruiter\.[a-z.]+$/,
    path: /^\/(?:c|jobs)\/.*?-([0-9a-f]{8,})$/,
    parameters: ['jid', 'lvk'],
  },
  { name: 'glassdoor', host: /(^|\.)glassdoor\.[a-z.]+$/, parameters: ['jl', 'jobListingId'] },
  { name: 'monster', host: /(^|\.)monster\.[a-z.]+$/, path: /--([0-9a-f-]{36})$/ },
  { name: 'wellfound', host: /(^|\.)(wellfound\.com|angel\.co)$/, path: /^\/jobs\/(\d+)/, parameters: ['job_listing_id'] },
  { name: 'usajobs', host: /(^|\.)usajobs\.gov$/, path: /^\/(?:job|GetJob\/ViewDetails)\/(\d+)/i },
  { name: 'stackoverflow', host: /(^|\.)stackoverflow\.com$/, path: /^\/jobs\/(\d+)/ },
  { name: 'amazon', host: /(^|\.)amazon\.jobs$/, path: /\/jobs\/(\d+)/ },
];

/** Where a posting lies: the address two people would agree on, and the board's id for it (`null`: no board we know). */
export interface PostingAddress {
  readonly canonicalUrl: WebUrl;
  readonly externalJobId: ExternalJobId | null;
}

/**
 * The canonical address of a posting and the board's id.
 *
 * Fragment and tracking parameters go, the rest of the query is put in order, host in lower case, no slash at the end, `http` read as `https`.
 * An embedded posting (`?gh_jid=…` on the employer's own page) is known by its board's id.
 */
export function addressOf(url: WebUrl): PostingAddress {
  const parsed = new URL(url);
  const found = boardAndId(parsed);
  if (found === null) return { canonicalUrl: cleaned(parsed), externalJobId: null };
  return {
    canonicalUrl: found.board.address?.(found.id, parsed) ?? cleaned(parsed),
    externalJobId: `${found.board.name}:${found.id}`,
  };
}

function boardAndId(url: URL): { board: Board; id: string } | null {
  const board = boards.find((one) => one.host.test(url.hostname)) ?? boards.find((one) => isEmbedded(one, url));
  const id = board && (board.path?.exec(url.pathname)?.[1] ?? idInQuery(board, url));
  return board && id ? { board, id: decodeURIComponentOrSame(id) } : null;
}

/** Boards whose form stands in the employer's own page leave their id in its address. */
function isEmbedded(board: Board, url: URL): boolean {
  return (
    (board.name === 'greenhouse' && url.searchParams.has('gh_jid')) ||
    (board.name === 'ashby' && url.searchParams.has('ashby_jid'))
  );
}

function idInQuery(board: Board, url: URL): string | null {
  for (const name of board.parameters ?? []) {
    const id = url.searchParams.get(name)?.trim();
    if (id && id.length <= 100) return id;
  }
  return null;
}

function decodeURIComponentOrSame(text: string): string {
  return /%(?![0-9a-f]{2})/i.test(text)
    ? text
    : new URLSearchParams(`x=${text.replaceAll('+', '%2B').replaceAll('&', '%26')}`).get('x')!;
}

function cleaned(url: URL): WebUrl {
  const kept = [...url.searchParams]
    .filter(([name]) => !tracking.test(name))
    .toSorted(([a, x], [b, y]) => (a === b ? Number(x > y) - Number(x < y) : a < b ? -1 : 1));
  const query = new URLSearchParams(kept).toString();
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : '';
  return `https://${url.host.replace(/^www\./, '')}${path}${query === '' ? '' : `?${query}`}`;
}

/** The name of the source for a posting's address (`linkedin`, `indeed`, …); `null`: not a board the product names. */
export function sourceOf(url: WebUrl): 'linkedin' | 'indeed' | 'glassdoor' | null {
  const host = new URL(url).hostname;
  const name = boards.find((board) => board.host.test(host))?.name;
  return name === 'linkedin' || name === 'indeed' || name === 'glassdoor' ? name : null;
}
