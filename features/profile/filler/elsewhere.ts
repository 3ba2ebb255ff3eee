/** Forms in frames of other hosts: nothing here may look into them, but one can open them in a tab of their own. */
import type { FormElsewhere } from './suggestion.ts';

/** Hosts that carry application forms for others. */
const systems =
  /(?:^|\.)(?:greenhouse\.io|lever\.co|ashbyhq\.com|myworkdayjobs\.com|smartrecruiters\.com|icims\.com|successfactors\.(?:com|eu)|taleo\.net|workable\.com|bamboohr\.com|jobvite\.com|recruitee\.com|teamtailor\.com|personio\.(?:de|com)|breezy\.hr|applytojob\.com|join\.com|softgarden\.io|rexx-systems\.com|oraclecloud\.com|paylocity\.com|adp\.com|ukg\.(?:com|net)|ultipro\.com|dayforcehcm\.com|pinpointhq\.com|comeet\.(?:com|co)|zohorecruit\.(?:com|eu)|typeform\.com|jotform\.com)$/;
/** What addresses of forms say, and what addresses of everything else do. */
const speaksOfForms = /appl(?:y|ication)|career|job|recruit|candidate|bewerb|vacanc|embed\/form/i;
const speaksOfOthers =
  /captcha|analytics|doubleclick|\bads?\b|youtube|vimeo|maps|chat|consent|payment|player|login|oauth|widget\/share/i;

/** Large frames of other hosts whose address is that of a form, each once. */
export function formsElsewhere(document: Document): FormElsewhere[] {
  const frames = [...document.querySelectorAll('iframe')].filter((frame) => isOutOfReach(frame) && isLarge(frame));
  const addresses = frames.map(({ src }) => src).filter((src) => URL.canParse(src));
  return [...new Set(addresses)]
    .map((src) => new URL(src))
    .filter(isOfForm)
    .map(({ href, host }) => ({ address: href, host }));
}

const isOutOfReach = (frame: HTMLIFrameElement) => frame.contentDocument === null;

function isLarge(frame: Element): boolean {
  const { width, height } = frame.getBoundingClientRect();
  return width >= 250 && height >= 150;
}

const isOfForm = ({ protocol, hostname, pathname, search }: URL) =>
  /^https?:$/.test(protocol) &&
  !speaksOfOthers.test(hostname + pathname) &&
  (systems.test(hostname) || speaksOfForms.test(pathname + search));
