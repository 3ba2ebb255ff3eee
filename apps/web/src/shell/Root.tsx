import { Notices, setTitle } from '@sotto/ui/app';
import { Outlet, useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Around everything: the title of the tab, the place of notices. */
export function Root() {
  const title = useMatches({ select: (matches) => matches.findLast((match) => match.staticData.title)?.staticData.title ?? 'Sotto' });
  useEffect(() => setTitle(title), [title]);
  return (
    <>
      <Outlet />
      <Notices />
    </>
  );
}
