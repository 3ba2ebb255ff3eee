/** Help as the person sees it: every request with all that was done under it. */
import { instantOf, supportStateOf } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { HelpEntry, HelpView, OperatorView } from '../api.ts';
import { operatorsOf } from './asking.ts';
import { type Entry, entriesOf } from './entries.ts';
import { type Grant, grantsOf } from './grants.ts';

const hourMs = 60 * 60_000;

/** All requests of whoever asks, the latest first: also for the export of everything. */
export async function listHelpOf(platform: Platform, by: Opening): Promise<HelpView[]> {
  const [grants, entries, operators] = await Promise.all([
    grantsOf(platform, by),
    entriesOf(platform, by),
    operatorsOf(platform),
  ]);
  const of = Map.groupBy(entries, ({ grantId }) => grantId);
  return grants.map((grant) => viewOf(grant, of.get(grant.id) ?? [], { operators, now: platform.now() }));
}

interface Seen {
  readonly operators: readonly OperatorView[];
  readonly now: number;
}

function viewOf(grant: Grant, entries: readonly Entry[], { operators, now }: Seen): HelpView {
  return {
    id: grant.id,
    state: supportStateOf(grant, now),
    operator: grant.operator === null ? null : { id: grant.operator, name: nameOf(operators, grant.operator) },
    scope: grant.scope,
    hours: grant.readingMs / hourMs,
    askedAt: instantOf(grant.askedAt),
    lapsesAt: instantOf(grant.lapsesAt),
    until: grant.untilAt === null ? null : instantOf(grant.untilAt),
    revokedAt: grant.endedAt === null ? null : instantOf(grant.endedAt),
    entries: entries.map((entry) => entryView(entry, operators)),
  };
}

function entryView({ what, at, operator, content }: Entry, operators: readonly OperatorView[]): HelpEntry {
  return { what, at: instantOf(at), operator: operator === null ? null : nameOf(operators, operator), ...content };
}

/** Who is no operator any more has no name here. */
function nameOf(operators: readonly OperatorView[], id: string): string {
  return operators.find((each) => each.id === id)?.name ?? 'a former operator';
}
