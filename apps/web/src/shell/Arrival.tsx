import { useSettings } from '@sotto/features/settings/web';
import { todayLinks, useToday } from '@sotto/features/today/web';
import { Navigate } from '@sotto/ui/app';

/** Where one is taken to: the first steps until they were taken or put away, then Today; the board as long as there is no application. */
export function Arrival() {
  const settings = useSettings();
  const today = useToday();
  if (!settings) return null;
  if (settings.welcomedOn === null) return <Navigate to="/welcome" replace />;
  if (today.isPending) return null;
  return <Navigate {...(today.data?.empty === false ? todayLinks.today() : { to: '/board' })} replace />;
}
