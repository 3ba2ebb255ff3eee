/** The rows in sight. Arrows and j/k go from row to row, x picks, Enter opens. */
import type { Id } from '@sotto/domain';
import { Checkbox, classes, ColumnHead, Grid, useListWindow } from '@sotto/ui';
import { type Address, Link, navigate, useParams, useSearch, useShortcut } from '@sotto/ui/app';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState, useMemo } from 'react';
import type { ApplicationRow } from '../../api.ts';
import { applicationLinks } from '../links.ts';
import type { CellContext, NamedColumn } from './table-columns.tsx';
import { tableTexts } from './texts.ts';

export interface RowsProps {
  readonly columns: readonly NamedColumn[];
  readonly rows: readonly ApplicationRow[];
  /** How many there are, loaded or not. */
  readonly total: number;
  readonly context: CellContext;
  readonly groupId: Id;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly picked: ReadonlySet<Id>;
  readonly onPick: (picked: ReadonlySet<Id>) => void;
  readonly onPickAll: () => void;
  /** The last loaded rows come into sight. */
  readonly onEnd: () => void;
}

/** Pixels, as look.css sets table rows. */
const rowHeight = 32;
const rowsAhead = 40;

export function Rows({ columns, rows, total, context, groupId, sort, onSort, picked, onPick, onPickAll, onEnd }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { applicationId } = useParams();
  const search = useSearch();
  const [at, setAt] = useState(0);
  const [lastPicked, setLastPicked] = useState<Id | null>(null);
  const keys = useMemo(() => rows.map(({ id }) => id), [rows]);
  const list = useListWindow({ keys, scroller, usual: rowHeight, spare: 12 });
  const items = list.rows;
  const last = items.at(-1)?.index ?? 0;
  const askForMore = useEffectEvent(onEnd);
  useEffect(() => {
    if (last > rows.length - rowsAhead) askForMore();
  }, [last, rows.length]);

  function go(index: number): void {
    const next = Math.max(0, Math.min(index, rows.length - 1));
    setAt(next);
    list.bring(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  }
  // The list behind the panel goes on showing what it shows.
  const addressOf = (row: ApplicationRow) => ({ ...applicationLinks.row(row.id), search: { ...search, group: groupId } });
  /** With shift: all from the row that was picked before to this one. */
  function pick(id: Id, isRange = false): void {
    const next = new Set(picked);
    const ends = [keys.indexOf(id), keys.indexOf(lastPicked ?? id)];
    if (isRange) for (const one of keys.slice(Math.max(0, Math.min(...ends)), Math.max(...ends) + 1)) next.add(one);
    else if (!next.delete(id)) next.add(id);
    setLastPicked(id);
    onPick(next);
  }
  const focused = () => scroller.current?.querySelector('tbody')?.contains(document.activeElement) === true;
  useShortcut('j', tableTexts.keys.next, () => go(focused() ? at + 1 : at));
  useShortcut('k', tableTexts.keys.previous, () => go(focused() ? at - 1 : at));

  function onKeyDown(event: KeyboardEvent, index: number, row: ApplicationRow): void {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'ArrowDown') go(index + 1);
    else if (event.key === 'ArrowUp') go(index - 1);
    else if (event.key === 'Enter' || event.key === 'e') navigate(addressOf(row));
    else if (event.key === 'x' || event.key === ' ') pick(row.id);
    else return;
    event.preventDefault();
  }

  const above = items[0]?.start ?? 0;
  const below = list.total - above - items.length * rowHeight;
  const allPicked = rows.length > 0 && picked.size >= total;
  return (
    <div ref={scroller} className="scroll">
      <Grid label={tableTexts.table} aria-rowcount={total + 1}>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                aria-label={tableTexts.pickAll}
                checked={allPicked}
                some={picked.size > 0 && !allPicked}
                disabled={rows.length === 0}
                onChange={() => (picked.size > 0 ? onPick(new Set()) : onPickAll())}
              />
            </th>
            {columns.map((column) => (
              <SortableHead key={column.name} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Space height={above} columns={columns.length + 1} />}
          {items.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <tr
                  key={row.id}
                  data-index={index}
                  aria-rowindex={index + 2}
                  aria-selected={picked.has(row.id) || row.id === applicationId}
                  tabIndex={index === at ? 0 : -1}
                  onFocus={() => setAt(index)}
                  onKeyDown={(event) => onKeyDown(event, index, row)}
                >
                  <td>
                    <Checkbox
                      aria-label={tableTexts.pick(row.company.name)}
                      checked={picked.has(row.id)}
                      onChange={({ nativeEvent }) => pick(row.id, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)}
                      tabIndex={-1}
                    />
                  </td>
                  {columns.map((column) => (
                    <Cell key={column.name} column={column} row={row} context={context} address={addressOf(row)} />
                  ))}
                </tr>
              )
            );
          })}
          {below > 0 && <Space height={below} columns={columns.length + 1} />}
        </tbody>
      </Grid>
    </div>
  );
}

/** Stands for rows that are not drawn. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr aria-hidden className="space">
      <td colSpan={columns} style={{ blockSize: height }}>
        {'\u00a0'}
      </td>
    </tr>
  );
}

interface CellProps {
  readonly column: NamedColumn;
  readonly row: ApplicationRow;
  readonly context: CellContext;
  readonly address: Address;
}

function Cell({ column, row, context, address }: CellProps) {
  const { name } = column;
  const content = column.cell(row, context);
  if (name === 'company' || name === 'title') {
    return (
      <td className={classes(name === 'company' && 'name')}>
        <Link {...address} tabIndex={-1}>
          {content}
        </Link>
      </td>
    );
  }
  return <td className={classes(column.numeric && 'num')}>{content}</td>;
}

/** Ascending, then descending, then newest first again. */
function SortableHead({ column, sort, onSort }: { readonly column: NamedColumn } & Pick<RowsProps, 'sort' | 'onSort'>) {
  const { label, numeric = false, sort: by } = column;
  if (by === undefined) return <ColumnHead numeric={numeric}>{label}</ColumnHead>;
  const sorted = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : null;
  const next = sorted === null ? by : sorted === 'ascending' ? `-${by}` : '';
  return (
    <ColumnHead numeric={numeric} sorted={sorted} onSort={() => onSort(next)}>
      {label}
    </ColumnHead>
  );
}
