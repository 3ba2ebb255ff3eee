/** Above the board: which group, find, new; and what narrows the board. */
import '@sotto/ui/search.css';
import type { GroupView } from '@sotto/features/groups/api';
import { groupLinks, useGroups } from '@sotto/features/groups/web';
import { type DressedStage, useChangeStage } from '@sotto/features/stages/web';
import { Button, Menu, type MenuItem, type TriggerProps, classes, later } from '@sotto/ui';
import { useShortcut, useNavigate } from '@sotto/ui/app';
import { ChevronsUpDown, Columns3, Plus, Search, X } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { Card } from '../../api.ts';
import { workModes } from '@sotto/domain';
import { choiceInWords } from '../fields/choice-words.ts';
import { applicationLinks } from '../links.ts';
import { openNewApplication } from '../new/new-application.ts';
import { texts } from '../texts.ts';
import type { BoardFilter } from './columns.ts';

// After the board itself: nobody changes the view before there are cards.
const BoardViews = later(async () => ({ default: (await import('./BoardViews.tsx')).BoardViews }));

export interface BoardHeadProps {
  readonly group: GroupView;
  readonly stages: readonly DressedStage[];
  readonly cards: readonly Card[];
  readonly shown: number;
  readonly filter: BoardFilter;
  readonly onFilter: (filter: BoardFilter) => void;
}

export function BoardHead({ group, stages, cards, shown, filter, onFilter }: BoardHeadProps) {
  const count = shown === cards.length ? texts.applications(cards.length) : texts.shownOf(shown, cards.length);
  return (
    <>
      <header className="head">
        <GroupSwitcher group={group} />
        <Find words={filter.words ?? ''} onChange={(words) => onFilter({ ...filter, words })} />
        <Button look="primary" icon={Plus} keys="n" className="new-one" onClick={() => openNewApplication()}>
          {texts.newApplication}
        </Button>
      </header>
      <BoardViews group={group} filter={filter} onFilter={onFilter} />
      <div className="filters">
        <FilterChips cards={cards} filter={filter} onFilter={onFilter} />
        <span className="push faint count-line" role="status">
          {shown === 0 && cards.length > 0 ? texts.nothingMatches : count}
        </span>
        <span className="divide" />
        <StagesShown stages={stages} />
      </div>
    </>
  );
}

/** Narrows what is shown while one types; `/` goes there, Escape leaves. */
export function Find({ words, onChange }: { readonly words: string; readonly onChange: (words: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useShortcut('/', texts.keys.find, () => field.current?.focus());
  return (
    <label className="search push">
      <Search className="icon small" aria-hidden />
      <span className="hidden-name">{texts.findInGroup}</span>
      <input
        ref={field}
        type="search"
        placeholder={texts.findInGroup}
        value={words}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <kbd aria-hidden>/</kbd>
    </label>
  );
}

/** The group's name; opens the list of groups. */
export function GroupSwitcher({
  group,
  view = applicationLinks.board,
}: {
  readonly group: GroupView;
  readonly view?: typeof applicationLinks.board;
}) {
  const groups = useGroups() ?? [];
  const navigate = useNavigate();
  const items: MenuItem[] = [
    ...groups.map((one) => ({
      id: one.id,
      label: one.name,
      end: one.applications.toLocaleString(),
      chosen: one.id === group.id,
      run: () => navigate(view({ group: one.id })),
    })),
    { kind: 'rule', id: 'rule' },
    { id: 'manage', label: texts.manageGroups, run: () => navigate(groupLinks.manage()) },
  ];
  return (
    <h1>
      <Menu
        label={texts.switchGroup}
        items={items}
        trigger={(props) => (
          <button type="button" className="switcher" {...props}>
            {group.name}
            <ChevronsUpDown className="icon" aria-hidden />
          </button>
        )}
      />
    </h1>
  );
}

const dues = [
  { value: '0', label: texts.dueToday },
  { value: '7', label: texts.dueThisWeek },
];
const modes = workModes.map((value) => ({ value, label: choiceInWords[value] ?? value }));

function FilterChips({ cards, filter, onFilter }: Pick<BoardHeadProps, 'cards' | 'filter' | 'onFilter'>) {
  const tags = useMemo(() => tagsOf(cards), [cards]);
  const narrowed = filter.workMode !== undefined || filter.tag !== undefined || filter.dueWithin !== undefined;
  return (
    <>
      <Chip
        name={texts.due}
        choices={dues}
        value={filter.dueWithin === undefined ? undefined : String(filter.dueWithin)}
        onChange={(days) => onFilter({ ...filter, dueWithin: days === undefined ? undefined : Number(days) })}
      />
      <Chip
        name={texts.workMode}
        choices={modes}
        value={filter.workMode}
        onChange={(workMode) => onFilter({ ...filter, workMode })}
      />
      <Chip name={texts.tags} choices={tags} value={filter.tag} onChange={(tag) => onFilter({ ...filter, tag })} />
      {narrowed && (
        <button type="button" className="chip" onClick={() => onFilter({ words: filter.words })}>
          <X className="icon small" aria-hidden />
          {texts.clearFilters}
        </button>
      )}
    </>
  );
}

/** Tags on the board's cards, most used first. */
function tagsOf(cards: readonly Card[]): { value: string; label: string }[] {
  const counts = new Map<string, number>();
  for (const card of cards) for (const tag of card.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([tag]) => ({ value: tag, label: tag }));
}

interface ChipProps<Value extends string> {
  readonly name: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

function Chip<Value extends string>({ name, choices, value, onChange }: ChipProps<Value>) {
  if (choices.length === 0) return null;
  const chosen = choices.find((choice) => choice.value === value);
  const items: MenuItem[] = [
    { id: 'any', label: texts.any, chosen: value === undefined, run: () => onChange(undefined) },
    ...choices.map((choice) => ({
      id: choice.value,
      label: choice.label,
      chosen: choice.value === value,
      run: () => onChange(choice.value),
    })),
  ];
  const button = (props: TriggerProps) => (
    <button type="button" className={classes('chip', chosen && 'on')} {...props}>
      {name} {chosen && <b>{chosen.label}</b>}
    </button>
  );
  return <Menu label={name} items={items} trigger={button} />;
}

/** Which stages are columns. Kept with the stage, so that every device shows the same board. */
function StagesShown({ stages }: { readonly stages: readonly DressedStage[] }) {
  const change = useChangeStage();
  const items: MenuItem[] = stages.map((stage) => ({
    id: stage.id,
    label: stage.name,
    ...(stage.applications > 0 ? { end: stage.applications.toLocaleString() } : {}),
    chosen: !stage.hidden,
    stays: true,
    run: () => change.mutate({ item: stage, change: { hidden: !stage.hidden } }),
  }));
  return (
    <Menu
      label={texts.chooseStages}
      items={items}
      align="end"
      trigger={(props) => (
        <button type="button" className="chip stages-shown" {...props}>
          <Columns3 className="icon small" aria-hidden />
          {texts.stagesShown(stages.filter((stage) => !stage.hidden).length, stages.length)}
        </button>
      )}
    />
  );
}
