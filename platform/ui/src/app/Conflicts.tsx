/** The place of the question what stays when a record changed in two places. Stands once in the frame; its dialog comes when it is asked. */
import { later } from '../later.tsx';
import { currentConflict } from './current-conflict.ts';
import { useStore } from './store.ts';

const ConflictDialog = later(async () => ({ default: (await import('./ConflictDialog.tsx')).ConflictDialog }));

export function Conflicts() {
  const conflict = useStore(currentConflict);
  return conflict && <ConflictDialog key={conflict.number} conflict={conflict} />;
}
