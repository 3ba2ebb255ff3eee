/** Who, may they, open, decide, keep, answer: for the profile and its resume. */
import { Problem } from '@sotto/contract';
import { type FileRef, instantOf, type Profile, ProfileKind, type Stored, withChanges } from '@sotto/domain';
import { asAttachment, fileOrRefuse, refuseOverQuota } from '@sotto/features/documents/server';
import { recordActivity } from '@sotto/features/privacy/server';
import { type Route, route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace } from '@sotto/workspace';
import * as api from '../api.ts';
import { noProfile, storedProfile } from './records.ts';

export function profileRoutes(platform: Platform): Route[] {
  return [...fieldRoutes(platform), ...resumeRoutes(platform)];
}

function fieldRoutes(platform: Platform): Route[] {
  const { workspaces } = platform;
  return [
    route(api.getProfile, 'track', async ({ by, caller }) => {
      const stored = storedProfile(await workspaces.read(by));
      if (caller.kind === 'key' && stored) await noteReading(platform, by, null);
      return { status: 200, body: viewOf(stored) };
    }),

    route(api.putProfile, 'track', async ({ by, body: { revision, ...fields } }) => ({
      status: 200,
      body: await change(platform, by, { revision, decide: () => fields }),
    })),

    route(api.deleteProfile, 'track', async ({ by, query: { revision } }) => {
      await workspaces.change(by, (present, draft) => {
        const stored = asSeen(storedProfile(present), revision);
        if (!stored) return;
        draft.remove(ProfileKind, stored.id, revision);
        dropFile(platform, by, { draft, file: stored.content.resume });
      });
      return { status: 204, body: undefined };
    }),
  ];
}

function resumeRoutes(platform: Platform): Route[] {
  const { workspaces } = platform;
  return [
    route(api.getResume, 'track', async ({ by, caller }) => {
      const resume = storedProfile(await workspaces.read(by))?.content.resume;
      const file = resume && (await workspaces.files.read(by, resume.id));
      if (!resume || !file) throw new Problem('not-found', { detail: 'There is no resume.' });
      if (caller.kind === 'key') await noteReading(platform, by, resume.name);
      return { status: 200, stream: file.pieces, type: resume.type, headers: asAttachment(resume, 'resume') };
    }),

    route(api.putResume, 'track', async ({ by, query: { revision, name }, body: { bytes, type } }) => {
      const resume = fileOrRefuse(platform, { bytes, type, name });
      // One unit: the new file is there, the profile names it and the old one is gone, or nothing of that is so.
      const body = await change(platform, by, {
        revision,
        decide(before, draft, present) {
          refuseOverQuota(platform, present, { added: bytes.length, freed: before.resume?.sizeBytes ?? 0 });
          draft.also((sealers) => workspaces.files.put(sealers, resume.id, bytes));
          dropFile(platform, by, { draft, file: before.resume });
          return { resume };
        },
      });
      return { status: 200, body };
    }),

    route(api.deleteResume, 'track', async ({ by, query: { revision } }) => ({
      status: 200,
      body: await change(platform, by, {
        revision,
        decide(before, draft) {
          dropFile(platform, by, { draft, file: before.resume });
          return { resume: null };
        },
      }),
    })),
  ];
}

/** What leaves for a form is told of; looking at one's own page is not. `about`: the file that left with it. */
function noteReading(platform: Platform, { userId }: Opening, about: string | null): Promise<void> {
  return recordActivity(platform, userId, { happening: 'profile-read', by: 'key', about });
}

interface Decision {
  /** The one the caller has seen; 0: none was there. */
  readonly revision: number;
  /** What changes of the profile as it is. */
  decide(before: Profile, draft: Draft, present: Workspace): Partial<Profile>;
}

/** Changes the profile, or makes it. Throws `stale-revision` with the present one. */
async function change({ workspaces, ids }: Platform, by: Opening, { revision, decide }: Decision): Promise<api.ProfileView> {
  const { workspace } = await workspaces.change(by, (present, draft) => {
    const stored = asSeen(storedProfile(present), revision);
    const before = stored?.content ?? noProfile;
    const content = withChanges(before, decide(before, draft, present));
    if (stored) draft.update(ProfileKind, stored.id, revision, content);
    else draft.create(ProfileKind, { id: ids.record(), content });
  });
  return viewOf(storedProfile(workspace));
}

function asSeen(stored: Stored<Profile> | undefined, revision: number): Stored<Profile> | undefined {
  if (revision !== (stored?.revision ?? 0)) throw new Problem('stale-revision', { current: viewOf(stored) });
  return stored;
}

function dropFile({ workspaces }: Platform, { userId }: Opening, { draft, file }: { draft: Draft; file: FileRef | null }): void {
  if (file) draft.also(() => workspaces.files.remove(userId, file.id));
}

function viewOf(stored: Stored<Profile> | undefined): api.ProfileView {
  const { resume, ...fields } = stored?.content ?? noProfile;
  return { ...fields, resume: resume && resumeView(resume), revision: stored?.revision ?? 0 };
}

function resumeView({ name, type, sizeBytes, sha256, uploadedAt }: FileRef): api.ResumeView {
  return { name, type, sizeBytes, sha256, uploadedAt: instantOf(uploadedAt) };
}
