/** The groups in the rail: one click to the other search, and + for a new one. */
import { later } from '@sotto/ui';
import { Link, useLocation } from '@sotto/ui/app';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { groupLinks } from './links.ts';
import { useCurrentGroup, useGroups } from './queries.ts';
import { titles } from './titles.ts';

const GroupDialog = later(() => import('./GroupDialog.tsx'));

export function RailGroups() {
  const groups = useGroups()?.filter((group) => group.archivedAt === null);
  const current = useCurrentGroup();
  const inGroup = useIsGroupShown();
  const [adding, setAdding] = useState(false);
  const view = useLocation().pathname.startsWith('/table') ? groupLinks.table : groupLinks.board;
  return (
    <>
      <div className="rail-head">
        {titles.groups}
        <button type="button" aria-label={titles.newGroup} title={titles.newGroup} onClick={() => setAdding(true)}>
          <Plus className="icon small" aria-hidden />
        </button>
      </div>
      <ul className="groups" aria-label={titles.groups}>
        {groups?.map((group) => (
          <li key={group.id}>
            <Link {...view(group.id)} aria-current={inGroup && group.id === current?.id ? 'true' : undefined}>
              <span className="clip">{group.name}</span>
              <span className="count">{group.applications.toLocaleString()}</span>
            </Link>
          </li>
        ))}
      </ul>
      {adding && <GroupDialog onClose={() => setAdding(false)} />}
    </>
  );
}

/** Whether the present page shows one group: then the rail says which. */
function useIsGroupShown(): boolean {
  return /^\/(board|table|import)/.test(useLocation().pathname);
}
