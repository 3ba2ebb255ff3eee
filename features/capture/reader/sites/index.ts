/** The sites that have a reader of their own: boards first, then what employers post with. No host is two sites'. */
import { adp } from './adp.ts';
import { amazon } from './amazon.ts';
import { arbeitsagentur } from './arbeitsagentur.ts';
import { ashby } from './ashby.ts';
import { avature } from './avature.ts';
import { bambooHr } from './bamboohr.ts';
import { breezy } from './breezy.ts';
import { dayforce } from './dayforce.ts';
import { dice } from './dice.ts';
import { eightfold } from './eightfold.ts';
import { freshteam } from './freshteam.ts';
import { glassdoor } from './glassdoor.ts';
import { greenhouse } from './greenhouse.ts';
import { handshake } from './handshake.ts';
import { icims } from './icims.ts';
import { indeed } from './indeed.ts';
import { jazzHr } from './jazzhr.ts';
import { jobvite } from './jobvite.ts';
import { join } from './join.ts';
import { lever } from './lever.ts';
import { linkedin } from './linkedin.ts';
import type { MarkedSite } from './marked-site.ts';
import { monster } from './monster.ts';
import { naukri } from './naukri.ts';
import { oracle } from './oracle.ts';
import { paylocity } from './paylocity.ts';
import { personio } from './personio.ts';
import { pinpoint } from './pinpoint.ts';
import { recruitee } from './recruitee.ts';
import { rippling } from './rippling.ts';
import { seek, jobStreet, jobsDb } from './seek.ts';
import { simplyHired } from './simplyhired.ts';
import { smartRecruiters } from './smartrecruiters.ts';
import { stackOverflow } from './stackoverflow.ts';
import { startupJobs } from './startupjobs.ts';
import { stepStone, totaljobs } from './stepstone.ts';
import { successFactors } from './successfactors.ts';
import { taleo } from './taleo.ts';
import { teamtailor } from './teamtailor.ts';
import { ultiPro } from './ultipro.ts';
import { usaJobs } from './usajobs.ts';
import { welcomeToTheJungle } from './welcometothejungle.ts';
import { wellfound } from './wellfound.ts';
import { workable } from './workable.ts';
import { workday } from './workday.ts';
import { xing } from './xing.ts';
import { zipRecruiter } from './ziprecruiter.ts';
import { zoho } from './zoho.ts';

export const sites: readonly MarkedSite[] = [
  linkedin,
  indeed,
  glassdoor,
  zipRecruiter,
  monster,
  stepStone,
  totaljobs,
  xing,
  seek,
  jobStreet,
  jobsDb,
  naukri,
  wellfound,
  usaJobs,
  dice,
  simplyHired,
  handshake,
  welcomeToTheJungle,
  arbeitsagentur,
  startupJobs,
  stackOverflow,
  greenhouse,
  lever,
  ashby,
  workday,
  smartRecruiters,
  icims,
  taleo,
  oracle,
  successFactors,
  workable,
  bambooHr,
  jobvite,
  personio,
  recruitee,
  teamtailor,
  breezy,
  rippling,
  dayforce,
  ultiPro,
  adp,
  paylocity,
  pinpoint,
  join,
  jazzHr,
  freshteam,
  zoho,
  eightfold,
  avature,
  amazon,
];
