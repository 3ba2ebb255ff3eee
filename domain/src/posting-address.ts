/**
 * Postings told apart by their address and by the id their board gave them.
 *
 * Apart from the id itself: whoever only names a posting need not carry the table of boards.
 */
import type { ExternalJobId } from './posting.ts';
import type { WebUrl } from './text.ts';

/** Query parameters that say where a click came from and never which posting it is. */
const tracking =
  /^(utm_.*|mc_.*|pk_.*|mtm_.*|matomo_.*|hsa_.*|_hs.*|__hs.*|vero_.*|oly_.*|rx_.*|gad_.*|wt\.mc_.*|gclid|gclsrc|dclid|gbraid|wbraid|srsltid|fbclid|fb_.*|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|epik|ef_id|s_kwcid|_ga|_gl|mkt_tok|trk|trkinfo|trkemail|lipi|midtoken|midsig|ebp|otptoken|trackingid|trackid|trackingtag|refid|ref|ref_src|referer|referrer|referral|src|source|sourceid|source_id|sourcetype|jobsourceid|job_source|campaign|campaignid|campaign_id|cmpid|gh_src|lever-source.*|lever-origin|lever-via|ccuid|jobboardsource|jobsource|jobboard|iis|iisn|icims_ref|from|original_referer|_bhlid|recommended_by)$/i;

/** One job board: its hosts and how its postings are named. The first group of `path`, or the parameter, is the id. */
interface Board {
  readonly name: string;
  /** As people know it, where many employers publish; absent: each employer's own pages are made with it. */
  readonly label?: string;
  /** A public employment service. */
  readonly isPublic?: true;
  readonly host: RegExp;
  readonly path?: RegExp;
  readonly parameters?: readonly string[];
  /** The employer, where the board counts for each anew; part of the id then. */
  readonly employer?: (url: URL) => string | undefined;
  /** The address people would share, from the id. Without it the cleaned address stands. */
  readonly address?: (id: string, url: URL) => string | null;
}

/** `acme` of `acme.example.com`: boards that give each employer a host of its own. */
const ofHost = (url: URL) => url.hostname.split('.')[0];

/** The part of the path up to the id: whatever follows (the form to apply) is the same posting. */
const upTo = (id: string, { host, pathname }: URL) => {
  const at = pathname.toLowerCase().indexOf(id.toLowerCase());
  return at < 0 ? null : `https://${host}${pathname.slice(0, at + id.length)}`;
};

function beforeApply(path: string): string {
  const at = path.indexOf('/apply');
  return at < 0 ? withoutSlashesAtEnd(path) : path.slice(0, at);
}

/** A path without the slashes that it ends in. A pattern for them looks from each slash anew, which takes long where many come before something else. */
export function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

/**
 * Known boards. Sources: addresses in the corpus of saved postings, and each board's public pages as of November 2026.
 *
 * `parameters` are looked at when the path says nothing (LinkedIn's search page names the open posting in `currentJobId`).
 */
