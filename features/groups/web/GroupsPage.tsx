/** Settings, Groups: begin, rename, archive, delete. */
import { Block, Button, IconButton, Line, Menu, type MenuItem, PageTitle, Skeleton } from '@sotto/ui';
import { Link, notify } from '@sotto/ui/app';
import { Archive, ArchiveRestore, Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { GroupView } from '../api.ts';
import { DeleteGroupDialog } from './DeleteGroupDialog.tsx';
import GroupDialog from './GroupDialog.tsx';
import { groupLinks } from './links.ts';
import { useGroups, usePatchGroup } from './queries.ts';
import { texts } from './texts.ts';

type Doing = { readonly act: 'begin' } | { readonly act: 'change' | 'delete'; readonly group: GroupView } | null;

export function GroupsPage() {
  const groups = useGroups();
  const [doing, setDoing] = useState<Doing>(null);
  const archive = useArchive();
  const close = () => setDoing(null);
  const archived = groups?.filter((group) => group.archivedAt !== null) ?? [];
  const current = groups?.filter((group) => group.archivedAt === null);
  return (
    <>
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      <Block
        title={texts.current}
        aside={current?.length}
        actions={
          <Button size="small" icon={Plus} onClick={() => setDoing({ act: 'begin' })}>
            {texts.newGroup}
          </Button>
        }
      >
        {current ? (
          current.map((group) => (
            <GroupLine key={group.id} group={group} only={current.length === 1} onDo={setDoing} onArchive={archive} />
          ))
        ) : (
          <Skeleton lines={2} height="3rem" />
        )}
      </Block>
      {archived.length > 0 && (
        <Block title={texts.archived} aside={texts.archivedLead}>
          {archived.map((group) => (
            <GroupLine key={group.id} group={group} only={false} onDo={setDoing} onArchive={archive} />
          ))}
        </Block>
      )}
      {doing?.act === 'begin' && <GroupDialog onClose={close} />}
      {doing?.act === 'change' && <GroupDialog group={doing.group} onClose={close} />}
      {doing?.act === 'delete' && groups && (
        <DeleteGroupDialog group={doing.group} others={groups.filter(({ id }) => id !== doing.group.id)} onClose={close} />
      )}
    </>
  );
}

/** Archives a group or brings it back, and says so with the way back. Of the page, because the group's own line goes elsewhere by it. */
function useArchive(): (group: GroupView, archived: boolean) => void {
  const patch = usePatchGroup();
  return function archive({ id, revision }, archived) {
    const say = (now: GroupView) =>
      notify({ text: archived ? texts.wasArchived(now.name) : texts.wasRestored(now.name), undo: () => archive(now, !archived) });
    patch.mutate({ id, revision, archived }, { onSuccess: say });
  };
}

interface GroupLineProps {
  readonly group: GroupView;
  /** The only one that is not archived: it stays. */
  readonly only: boolean;
  readonly onDo: (doing: Doing) => void;
  readonly onArchive: (group: GroupView, archived: boolean) => void;
}

function GroupLine({ group, only, onDo, onArchive }: GroupLineProps) {
  const isArchived = group.archivedAt !== null;
  const items: readonly MenuItem[] = [
    { id: 'rename', label: texts.rename, icon: Pencil, run: () => onDo({ act: 'change', group }) },
    isArchived
      ? { id: 'restore', label: texts.restore, icon: ArchiveRestore, run: () => onArchive(group, false) }
      : { id: 'archive', label: texts.archive, icon: Archive, disabled: only, run: () => onArchive(group, true) },
    { kind: 'rule', id: 'rule' },
    { id: 'delete', label: texts.delete, icon: Trash2, danger: true, disabled: only, run: () => onDo({ act: 'delete', group }) },
  ];
  const about = [
    texts.count(group.applications),
    group.weeklyTarget === null ? null : texts.perWeek(group.weeklyTarget),
    group.goal,
  ];
  return (
    <Line
      name={
        <Link {...groupLinks.board(group.id)} className="link">
          {group.name}
        </Link>
      }
      sub={about.filter(Boolean).join(' · ')}
    >
      <Menu
        label={group.name}
        align="end"
        items={items}
        trigger={(props) => <IconButton icon={Ellipsis} label={texts.more(group.name)} size="small" {...props} />}
      />
    </Line>
  );
}
