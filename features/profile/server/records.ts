/** The kind this feature alone writes. The resume's bytes lie in the workspace's files, under an id that each upload has anew. */
import { blankProfile, type Profile, ProfileKind, type Stored } from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

export const kinds = [ProfileKind] as const;

/** The profile of someone who never made one. */
export const noProfile: Profile = { ...blankProfile, resume: null };

/** A person's profile; `undefined`: they never made one. */
export function storedProfile(workspace: Workspace): Stored<Profile> | undefined {
  return workspace.all(ProfileKind)[0];
}
