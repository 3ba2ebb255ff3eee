import { later } from '@sotto/ui';
import { useStore } from '@sotto/ui/app';
import { openQuestion } from './identity.ts';

const IdentityDialog = later(() => import('./IdentityDialog.tsx'));

/** Nothing, until a call asks who is there. Stands wherever such a call may be made. */
export function Identity() {
  const question = useStore(openQuestion);
  return question && <IdentityDialog />;
}
