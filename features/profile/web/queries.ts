/** The profile in the browser: read, uploaded to, ended. What is typed is saved by `useAutosave`. */
import { type FileType, fileTypes } from '@sotto/domain';
import { useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ProfileView, type ResumeType, deleteProfile, deleteResume, getProfile, putResume } from '../api.ts';

export const profileKey = ['profile'] as const;
/** Everything that changes the profile goes one after the other: each names the revision that the one before it made. */
export const profileScope = { id: 'profile' } as const;

/** The profile; `data` is `undefined` until it is known. */
export function useProfile() {
  const api = useApi();
  return useQuery({ queryKey: profileKey, queryFn: async ({ signal }) => (await api(getProfile, {}, signal)).body });
}

/** Asks what the profile is now, and calls with its revision. */
function useAtRevision<Input>(call: (input: Input, revision: number) => Promise<ProfileView | null>) {
  const api = useApi();
  const queries = useQueryClient();
  return {
    scope: profileScope,
    mutationFn: async (input: Input) => {
      const { revision } = (await api(getProfile, {})).body;
      return call(input, revision);
    },
    onSuccess: (now: ProfileView | null) =>
      now === null ? queries.invalidateQueries({ queryKey: profileKey }) : void queries.setQueryData(profileKey, now),
  };
}

/** Uploads a resume in place of the one before. What is wrong with it is shown beside it. */
export function useUploadResume() {
  const api = useApi();
  const upload = useAtRevision(
    async (file: File, revision) =>
      (await api(putResume, { query: { revision, name: file.name }, body: file, type: sentAs(typeOf(file) ?? 'text/plain') }))
        .body,
  );
  return useMutation({ ...upload, meta: { shownBeside: ['unprocessable', 'too-large', 'unsupported-type'] } });
}

export function useRemoveResume() {
  const api = useApi();
  return useMutation(useAtRevision<void>(async (_, revision) => (await api(deleteResume, { query: { revision } })).body));
}

export function useDeleteProfile() {
  const api = useApi();
  return useMutation(
    useAtRevision<void>(async (_, revision) => {
      await api(deleteProfile, { query: { revision } });
      return null;
    }),
  );
}

/** By the name's ending, since systems differ in what they call a type. `null`: none that is taken. */
export function typeOf({ name }: Pick<File, 'name'>): FileType | null {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'txt' || ending === 'md' || ending === 'text') return fileTypes.txt;
  return ending === 'pdf' || ending === 'docx' ? fileTypes[ending] : null;
}

function sentAs(type: FileType): ResumeType {
  return type === 'text/plain' ? 'application/octet-stream' : type;
}
