import { Conflicts, Notices, setTitle, useTitles } from '@sotto/ui/app';
import { useEffect } from 'react';

/** On every page: the title of the tab, the places of notices and of what changed in two places. */
export function Everywhere() {
  const title = useTitles().at(-1) ?? 'Sotto';
  useEffect(() => setTitle(title), [title]);
  return (
    <>
      <Notices />
      <Conflicts />
    </>
  );
}
