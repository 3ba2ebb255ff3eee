/** Who, may they, open, decide, keep, answer: for interactions. */
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  byHand,
  CalendarDate,
  CompanyKind,
  ContactKind,
  instantOfWall,
  InteractionKind,
  isUnreachable,
  msOf,
  pastMoment,
  WallTime,
  withChanges,
  type Id,
  type Interaction,
  type Stored,
  type Zone,
} from '@sotto/domain';
import { refused, removeRecord, sealUndo } from '@sotto/features/applications/server';
import { settingsOf } from '@sotto/features/settings/server';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import * as api from '../api.ts';
import { companyOf, interactionsByTime } from './records.ts';
import { interactionView } from './views.ts';

export function interactionRoutes(platform: Platform): Route[] {
  const { workspaces, ids, now } = platform;
  return [
    route(api.listInteractions, 'track', async ({ by, query }) => {
      const workspace = await workspaces.read(by);
      const items = interactionsByTime(workspace).filter(({ content }) => isAskedFor(workspace, content, query));
      return { status: 200, body: { items: items.slice(0, query.limit).map((one) => interactionView(workspace, one)) } };
    }),

    route(api.createInteraction, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(InteractionKind, id));
        if (made !== null) return made;
        const { id = ids.record() } = body;
        draft.create(InteractionKind, { id, content: { ...begun(present, body, now()), createdFrom } });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(api.getInteraction, 'track', async ({ by, params: { id } }) => ({
      status: 200,
      body: viewById(await workspaces.read(by), id),
    })),

    route(api.patchInteraction, 'track', async ({ by, params: { id }, body: { revision, at, zone, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const { content } = expected(present, id, revision);
        const when = at === undefined && zone === undefined ? {} : momentOf(at ?? saidOf(content), zone ?? content.zone, now());
        const changed = withChanges({ ...content, ...when }, changes);
        refuseAbsent(present, changes);
        refuseUnreachable(present, changed);
        draft.update(InteractionKind, id, revision, changed);
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(api.deleteInteraction, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        removeRecord(present, draft, { kind: InteractionKind, stored: expected(present, id, revision) }),
      );
      return { status: 200, body: { undo: await sealUndo(platform, by, result) } };
    }),
  ];
}

interface Asked {
  readonly contactId?: Id | undefined;
  readonly companyId?: Id | undefined;
  readonly applicationId?: Id | undefined;
}

function isAskedFor(workspace: Workspace, interaction: Interaction, { contactId, companyId, applicationId }: Asked): boolean {
  return (
    (contactId === undefined || interaction.contactIds.includes(contactId)) &&
    (applicationId === undefined || interaction.applicationId === applicationId) &&
    (companyId === undefined || companyOf(workspace, interaction) === companyId)
  );
}

/** A new interaction. Throws `invalid-input` for what is not there, a moment in the future, and one that names nobody and nothing. */
function begun(workspace: Workspace, input: api.NewInteraction, now: number): Interaction {
  const { kind, at, zone = settingsOf(workspace).zone, direction = null, subject = null, notes = null } = input;
  const { contactIds = [], applicationId = null, companyId } = input;
  refuseAbsent(workspace, input);
  const interaction = {
    kind,
    direction,
    subject,
    notes,
    ...momentOf(at ?? now, zone, now),
    contactIds: [...new Set(contactIds)],
    applicationId,
    companyId: companyId === undefined ? usualCompany(workspace, contactIds, applicationId) : companyId,
    ...byHand,
  };
  refuseUnreachable(workspace, interaction);
  return interaction;
}

/** Named so that the interaction stays with the employer when the application or the contact is deleted. */
function usualCompany(workspace: Workspace, contactIds: readonly Id[], applicationId: Id | null): Id | null {
  const application = applicationId === null ? undefined : workspace.get(ApplicationKind, applicationId);
  if (application !== undefined) return application.content.companyId;
  const ofContacts = contactIds.flatMap((id) => workspace.get(ContactKind, id)?.content.companyIds ?? []);
  const [only, ...others] = new Set(ofContacts.filter((id) => workspace.get(CompanyKind, id) !== undefined));
  return only !== undefined && others.length === 0 ? only : null;
}

function momentOf(at: api.SaidThere | number, zone: Zone, now: number) {
  const when = whenOf(at, zone);
  const moment = pastMoment(when, { now, zone });
  if (moment === null) throw refused('at', 'This lies in the future.');
  return moment;
}

function whenOf(at: api.SaidThere | number, zone: Zone) {
  if (typeof at === 'number') return { at };
  if (CalendarDate.safeParse(at).success) return { on: at };
  return { at: WallTime.safeParse(at).success ? instantOfWall(at, zone) : msOf(at) };
}

function saidOf({ at, on }: Interaction): api.Said | number {
  return on ?? at;
}

function refuseAbsent(
  workspace: Workspace,
  { contactIds = [], companyId, applicationId }: Omit<api.InteractionPatch, 'revision'>,
): void {
  if (contactIds.some((id) => workspace.get(ContactKind, id) === undefined))
    throw refused('contactIds', 'One of these contacts is not there.');
  if (companyId != null && workspace.get(CompanyKind, companyId) === undefined)
    throw refused('companyId', 'There is no such company.');
  if (applicationId != null && workspace.get(ApplicationKind, applicationId) === undefined)
    throw refused('applicationId', 'There is no such application.');
}

function refuseUnreachable(workspace: Workspace, interaction: Interaction): void {
  if (isUnreachable(interaction, (id) => workspace.has(id)))
    throw refused('contactIds', 'Say with whom it was: a contact, a company or an application.');
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Interaction> {
  const interaction = workspace.get(InteractionKind, id);
  if (interaction === undefined) throw new Problem('not-found');
  if (interaction.revision !== revision)
    throw new Problem('stale-revision', { current: interactionView(workspace, interaction) });
  return interaction;
}

function viewById(workspace: Workspace, id: Id): api.InteractionView {
  const interaction = workspace.get(InteractionKind, id);
  if (interaction === undefined) throw new Problem('not-found');
  return interactionView(workspace, interaction);
}
