/**
 * Thousands of connections to tick from: found by words, narrowed to where one applies, only what is in sight drawn.
 *
 * Arrows go from row to row, the space bar ticks, with shift all rows in between.
 */
import '@sotto/ui/search.css';
import { useFormat } from '@sotto/features/settings/web';
import { fold } from '@sotto/domain';
import { Button, Checkbox, SearchInput, Segments, useListWindow } from '@sotto/ui';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { PreviewPerson } from '../api.ts';
import { texts } from './texts-bring.ts';

export interface PeopleListProps {
  readonly people: readonly PreviewPerson[];
  readonly picked: ReadonlySet<string>;
  readonly onPick: (keys: ReadonlySet<string>) => void;
}

type Which = 'all' | 'tracked' | 'ticked';
/** Pixels. */
const rowHeight = 52;

export function PeopleList({ people, picked, onPick }: PeopleListProps) {
  const [words, setWords] = useState('');
  const [which, setWhich] = useState<Which>('all');
  const sought = useDeferredValue(fold(words));
  const searchable = useMemo(() => people.map((person) => ({ person, text: textOf(person) })), [people]);
  const tracked = people.filter(({ isTracked }) => isTracked).length;
  const shown = searchable
    .filter(({ person }) => which === 'all' || (which === 'tracked' ? person.isTracked : picked.has(person.key)))
    .filter(({ text }) => sought.split(' ').every((word) => text.includes(word)))
    .map(({ person }) => person);
  const free = shown.filter(({ isHere }) => !isHere);
  const isWhole = free.length > 0 && free.every(({ key }) => picked.has(key));

  function tickShown() {
    const next = new Set(picked);
    for (const { key } of free)
      if (isWhole) next.delete(key);
      else next.add(key);
    onPick(next);
  }

  const choices = [
    { value: 'all', label: `${texts.all} ${people.length.toLocaleString()}` },
    { value: 'tracked', label: `${texts.tracked} ${tracked.toLocaleString()}` },
    { value: 'ticked', label: `${texts.ticked} ${picked.size.toLocaleString()}` },
  ] as const;
  return (
    <section className="pick-list" aria-label={texts.people}>
      <h2>{texts.people}</h2>
      <p className="soft">{texts.peopleLead}</p>
      <div className="pick-tools">
        <SearchInput
          label={texts.find}
          icon={<Search className="icon small" aria-hidden />}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <Segments label={texts.which} choices={choices} value={which} onChange={setWhich} />
        {/* Never more than one sees: while words are typed, the list is about to become another. */}
        <Button disabled={free.length === 0 || sought !== fold(words)} onClick={tickShown}>
          {isWhole ? texts.untickShown : free.length === 1 ? texts.tickOne : texts.tickShown(free.length)}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p className="faint">{which === 'ticked' && picked.size === 0 ? texts.noneTicked : texts.nobodyFound}</p>
      ) : (
        <Rows people={shown} picked={picked} onPick={onPick} />
      )}
    </section>
  );
}

function textOf({ name, company, role }: PreviewPerson): string {
  return fold(`${name} ${company ?? ''} ${role ?? ''}`);
}

function Rows({ people, picked, onPick }: PeopleListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const keys = useMemo(() => people.map(({ key }) => key), [people]);
  const list = useListWindow({ keys, scroller, usual: rowHeight, spare: 8 });
  /** The row that is to have the keyboard as soon as it is drawn. */
  const sought = useRef<number>(null);
  const [at, setAt] = useState(0);
  const [last, setLast] = useState(0);
  // Fewer rows may be left than where one stood.
  const current = Math.min(at, people.length - 1);

  function go(index: number) {
    const next = Math.max(0, Math.min(index, people.length - 1));
    setAt(next);
    list.bring(next);
    sought.current = next;
  }
  // A row far away is drawn only after the list has scrolled there.
  useEffect(() => {
    const box = scroller.current?.querySelector<HTMLElement>(`[data-index="${sought.current}"] input`);
    if (!box) return;
    sought.current = null;
    box.focus({ preventScroll: true });
  });
  function onKeyDown(event: KeyboardEvent) {
    const next = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + 10,
      PageUp: current - 10,
      Home: 0,
      End: people.length - 1,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  }
  function tick(index: number, isRange: boolean) {
    const isTicked = picked.has(keys[index] ?? '');
    const [from, to] = isRange ? [Math.min(last, index), Math.max(last, index)] : [index, index];
    const next = new Set(picked);
    for (const { key, isHere } of people.slice(from, to + 1))
      if (isTicked) next.delete(key);
      else if (!isHere) next.add(key);
    setLast(index);
    setAt(index);
    onPick(next);
  }

  return (
    <div ref={scroller} className="people">
      {/* The list is as high as all of its rows; those in sight lie where they belong. */}
      <ul aria-label={texts.peopleOf(people.length)} style={{ blockSize: list.total }}>
        {list.rows.map(({ index, start }) => {
          const person = people[index];
          return (
            person && (
              <li
                key={person.key}
                ref={list.measure}
                data-key={person.key}
                data-index={index}
                aria-setsize={people.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Person
                  person={person}
                  isPicked={picked.has(person.key)}
                  isCurrent={index === current}
                  onTick={(isRange) => tick(index, isRange)}
                  onFocus={() => setAt(index)}
                  onKeyDown={onKeyDown}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

interface PersonProps {
  readonly person: PreviewPerson;
  readonly isPicked: boolean;
  readonly isCurrent: boolean;
  readonly onTick: (isRange: boolean) => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Person({
  person: { name, role, company, connectedOn, isHere, isNamesake },
  isPicked,
  isCurrent,
  onTick,
  onFocus,
  onKeyDown,
}: PersonProps) {
  const { day } = useFormat();
  const said = isHere ? texts.here : isNamesake ? texts.namesake : null;
  return (
    <label className="person">
      <Checkbox
        aria-label={texts.tick(name)}
        aria-disabled={isHere}
        checked={isPicked}
        tabIndex={isCurrent ? 0 : -1}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onChange={({ nativeEvent }) => !isHere && onTick('shiftKey' in nativeEvent && nativeEvent.shiftKey === true)}
      />
      <span className="name clip">{name}</span>
      <span className="faint at">{said ?? (connectedOn !== null && texts.since(day(connectedOn)))}</span>
      <span className="sub clip">{[role, company].filter((part) => part !== null).join(', ')}</span>
    </label>
  );
}
