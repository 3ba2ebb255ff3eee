/** The saved views above the table or the board: one tab each with its number, and what can be done with the one that shows. */
import './views.css';
import type { BoardShows, TableShows } from '@sotto/domain';
import { IconButton, Menu, type MenuItem, classes } from '@sotto/ui';
import { type Address, Link, navigate, notify, useActions } from '@sotto/ui/app';
import { Ellipsis, SquareKanban } from 'lucide-react';
import { useMemo, useState } from 'react';
import { NameDialog } from './NameDialog.tsx';
import {
  type SavedViewView,
  useActiveView,
  useCreateView,
  useDeleteView,
  useMoveView,
  usePatchView,
  useViews,
} from './queries.ts';
import { texts } from './texts.ts';

export interface ViewTabsProps {
  readonly group: { readonly id: string; readonly name: string };
  /** What shows now. */
  readonly shows: TableShows | BoardShows;
  /** It narrows or orders something, so that it is worth a name. */
  readonly isNarrowed: boolean;
  /** The view that shows asks for something that is gone. */
  readonly isPartial?: boolean;
}

export function ViewTabs({ group, shows, isNarrowed, isPartial = false }: ViewTabsProps) {
  const views = (useViews(group.id) ?? none).filter(({ groupId }) => groupId === null || groupId === group.id);
  const active = useActiveView(group.id, shows.layout) ?? null;
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null);
  const create = useCreateView();
  const patch = usePatchView();
  const isChanged = active !== null && !isSame(active.shows, shows);
  usePalette(views, group.id);
  if (views.length === 0 && !isNarrowed) return null;

  function saveNew(name: string, onlyHere: boolean): void {
    create.mutate(
      { name, shows, groupId: onlyHere ? group.id : null },
      {
        onSuccess: (view) => {
          setNaming(null);
          navigate(addressOf(view, group.id));
        },
      },
    );
  }
  return (
    <nav className="view-tabs" aria-label={texts.views}>
      {views.length > 0 && (
        <Link
          to={shows.layout === 'table' ? '/table' : '/board'}
          search={{ group: group.id, view: 'all' }}
          className={classes('view-tab', active === null && 'on')}
        >
          {texts.all[shows.layout]}
        </Link>
      )}
      {views.map((view) => (
        <Tab key={view.id} view={view} groupId={group.id} isActive={view.id === active?.id} isChanged={isChanged} />
      ))}
      {active && <Acts view={active} views={views} groupId={group.id} onRename={() => setNaming('rename')} />}
      {(isChanged || (active === null && isNarrowed)) && (
        <span className="view-acts">
          {isChanged && (
            <>
              <button
                type="button"
                className="link"
                onClick={() =>
                  patch.mutate(
                    { view: active, shows },
                    {
                      onSuccess: () => {
                        navigate({ ...addressOf(active, group.id), replace: true });
                        notify({ text: texts.updated(active.name) });
                      },
                    },
                  )
                }
              >
                {texts.update}
              </button>
              <Link {...addressOf(active, group.id)} className="link">
                {texts.putBack}
              </Link>
            </>
          )}
          <button type="button" className="link" onClick={() => setNaming('new')}>
            {isChanged ? texts.saveAsNew : texts.save}
          </button>
        </span>
      )}
      {isPartial && <span className="late">{texts.partial}</span>}
      {naming === 'new' && (
        <NameDialog
          title={texts.newTitle}
          name=""
          group={group.name}
          error={create.error}
          onSave={saveNew}
          onClose={() => setNaming(null)}
        />
      )}
      {naming === 'rename' && active && (
        <NameDialog
          title={texts.renameTitle}
          name={active.name}
          error={patch.error}
          onSave={(name) => patch.mutate({ view: active, name }, { onSuccess: () => setNaming(null) })}
          onClose={() => setNaming(null)}
        />
      )}
    </nav>
  );
}

const none: readonly SavedViewView[] = [];

function addressOf({ id, shows, groupId }: SavedViewView, here: string): Address {
  return { to: shows.layout === 'table' ? '/table' : '/board', search: { group: groupId ?? here, view: id } };
}

/** Whether both show the same, however their parts are written down. */
function isSame(one: SavedViewView['shows'], other: SavedViewView['shows']): boolean {
  const parts = (shows: SavedViewView['shows']) => JSON.stringify(Object.entries(shows).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return parts(one) === parts(other);
}

interface TabProps {
  readonly view: SavedViewView;
  readonly groupId: string;
  readonly isActive: boolean;
  readonly isChanged: boolean;
}

function Tab({ view, groupId, isActive, isChanged }: TabProps) {
  return (
    <Link
      {...addressOf(view, groupId)}
      className={classes('view-tab', isActive && 'on')}
      aria-current={isActive ? 'page' : undefined}
    >
      {view.shows.layout === 'board' && <SquareKanban className="icon small" aria-hidden />}
      {view.name}
      {view.count !== null && <span className="count">{view.count.toLocaleString()}</span>}
      {isActive && isChanged && <span className="faint">{texts.changed}</span>}
    </Link>
  );
}

interface ActsProps {
  readonly view: SavedViewView;
  readonly views: readonly SavedViewView[];
  readonly groupId: string;
  readonly onRename: () => void;
}

function Acts({ view, views, groupId, onRename }: ActsProps) {
  const patch = usePatchView();
  const move = useMoveView(groupId);
  const remove = useDeleteView();
  const at = views.findIndex(({ id }) => id === view.id);
  const items: MenuItem[] = [
    { id: 'rename', label: texts.rename, run: onRename },
    {
      id: 'default',
      label: texts.makeDefault,
      chosen: view.isDefault,
      run: () => patch.mutate({ view, isDefault: !view.isDefault }),
    },
    {
      id: 'left',
      label: texts.left,
      disabled: at <= 0,
      run: () => move.mutate({ item: view, change: { after: views[at - 2]?.id ?? null } }),
    },
    {
      id: 'right',
      label: texts.right,
      disabled: at === views.length - 1,
      run: () => move.mutate({ item: view, change: { after: views[at + 1]?.id ?? null } }),
    },
    { kind: 'rule', id: 'rule' },
    { id: 'delete', label: texts.delete, run: () => remove.mutate(view) },
  ];
  return (
    <Menu
      label={texts.acts(view.name)}
      items={items}
      trigger={(props) => <IconButton icon={Ellipsis} size="small" label={texts.acts(view.name)} {...props} />}
    />
  );
}

/** Each view is found by its name in the palette. */
function usePalette(views: readonly SavedViewView[], groupId: string): void {
  const ids = views.map(({ id, name }) => `${id} ${name}`).join('\n');
  useActions(
    useMemo(
      () =>
        views.map((view) => ({
          id: `view-${view.id}`,
          label: texts.inPalette(view.name),
          icon: SquareKanban,
          run: () => navigate(addressOf(view, groupId)),
        })),
      // oxlint-disable-next-line react/exhaustive-deps -- by what is said, since the list is another with every answer
      [ids, groupId],
    ),
  );
}
