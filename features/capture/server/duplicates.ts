/** What may be the same as a posting, across all groups, in the form of the API. */
import {
  addressOf,
  ApplicationKind,
  companyKey,
  CompanyKind,
  dateOf,
  duplicatesOf,
  GroupKind,
  keysOf,
  readWebUrl,
  responseTo,
  SettingsKind,
  StageKind,
  type Application,
  type Candidate,
  type DuplicateMatch,
  type Id,
  type Known,
  type Stored,
} from '@sotto/domain';
import { companiesByKey } from '@sotto/features/companies/server';
import { settingsOf } from '@sotto/features/settings/server';
import { stageRef } from '@sotto/features/stages/server';
import type { Workspace } from '@sotto/workspace';
import type { Duplicate, DuplicateReport } from '../api.ts';

/** What someone has typed so far; empty is absent, and a link that is none yet is absent too. */
export interface Asked {
  readonly company?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly externalJobId?: string | null | undefined;
  /** An application that is not compared. */
  readonly except?: Id | undefined;
}

// More are counted and not told one by one: nobody reads them.
const greatestItems = 20;

interface KnownApplication extends Known {
  readonly stored: Stored<Application>;
}

/** `now`: epoch ms. */
export function duplicateReport(workspace: Workspace, asked: Asked, now: number): DuplicateReport {
  const candidate = candidateOf(asked);
  const today = dateOf(now, settingsOf(workspace).zone);
  const others = knownApplications(workspace).filter((one) => one.id !== asked.except);
  const matches = duplicatesOf(candidate, others, today);
  const doNotApply = unwanted(workspace, candidate, matches);
  return {
    response: strongest([
      ...matches.map(({ level }) => responseTo[level]),
      ...(doNotApply === null ? [] : [responseTo.do_not_apply]),
    ]),
    items: matches.slice(0, greatestItems).map((match) => itemOf(workspace, match)),
    total: matches.length,
    doNotApply,
  };
}

function candidateOf({ company, title, url, externalJobId }: Asked): Candidate {
  return {
    company: company?.trim() || null,
    title: title?.trim() || null,
    url: readWebUrl(url ?? ''),
    externalJobId: externalJobId?.trim() || null,
  };
}

/** Every application as the comparison needs it. The day is worked out only for those at the same company. */
function knownApplications(workspace: Workspace): readonly KnownApplication[] {
  return workspace.derived('known applications', [ApplicationKind, CompanyKind, SettingsKind], () => {
    const { zone } = settingsOf(workspace);
    const companies = new Map(
      workspace.all(CompanyKind).map(({ id, content }) => [id, { keys: keysOf(content), doNotApply: content.doNotApply }]),
    );
    return workspace.all(ApplicationKind).map((stored) => {
      const { title, companyId, canonicalUrl, externalJobId, appliedOn, url } = stored.content;
      return {
        stored,
        id: stored.id,
        title,
        companyKeys: companies.get(companyId)?.keys ?? [],
        doNotApply: companies.get(companyId)?.doNotApply ?? false,
        canonicalUrl,
        externalJobId: externalJobId ?? (url === null ? null : addressOf(url).externalJobId),
        get on() {
          return appliedOn ?? dateOf(stored.createdAt, zone);
        },
      };
    });
  });
}

/** The company someone has decided against: the one they typed, or the one whose posting this is. */
function unwanted(
  workspace: Workspace,
  { company }: Candidate,
  matches: readonly DuplicateMatch<KnownApplication>[],
): DuplicateReport['doNotApply'] {
  const named = company === null ? undefined : companiesByKey(workspace).get(companyKey(company));
  const posted = matches.find(({ level, known }) => level === 'same_posting' && known.doNotApply)?.known.stored.content.companyId;
  const found =
    named?.content.doNotApply === true ? named : posted === undefined ? undefined : workspace.get(CompanyKind, posted);
  if (found === undefined) return null;
  return { company: { id: found.id, name: found.content.name }, reason: found.content.doNotApplyReason };
}

function strongest(responses: readonly ('block' | 'warn' | 'inform')[]): DuplicateReport['response'] {
  return (['block', 'warn', 'inform'] as const).find((response) => responses.includes(response)) ?? null;
}

function itemOf(workspace: Workspace, { level, known }: DuplicateMatch<KnownApplication>): Duplicate {
  const { companyId, groupId, stageId, title, appliedOn, outcome } = known.stored.content;
  const stage = workspace.get(StageKind, stageId);
  return {
    level,
    response: responseTo[level],
    id: known.id,
    company: { id: companyId, name: workspace.get(CompanyKind, companyId)?.content.name ?? 'Unknown company' },
    title,
    group: { id: groupId, name: workspace.get(GroupKind, groupId)?.content.name ?? 'Unknown group' },
    stage: stage === undefined ? { id: stageId, name: 'Unknown stage', kind: 'lead' } : stageRef(stage),
    appliedOn,
    on: known.on,
    outcome,
  };
}
