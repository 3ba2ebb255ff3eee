import { useApi } from '@sotto/ui/app';
import { type PasskeyView, renamePasskey } from '../../api.ts';
import { useCredentialChange } from './queries.ts';

/** Gives a passkey another name; the form that asks shows what is wrong with it. */
export function useRenamePasskey({ id }: PasskeyView, onDone: () => void) {
  const api = useApi();
  return useCredentialChange({
    change: (name: string) => api(renamePasskey, { params: { id }, body: { name } }),
    shownBeside: true,
    onDone,
  });
}