const boards: readonly Board[] = [
  {
    name: 'linkedin',
    label: 'LinkedIn',
    host: /(^|\.)linkedin\.(com|cn)$/,
    path: /^\/(?:comm\/|m\/)?jobs\/view\/(?:[^/]*?-)?(\d{6,})\/?/,
    parameters: ['currentJobId', 'jobId'],
    address: (id) => `https://www.linkedin.com/jobs/view/${id}`,
  },
  {
    name: 'indeed',
    label: 'Indeed',
    host: /(^|\.)indeed\.[a-z.]+$/,
    path: /^\/(?:cmp\/[^/]+\/jobs|job)\/(?:[^/]*-)?([0-9a-f]{16})$/,
    parameters: ['jk', 'vjk'],
    address: (id, url) => `https://${url.hostname.replace(/^m\./, 'www.')}/viewjob?jk=${id}`,
  },
  {
    name: 'greenhouse',
    host: /(^|\.)greenhouse\.io$/,
    path: /^\/[^/]+\/jobs\/(\d+)/,
    parameters: ['gh_jid', 'token'],
    // The form that employers frame into their own page is the same posting.
    address: (id, url) => {
      const employer = url.searchParams.get('for') ?? /^\/([^/]+)\/jobs\//.exec(url.pathname)?.[1];
      if (!/(^|\.)greenhouse\.io$/.test(url.hostname) || employer === undefined) return null;
      return `https://${url.hostname}/${encodeURIComponent(decoded(employer))}/jobs/${id}`;
    },
  },
  {
    name: 'lever',
    host: /(^|\.)lever\.co$/,
    path: /^\/[^/]+\/([0-9a-f]{8}-[0-9a-f-]{27})/,
    address: upTo,
  },
  {
    name: 'ashby',
    host: /(^|\.)ashbyhq\.com$/,
    path: /^\/[^/]+\/([0-9a-f]{8}-[0-9a-f-]{27})/,
    parameters: ['ashby_jid'],
    address: upTo,
  },
  {
    name: 'workday',
    host: /(^|\.)(myworkdayjobs|myworkdaysite|workday)\.com$/,
    path: /\/(?:job|details)\/(?:.*\/)?[^/]*_([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*?)(?:-\d)?(?:\/apply.*)?\/?$/,
    employer: ({ hostname, pathname }) =>
      hostname.endsWith('myworkdaysite.com') ? /\/recruiting\/([^/]+)/.exec(pathname)?.[1] : hostname.split('.')[0],
    // Language, and the form behind "apply": neither makes another posting.
    address: (_, { host, pathname }) => `https://${host}${beforeApply(pathname.replace(/^\/[a-z]{2}-[A-Z]{2}(?=\/)/, ''))}`,
  },
  { name: 'smartrecruiters', host: /(^|\.)smartrecruiters\.com$/, path: /^\/[^/]+\/(\d{9,})/ },
  { name: 'workable', host: /(^|\.)workable\.com$/, path: /\/(?:j|jobs)\/([0-9A-F]{8,}|\d+)/i },
  { name: 'icims', host: /(^|\.)icims\.com$/, path: /^\/jobs\/(\d+)/, employer: ofHost },
  { name: 'taleo', host: /(^|\.)taleo\.net$/, parameters: ['job', 'rid'], employer: ofHost },
  {
    name: 'bamboohr',
    host: /(^|\.)bamboohr\.com$/,
    path: /^\/(?:jobs\/view\.php|careers\/(\d+))/,
    parameters: ['id'],
    employer: ofHost,
  },
  { name: 'jobvite', host: /(^|\.)jobvite\.com$/, path: /\/job\/([A-Za-z0-9]+)/ },
  { name: 'oracle', host: /(^|\.)oraclecloud\.com$/, path: /\/job\/(\d+)/, employer: ofHost },
  { name: 'personio', host: /(^|\.)jobs\.personio\.(de|com)$/, path: /^\/job\/(\d+)/, employer: ofHost },
  { name: 'recruitee', host: /(^|\.)recruitee\.com$/, path: /^\/o\/([^/]+)/, employer: ofHost },
  { name: 'teamtailor', host: /(^|\.)teamtailor\.com$/, path: /^\/(?:[a-z-]+\/)?jobs\/(\d+)/ },
  { name: 'stepstone', label: 'StepStone', host: /(^|\.)stepstone\.[a-z.]+$/, path: /--(\d+)(?:-inline)?\.html$/ },
  { name: 'xing', label: 'XING', host: /(^|\.)xing\.com$/, path: /^\/jobs\/.*?(\d{6,})$/ },
  { name: 'seek', label: 'SEEK', host: /(^|\.)seek\.(com\.au|co\.nz)$/, path: /^\/job\/(\d+)/, parameters: ['jobId'] },
  { name: 'naukri', label: 'Naukri', host: /(^|\.)naukri\.com$/, path: /-(\d{9,})$/ },
  {
    name: 'ziprecruiter',
    label: 'ZipRecruiter',
    host: /(^|\.)ziprecruiter\.[a-z.]+$/,
    path: /^\/(?:c|jobs)\/.*?-([0-9a-f]{8,})$/,
    parameters: ['jid', 'lvk'],
  },
  { name: 'glassdoor', label: 'Glassdoor', host: /(^|\.)glassdoor\.[a-z.]+$/, parameters: ['jl', 'jobListingId'] },
  { name: 'monster', label: 'Monster', host: /(^|\.)monster\.[a-z.]+$/, path: /--([0-9a-f-]{36})$/ },
  {
    name: 'wellfound',
    label: 'Wellfound',
    host: /(^|\.)(wellfound\.com|angel\.co)$/,
    path: /^\/jobs\/(\d+)/,
    parameters: ['job_listing_id'],
  },
  {
    name: 'usajobs',
    label: 'USAJOBS',
    isPublic: true,
    host: /(^|\.)usajobs\.gov$/,
    path: /^\/(?:job|GetJob\/ViewDetails)\/(\d+)/i,
  },
  { name: 'stackoverflow', label: 'Stack Overflow', host: /(^|\.)stackoverflow\.com$/, path: /^\/jobs\/(\d+)/ },
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
  const { board, id } = found;
  const employer = board.employer?.(parsed);
  return {
    canonicalUrl: board.address?.(id, parsed) ?? cleaned(parsed),
    externalJobId: `${board.name}:${employer === undefined ? '' : `${decoded(employer).toLowerCase()}/`}${id}`,
  };
}

function boardAndId(url: URL): { board: Board; id: string } | null {
  const board = boards.find((one) => one.host.test(url.hostname)) ?? boards.find((one) => isEmbedded(one, url));
  const id = board && (board.path?.exec(url.pathname)?.[1] ?? idInQuery(board, url));
  return board && id ? { board, id: decoded(id) } : null;
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

function decoded(text: string): string {
  return /%(?![0-9a-f]{2})/i.test(text)
    ? text
    : new URLSearchParams(`x=${text.replaceAll('+', '%2B').replaceAll('&', '%26')}`).get('x')!;
}

function cleaned(url: URL): WebUrl {
  const kept = [...url.searchParams]
    .filter(([name]) => !tracking.test(name))
    .toSorted(([a, x], [b, y]) => (a === b ? Number(x > y) - Number(x < y) : a < b ? -1 : 1));
  const query = new URLSearchParams(kept).toString();
  const path = withoutSlashesAtEnd(url.pathname);
  return `https://${url.host.replace(/^www\./, '')}${path}${query === '' ? '' : `?${query}`}`;
}

/** Where a posting was found, in an application's words. */
export interface Found {
  readonly source: 'linkedin' | 'indeed' | 'glassdoor' | 'public_service' | 'company_site' | 'other';
  /** Which one (`StepStone`); `null`: `source` says it already. */
  readonly sourceDetail: string | null;
}

/** Where a posting was found, by its address; `null`: not a place that we know. */
export function foundAt(url: WebUrl): Found | null {
  const { hostname } = new URL(url);
  const board = boards.find((one) => one.host.test(hostname));
  if (board === undefined) return null;
  const { name, label, isPublic } = board;
  if (name === 'linkedin' || name === 'indeed' || name === 'glassdoor') return { source: name, sourceDetail: null };
  if (label === undefined) return { source: 'company_site', sourceDetail: null };
  return { source: isPublic ? 'public_service' : 'other', sourceDetail: label };
}
