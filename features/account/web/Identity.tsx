import { useStore } from '@sotto/ui/app';
import { Suspense, lazy } from 'react';
import { openQuestion } from './identity.ts';

const IdentityDialog = lazy(() => import('./IdentityDialog.tsx'));

/** Nothing, until a call asks who is there. Stands wherever such a call may be made. */
export function Identity() {
  const question = useStore(openQuestion);
  return <Suspense>{question && <IdentityDialog />}</Suspense>;
}
