/** Whose page an address is: an employer's own, a board's, or an employer's at a program that publishes for many. */

/** Parts of hosts. Looked up: a pattern of a hundred names takes a browser a millisecond to compile. */
interface Names {
  readonly names: ReadonlySet<string>;
  /** Names that go on. */
  readonly families: RegExp;
}

/** Whether a part of the host is one of them, before an ending such as `.com` or `.co.uk`. */
function isNamed(hostname: string, { names, families }: Names): boolean {
  const parts = hostname.split('.');
  return parts.some((part, at) => (names.has(part) || families.test(part)) && /^[a-z.]+$/.test(parts.slice(at + 1).join('.')));
}

/** Where many employers publish: the site's own name is not the employer's. */
const boards: Names = {
  names: new Set(
    `linkedin indeed glassdoor monster stepstone xing seek naukri ziprecruiter wellfound angel stackoverflow dice reed adzuna
  jooble jora talent themuse remoteok remotive weworkremotely ycombinator otta hh habr djinni dou work profesia prace pracuj
  justjoin finn arbeitsagentur idealist craigslist welcometothejungle apec meinestadt lawcruit python google euraxess
  workingnomads himalayas trud avito duunitori`.split(/\s+/),
  ),
  families: /^(builtin|nofluff|cv)\w*$/,
};

/** Names that speak of jobs. */
const boardHost =
  /(^|[.-])[\w-]*(jobs?|karri?er[ea]?|career|vacanc|stellen|praca|rabota|empl[eo]\w*|lavoro)[\w-]*\.(?!jobs$)(?:[a-z]{2,7}|(?:ac|com?|edu|gov|net|org)\.[a-z]{2,7})$/;

/** Programs that employers publish with: whose page it is stands before the host, or in the path. */
const programs: Names = {
  names: new Set(
    `greenhouse lever ashbyhq workday icims taleo smartrecruiters jobvite breezy bamboohr workable recruitee teamtailor personio
  successfactors sapsf oraclecloud ultipro ukg paylocity adp applytojob rippling pinpointhq zohorecruit comeet eightfold
  phenompeople avature micronapps silkroad csod softgarden umantis onlyfy join dayforcehcm homerun flatchr jobylon varbi
  reachmee hr-manager traffit erecruiter huntflow jobscore clearcompany applicantpro peopleadmin governmentjobs brassring
  hrmdirect catsone polymer concludis rexx-systems hibob careers-page gupy notion`.split(/\s+/),
  ),
  families: /^(myworkday\w+|paycom\w*|dvinci\w*)$/,
};

/** `name`: without blanks, folded. A program's own name stands on the pages of all who publish with it. */
export const isProgram = (name: string) => name !== 'join' && isNamed(`${name}.x`, programs);

/** A site that shows postings of many, under a name of its own. */
export function isBoard({ hostname }: URL): boolean {
  return (isNamed(hostname, boards) || boardHost.test(hostname)) && !isNamed(hostname, programs);
}

const general =
  /^(www\d*|jobs?|careers?|karriere|apply|boards?|job-?boards?|hire|hiring|recruit\w*|work|join|talent|people|[a-z]{2}|[a-z]{2}-[a-z]{2}|wd\d+|ats|app|portal|secure\d*|external\w*|embed|job_app|search|default|home|public|sites|service|hcmui|candidate\w*|vacancies|opportunities|emea|global|web|company|corporate|about|team|stellen\w*|job-?search|applicant\w*|details|\w*\d{3,}\w*|.*\.\w+)$/i;

/** Names that the address gives the owner, as `acme` for careers.acme.com and boards.greenhouse.io/acme; the surest first. */
export function ownerSlugs({ hostname, pathname, searchParams }: URL): string[] {
  const parts = hostname.split('.');
  const inPath = pathname
    .split('/')
    .slice(1, 4)
    .filter((part) => /^[\w%&.-]{2,40}$/.test(part));
  const all = isNamed(hostname, programs)
    ? [...parts.slice(0, -2), ...['for', 'org', 'company', 'c'].map((name) => searchParams.get(name) ?? ''), ...inPath]
    : [parts.at(/\.(co|com|org|net|gov|ac|edu)\.[a-z]{2}$/.test(hostname) ? -3 : -2) ?? ''];
  return all
    .filter(
      (part) =>
        /[a-z]{2}|\d[a-z]/i.test(part) &&
        (part.length > 2 || parts[0] === part) &&
        !general.test(part.length > 2 ? part : `${part}x`),
    )
    .map((part) => part.replace(/[-_]?(external|careers?|jobs?|karriere|hiring|hq|inc)$/i, '') || part);
}

/** The surest of them; empty: none. */
export const ownerSlug = (address: URL) => ownerSlugs(address)[0] ?? '';
