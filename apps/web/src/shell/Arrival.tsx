import { useSettings } from '@sotto/features/settings/web';
import { Navigate } from '@sotto/ui/app';

/** Where one is taken to: the first steps until they were taken or put away, else the board. */
export function Arrival() {
  const settings = useSettings();
  if (!settings) return null;
  return <Navigate to={settings.welcomedOn === null ? '/welcome' : '/board'} replace />;
}
