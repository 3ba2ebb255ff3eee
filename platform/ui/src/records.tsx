/**
 * A list of records as a table: sorted here, only what is in sight drawn. Arrows and j/k go from row to row, Enter opens.
 *
 * A door of its own (`@sotto/ui/records`): import it from views that load on demand.
 */
import './records.css';
import './search.css';
import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { type Address, Link, navigate, useShortcut } from './app/index.ts';
import { classes } from './classes.ts';
import { Checkbox } from './Field.tsx';
import { useListed } from './neighbours.tsx';
import { ColumnHead, Grid } from './Page.tsx';
import { useListWindow } from './use-list-window.ts';
import { isPhone } from './width.ts';

export interface RecordColumn<Row> {
  readonly name: string;
  readonly label: string;
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** What the column is sorted by; `null` comes last either way. Absent: it is not. Texts are compared as the browser's language does. */
  readonly sortValue?: (row: Row) => string | number | null;
}

export interface RecordTableProps<Row extends { readonly id: string }> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** The first names the record and leads to it. */
  readonly columns: readonly RecordColumn<Row>[];
  readonly address: (row: Row) => Address;
  /** A line beneath the name where there is no room for columns: on a phone. */
  readonly beneath: (row: Row) => ReactNode;
  /** The record that is open beside the list. */
  readonly open?: string | undefined;
  /** `column` or `-column`; empty: as the rows come. */
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  /** Rows can be picked, for acts on many; absent: they cannot. `x` or the space bar picks the focused one. */
  readonly picks?: RowPicks<Row> | undefined;
  /** What the keys say they do. */
  readonly keys: { readonly next: string; readonly previous: string };
}

export interface RowPicks<Row> {
  readonly picked: ReadonlySet<string>;
  readonly onPick: (picked: ReadonlySet<string>) => void;
  /** What the box of a row is called. */
  readonly label: (row: Row) => string;
  /** What the box above all is called. */
  readonly all: string;
}

export { type BulkCalls, useBulk } from './bulk.ts';
export { Neighbours } from './neighbours.tsx';
export { PendingPanel } from './PendingPanel.tsx';

/** Pixels. */
const rowHeight = 32;
const phoneRowHeight = 60;

export function RecordTable<Row extends { readonly id: string }>(props: RecordTableProps<Row>) {
  const { label, columns, sort, onSort, open, picks } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => sorted(props.rows, columns, sort), [props.rows, columns, sort]);
  const usual = isPhone() ? phoneRowHeight : rowHeight;
  const list = useListWindow({ keys: useMemo(() => rows.map(({ id }) => id), [rows]), scroller, usual, spare: 12 });
  const [at, setAt] = useState(0);
  const [lastPicked, setLastPicked] = useState(0);
  useListed(rows, props.address);

  function go(index: number): void {
    const next = Math.max(0, Math.min(index, rows.length - 1));
    setAt(next);
    list.bring(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  }
  const focused = () => scroller.current?.querySelector('tbody')?.contains(document.activeElement) === true;
  useShortcut('j', props.keys.next, () => go(focused() ? at + 1 : at));
  useShortcut('k', props.keys.previous, () => go(focused() ? at - 1 : at));

  /** With shift: all from the row that was picked before to this one. */
  function pick(index: number, row: Row, isRange: boolean): void {
    if (!picks) return;
    const [first, last] = [Math.min(lastPicked, index), Math.max(lastPicked, index)];
    const between = isRange ? rows.slice(first, last + 1).map(({ id }) => id) : [];
    picks.onPick(isRange ? new Set([...picks.picked, ...between]) : toggled(picks.picked, row.id));
    setLastPicked(index);
  }
  function onKeyDown(event: KeyboardEvent, index: number, row: Row): void {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'ArrowDown') go(index + 1);
    else if (event.key === 'ArrowUp') go(index - 1);
    else if (event.key === 'Enter') navigate(props.address(row));
    else if (picks && (event.key === 'x' || event.key === ' ')) picks.onPick(toggled(picks.picked, row.id));
    else return;
    event.preventDefault();
  }

  const above = list.rows[0]?.start ?? 0;
  const below = list.total - above - list.rows.length * usual;
  const width = columns.length + (picks ? 1 : 0);
  return (
    <div ref={scroller} className="scroll records">
      <Grid label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {picks && <PickAll rows={rows} picks={picks} />}
            {columns.map((column) => (
              <SortableHead key={column.name} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Space height={above} columns={width} />}
          {list.rows.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <tr
                  key={row.id}
                  data-index={index}
                  aria-rowindex={index + 2}
                  aria-selected={row.id === open || picks?.picked.has(row.id) === true}
                  tabIndex={index === at ? 0 : -1}
                  onFocus={() => setAt(index)}
                  onKeyDown={(event) => onKeyDown(event, index, row)}
                >
                  {picks && (
                    <td className="pick">
                      <Checkbox
                        aria-label={picks.label(row)}
                        checked={picks.picked.has(row.id)}
                        onChange={({ nativeEvent }) =>
                          pick(index, row, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
                        }
                        tabIndex={-1}
                      />
                    </td>
                  )}
                  <RowCells row={row} columns={columns} address={props.address(row)} beneath={props.beneath(row)} />
                </tr>
              )
            );
          })}
          {below > 0 && <Space height={below} columns={width} />}
        </tbody>
      </Grid>
    </div>
  );
}

