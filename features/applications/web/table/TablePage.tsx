/**
 * The table: everything in a group, sorted, narrowed, picked. Rows come a page at a time and only those in sight are drawn.
 *
 * What it shows is in its address; which columns, in this browser.
 */
import './table.css';
import { useCurrentGroup } from '@sotto/features/groups/web';
import { type FieldView, fieldLinks, useFields } from '@sotto/features/fields/web';
import { ViewTabs } from '@sotto/features/views/web';
import { type DressedStage, useStages } from '@sotto/features/stages/web';
import { Button, Menu, Skeleton, buttonClass, later } from '@sotto/ui';
import { Outlet, useNavigate, useStore, useTitle } from '@sotto/ui/app';
import { Columns3, Download, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ApplicationRow } from '../../api.ts';
import type { GroupView } from '@sotto/features/groups/api';
import { groupLinks } from '@sotto/features/groups/web';
import { BoardEmpty } from '../board/BoardStates.tsx';
import { Find, GroupSwitcher } from '../board/BoardHead.tsx';
import { useWords } from '../board/words.ts';
import { applicationLinks } from '../links.ts';
import { openNewApplication } from '../new/new-application.ts';
import { texts } from '../texts.ts';
import { BulkActs } from './BulkActs.tsx';
import { FilterBar } from './FilterBar.tsx';
import { Rows } from './Rows.tsx';
import { asksForFields, customColumnsOf, knownParts } from './known-parts.ts';
import { type NamedColumn, useTableColumns } from './table-columns.tsx';
import { chosenColumns } from './chosen-columns.ts';
import { useRows } from './queries.ts';
import { tableTexts } from './texts.ts';
import { useViewState } from './view-state.ts';

export function TablePage() {
  const group = useCurrentGroup();
  useTitle(group ? `${group.name}, ${texts.table}` : texts.table);
  if (!group) return null;
  return (
    <>
      <GroupTable key={group.id} group={group} />
      <TakesArrivals />
      <Outlet />
    </>
  );
}

const TakesArrivals = later(() => import('../new/TakesArrivals.tsx'));
const noStages: readonly DressedStage[] = [];
const noFields: readonly FieldView[] = [];
const noPicks: ReadonlySet<string> = new Set();

function GroupTable({ group }: { readonly group: GroupView }) {
  const stages = useStages() ?? noStages;
  const known = useFields();
  const fields = known ?? noFields;
  const custom = useMemo(() => customColumnsOf(fields), [fields]);
  const all = useTableColumns();
  const chosen = useStore(chosenColumns);
  const { view, columns: ofView, shows, active, change } = useViewState(group.id);
  const names = ofView ?? chosen;
  const columns = useMemo(() => all.filter(({ name }) => name === 'company' || names.includes(name)), [all, names]);
  const parts = knownParts(view, custom);
  // Which view shows is said by the saved ones, and what may be asked by the fields.
  const isKnown = active !== undefined && (known !== undefined || !asksForFields(view));
  const rows = useRows(parts.view, isKnown);
  const [picked, setPicked] = useState(noPicks);
  const words = useWords();
  const context = useMemo(() => ({ ...words, stages: new Map(stages.map((stage) => [stage.id, stage])) }), [words, stages]);
  const loaded = useMemo(() => rows.data?.pages.flatMap((page) => page.items) ?? [], [rows.data]);
  const total = rows.data?.pages[0]?.total ?? 0;
  const narrowed = view.q !== '' || view.filter.length > 0;
  const pickedRows = loaded.filter((row) => picked.has(row.id));

  async function pickAll(): Promise<void> {
    let all: readonly ApplicationRow[] = loaded;
    for (let more = rows.hasNextPage; more;) {
      const next = await rows.fetchNextPage();
      all = next.data?.pages.flatMap((page) => page.items) ?? all;
      more = next.hasNextPage;
    }
    setPicked(new Set(all.map((row) => row.id)));
  }

  return (
    <>
      <header className="head">
        <GroupSwitcher group={group} view={applicationLinks.table} />
        <Find words={view.q} onChange={(q) => change({ q })} />
        <a className={buttonClass({}, 'export-link')} href={groupLinks.csv(group.id)} download>
          <Download className="icon" aria-hidden />
          {tableTexts.export}
        </a>
        <Button look="primary" icon={Plus} keys="n" className="new-one" onClick={() => openNewApplication()}>
          {texts.newApplication}
        </Button>
      </header>
      <ViewTabs
        group={group}
        shows={shows}
        isNarrowed={narrowed || view.sort !== '' || ofView !== null}
        isPartial={known !== undefined && parts.isPartial}
      />
      <div className="filters">
        <FilterBar
          filter={view.filter}
          stages={stages}
          fields={fields}
          custom={custom}
          onChange={(filter) => change({ filter })}
        />
        <span className="push" />
        <ColumnChoice
          all={all}
          shown={columns}
          onChoose={(chosenNow) => (ofView === null && !active ? chosenColumns.set(chosenNow) : change({ columns: chosenNow }))}
        />
      </div>
      {rows.data && total === 0 && !narrowed ? (
        <BoardEmpty groupId={group.id} />
      ) : (
        <Rows
          columns={columns}
          rows={loaded}
          total={total}
          context={context}
          groupId={group.id}
          sort={view.sort}
          onSort={(sort) => change({ sort })}
          picked={picked}
          onPick={setPicked}
          onPickAll={() => void pickAll()}
          onEnd={() => rows.hasNextPage && !rows.isFetchingNextPage && void rows.fetchNextPage()}
        />
      )}
      {rows.isPending && <Skeleton lines={12} />}
      {rows.data && total === 0 && narrowed && <p className="table-nothing">{tableTexts.nothing}</p>}
      {pickedRows.length > 0 && <BulkActs rows={pickedRows} stages={stages} onClear={() => setPicked(noPicks)} />}
      <footer className="table-foot">
        <span role="status">{texts.applications(total)}</span>
        <span className="push">{tableTexts.payNote}</span>
      </footer>
    </>
  );
}

interface ColumnChoiceProps {
  readonly all: readonly NamedColumn[];
  readonly shown: readonly NamedColumn[];
  readonly onChoose: (names: readonly string[]) => void;
}

function ColumnChoice({ all, shown, onChoose }: ColumnChoiceProps) {
  const navigate = useNavigate();
  const names = shown.map(({ name }) => name);
  const items = all.map(({ name, label }) => ({
    id: name,
    label,
    chosen: names.includes(name),
    stays: true,
    disabled: name === 'company',
    run: () => onChoose(names.includes(name) ? names.filter((one) => one !== name) : [...names, name]),
  }));
  const manage = { id: 'manage', label: tableTexts.manageFields, run: () => navigate(fieldLinks.manage()) };
  return (
    <Menu
      label={tableTexts.chooseColumns}
      align="end"
      items={[...items, { kind: 'rule', id: 'rule' }, manage]}
      trigger={(props) => (
        <button type="button" className="chip" {...props}>
          <Columns3 className="icon small" aria-hidden />
          {tableTexts.columns(shown.length, all.length)}
        </button>
      )}
    />
  );
}
