/**
 * Ctrl+K: everything that can be found and everything that can be done, in one list.
 *
 * Found by the server (`/api/v1/search`) as one types; the answers of an older question never take the place of a newer's.
 */
import './palette.css';
import { type SearchResult, search } from '@sotto/features/search/api';
import { Kbd, Keys, Overlay } from '@sotto/ui';
import { type Action, type Address, actions, navigate, useApi, useStore } from '@sotto/ui/app';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ArrowRight, FileText, Search, type LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { findsOf, places, settingsPlaces } from '../features.ts';
import { texts } from '../texts-called.ts';

interface Entry {
  readonly key: string;
  readonly section: string;
  readonly icon: LucideIcon | Action['icon'];
  readonly text: ReactNode;
  readonly end?: string | undefined;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** Fields that a row already shows; a match elsewhere is worth a row of its own words. */
const shownFields = new Set(['title', 'company', 'name']);

export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const { entries, found } = useEntries(words.trim(), onClose);
  const chosen = entries[Math.min(at, entries.length - 1)];

  useEffect(() => {
    // In braces: scrolling answers a promise in newer browsers, and an effect must not.
    document.getElementById(`${list}-${chosen?.key}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, chosen?.key]);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      setAt((entries.indexOf(chosen ?? entries[0]!) + step + entries.length) % entries.length);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      chosen?.run();
    }
  }

  return (
    <Overlay open onClose={onClose} label={texts.searchEverything} className="palette">
      <div className="palette-input">
        <Search className="icon" aria-hidden />
        <input
          ref={field}
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={chosen && `${list}-${chosen.key}`}
          aria-label={texts.searchEverything}
          placeholder={texts.searchEverything}
          autoComplete="off"
          spellCheck={false}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="palette-results" role="listbox" id={list} aria-label={texts.search}>
        {bySection(entries).map(([section, inside]) => (
          <div key={section} role="group" aria-label={section}>
            <div className="kind" aria-hidden>
              {section}
            </div>
            {inside.map((entry) => (
              <Row
                key={entry.key}
                id={`${list}-${entry.key}`}
                entry={entry}
                chosen={entry === chosen}
                onPoint={() => setAt(entries.indexOf(entry))}
              />
            ))}
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className="palette-none">{texts.noneFound(words.trim())}</p>}
      <div className="palette-foot">
        <span aria-hidden>
          <Kbd>up</Kbd>
          <Kbd>down</Kbd>
          {texts.choose}
        </span>
        <span aria-hidden>
          <Kbd>enter</Kbd>
          {texts.open}
        </span>
        <span className="push" role="status">
          {found && texts.results(found.count, found.ms)}
        </span>
      </div>
    </Overlay>
  );
}

interface RowProps {
  readonly id: string;
  readonly entry: Entry;
  readonly chosen: boolean;
  readonly onPoint: () => void;
}

function Row({ id, entry, chosen, onPoint }: RowProps) {
  const { icon: Icon } = entry;
  return (
    // Keys are the input's: the focus never leaves it.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div id={id} className="result" role="option" aria-selected={chosen} onPointerMove={onPoint} onClick={entry.run}>
      <Icon className="icon" aria-hidden />
      <span className="text">{entry.text}</span>
      <span className="end">
        {entry.end}
        {entry.keys !== undefined && <Keys keys={entry.keys} />}
        {chosen && entry.keys === undefined && <Kbd>enter</Kbd>}
      </span>
    </div>
  );
}

function useEntries(
  words: string,
  onClose: () => void,
): { readonly entries: readonly Entry[]; readonly found: Found | undefined } {
  const found = useFound(words);
  const offered = useStore(actions);
  const go = (address: Address) => () => {
    onClose();
    navigate(address);
  };
  const act = (action: Action) => () => {
    onClose();
    // Words by which it was found by its name are not what it is to be filled with.
    action.run(action.takesWords ? words : '');
  };
  const results = words === '' ? [] : (found?.items ?? []).flatMap((result) => entriesOf(result, go));
  const acts = offered
    .filter((action) => action.takesWords || fits(words, labelOf(action, words), action.also))
    .map((action) => actEntry(action, words, act(action)));
  const goes = [...places, ...settingsPlaces]
    .filter((place) => fits(words, place.label))
    .map((place) => goEntry(place, go(place)));
  return { entries: [...results, ...acts, ...goes], found: words === '' ? undefined : found };
}

interface Found {
  readonly items: readonly SearchResult[];
  readonly count: number;
  readonly ms: number;
}

/** What the server finds for the words; the previous answer while a new one is on its way. */
function useFound(words: string): Found | undefined {
  const api = useApi();
  const q = useDeferredValue(words);
  return useQuery({
    queryKey: ['search', q],
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 5000,
    refetchInterval: false,
    queryFn: async ({ signal }): Promise<Found> => {
      const began = performance.now();
      const { body } = await api(search, { query: { q, limit: 20 } }, signal);
      return { items: body.items, count: body.items.length, ms: Math.round(performance.now() - began) };
    },
  }).data;
}

function entriesOf(result: SearchResult, go: (address: Address) => () => void): Entry[] {
  const section = findsOf(result.kind);
  const opens = findsOf(result.opens.kind)?.opens;
  if (section === undefined || opens === undefined) return [];
  const run = go(opens(result.opens.id));
  const title = result.matches.find((match) => match.text === result.title);
  const row: Entry = {
    key: `${result.kind}-${result.id}`,
    section: section.title,
    icon: section.icon,
    text: (
      <>
        <b>{title ? <Marked match={title} /> : result.title}</b>
        {result.detail}
      </>
    ),
    run,
  };
  const elsewhere = result.matches.find(
    (match) => !shownFields.has(match.field) && match.text !== result.title && match.text !== result.detail,
  );
  if (!elsewhere) return [row];
  return [
    row,
    {
      key: `${row.key}-text`,
      section: texts.inTexts,
      icon: FileText,
      text: <Marked match={elsewhere} />,
      end: result.title,
      run,
    },
  ];
}

/** The words that were found, marked within their text. */
function Marked({ match: { text, highlights } }: { readonly match: SearchResult['matches'][number] }) {
  const pieces: ReactNode[] = [];
  let position = 0;
  for (const [from, to] of highlights) {
    pieces.push(text.slice(position, from), <mark key={from}>{text.slice(from, to)}</mark>);
    position = to;
  }
  return [...pieces, text.slice(position)];
}

function actEntry(action: Action, words: string, run: () => void): Entry {
  return { key: `act-${action.id}`, section: texts.act, icon: action.icon, text: labelOf(action, words), keys: action.keys, run };
}

function goEntry(place: { readonly to: string; readonly label: string }, run: () => void): Entry {
  return { key: `go-${place.to.replaceAll('/', '-')}`, section: texts.goTo, icon: ArrowRight, text: place.label, run };
}

function labelOf(action: Action, words: string): string {
  return typeof action.label === 'string' ? action.label : action.label(words);
}

/** Whether every word begins a word of the label. */
function fits(words: string, label: string, also = ''): boolean {
  const has = `${label} ${also}`.toLowerCase().split(/\s+/);
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => has.some((one) => one.startsWith(word)));
}

function bySection(entries: readonly Entry[]): readonly (readonly [string, readonly Entry[]])[] {
  return [...Map.groupBy(entries, (entry) => entry.section)];
}