function toggled(picked: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(picked);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Picks every row of the list, or none. */
function PickAll<Row extends { readonly id: string }>({
  rows,
  picks,
}: Pick<RecordTableProps<Row>, 'rows'> & { readonly picks: RowPicks<Row> }) {
  const { picked, onPick, all } = picks;
  const isWhole = rows.length > 0 && rows.every(({ id }) => picked.has(id));
  return (
    <th scope="col" className="pick">
      <Checkbox
        aria-label={all}
        checked={isWhole}
        some={picked.size > 0 && !isWhole}
        onChange={() => onPick(picked.size > 0 ? new Set() : new Set(rows.map(({ id }) => id)))}
      />
    </th>
  );
}

interface RowCellsProps<Row> extends Pick<RecordTableProps<Row & { readonly id: string }>, 'columns'> {
  readonly row: Row;
  readonly address: Address;
  readonly beneath: ReactNode;
}

function RowCells<Row extends { readonly id: string }>({ row, columns, address, beneath }: RowCellsProps<Row>) {
  return columns.map(({ name, numeric, cell }, place) =>
    place === 0 ? (
      <td key={name} className="name">
        <Link {...address} tabIndex={-1}>
          <span>{cell(row)}</span>
          <span className="beneath">{beneath}</span>
        </Link>
      </td>
    ) : (
      <td key={name} className={classes(numeric && 'num')}>
        {cell(row)}
      </td>
    ),
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

interface SortableHeadProps<Row> extends Pick<RecordTableProps<Row & { readonly id: string }>, 'sort' | 'onSort'> {
  readonly column: RecordColumn<Row>;
}

/** Ascending, then descending, then as they come. */
function SortableHead<Row>({ column: { name, label, numeric = false, sortValue }, sort, onSort }: SortableHeadProps<Row>) {
  if (!sortValue) return <ColumnHead numeric={numeric}>{label}</ColumnHead>;
  const present = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : null;
  const next = present === null ? name : present === 'ascending' ? `-${name}` : '';
  return (
    <ColumnHead numeric={numeric} sorted={present} onSort={() => onSort(next)}>
      {label}
    </ColumnHead>
  );
}

function sorted<Row>(rows: readonly Row[], columns: readonly RecordColumn<Row>[], sort: string): readonly Row[] {
  const valueOf = columns.find(({ name }) => name === sort.replace(/^-/, ''))?.sortValue;
  if (!valueOf) return rows;
  const direction = sort.startsWith('-') ? -1 : 1;
  const { compare } = new Intl.Collator();
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .toSorted(({ value: a }, { value: b }) => {
      if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
      return direction * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)));
    })
    .map(({ row }) => row);
}

export interface FindProps {
  readonly label: string;
  readonly words: string;
  readonly onChange: (words: string) => void;
}

/** The field in a list's head that narrows it. `/` leads there. */
export function Find({ label, words, onChange }: FindProps) {
  const field = useRef<HTMLInputElement>(null);
  useShortcut('/', label, () => field.current?.focus());
  return (
    <label className="search push">
      <Search className="icon small" aria-hidden />
      <span className="hidden-name">{label}</span>
      <input
        ref={field}
        type="search"
        placeholder={label}
        value={words}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <kbd aria-hidden>/</kbd>
    </label>
  );
}
