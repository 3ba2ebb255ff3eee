/** Today: the day, the interviews, what is due, what comes to an end, what has gone quiet. */
import './today.css';
import { openNewApplication } from '@sotto/features/applications/web';
import { useFormat } from '@sotto/features/settings/web';
import { useStages } from '@sotto/features/stages/web';
import { Button, Empty, Skeleton, type StageLook } from '@sotto/ui';
import { Link, useTitle } from '@sotto/ui/app';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { TodayView } from '../api.ts';
import { Coming } from './Coming.tsx';
import { leadOf } from './lead.ts';
import { type Line, linesOf } from './lines.ts';
import { LineRow } from './LineRow.tsx';
import { todayLinks } from './links.ts';
import { useToday } from './queries.ts';
import { Side, Week } from './Side.tsx';
import { texts } from './texts.ts';
import { titles } from './titles.ts';
import { TodayKeys } from './TodayKeys.tsx';
import { useLineActs } from './use-acts.ts';

export function TodayPage() {
  const query = useToday();
  useTitle(titles.today);
  if (query.data) return <Opened today={query.data} />;
  return (
    <div className="scroll">
      <div className="today">
        {query.isError ? (
          <Empty title={texts.failed} action={<Button onClick={() => void query.refetch()}>{texts.tryAgain}</Button>} />
        ) : (
          <div>
            <Skeleton lines={6} />
          </div>
        )}
      </div>
    </div>
  );
}

function Opened({ today }: { readonly today: TodayView }) {
  const format = useFormat();
  const stages = useStages();
  const acts = useLineActs(today);
  const [unfolded, setUnfolded] = useState<readonly string[]>([]);
  const lines = useMemo(() => {
    const told = linesOf(today, format);
    const shown = (name: keyof typeof told) => (unfolded.includes(name) ? told[name] : told[name].slice(0, atFirst));
    return { due: shown('due'), ending: shown('ending'), quiet: shown('quiet') };
  }, [today, format, unfolded]);
  const all = useMemo(() => [...lines.due, ...lines.ending, ...lines.quiet], [lines]);
  const list = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState<string | null>(null);
  const reachable = all.find(({ key }) => key === reached) ?? all[0];
  const looks = useMemo(() => new Map(stages?.map(({ id, look }) => [id, look])), [stages]);
  const lookOf = (stageId: string): StageLook => looks.get(stageId) ?? 'saved';
  const rowsOf = (some: readonly Line[]) =>
    some.map((line) => <LineRow key={line.key} line={line} acts={acts} lookOf={lookOf} reachable={line === reachable} />);
  const listOf = (name: keyof typeof lines) => ({
    title: texts[name],
    count: today.totals[name],
    told: today[name].length,
    shown: lines[name].length,
    children: rowsOf(lines[name]),
    onUnfold: () => setUnfolded([...unfolded, name]),
  });
  return (
    <div className="scroll">
      <div className="today">
        <div ref={list}>
          <h1>{format.fullDay(today.date)}</h1>
          <p className="lead">{leadOf(today, format)}</p>
          <div className="week-on-phone">
            <Week today={today} lookOf={lookOf} />
          </div>
          {today.interviews.map((item) => (
            <Coming key={item.id} item={item} today={today.date} />
          ))}
          {all.length === 0 && <NothingDue today={today} />}
          <Lines {...listOf('due')} />
          <Lines {...listOf('ending')} />
          <Lines {...listOf('quiet')} aside={texts.quietAside} />
          <p className="rules">
            <Link {...todayLinks.rules()}>{texts.rules}</Link>
          </p>
          <TodayKeys list={list} lines={all} reachable={reachable} onReach={setReached} acts={acts} />
        </div>
        <Side today={today} lookOf={lookOf} />
      </div>
    </div>
  );
}

/** Lines of each list that stand there before one asks for the rest: nobody works through more in one sitting. */
const atFirst = 25;

interface LinesProps {
  readonly title: string;
  /** How many there are, how many of them the server told of, and how many stand here. */
  readonly count: number;
  readonly told: number;
  readonly shown: number;
  readonly onUnfold: () => void;
  readonly aside?: string;
  readonly children: ReactNode;
}

/** A head with the number beneath which lines stand; nothing when there are none. */
function Lines({ title, count, told, shown, aside, onUnfold, children }: LinesProps) {
  if (shown === 0) return null;
  return (
    <section>
      <div className="list-head">
        <h2>{title}</h2>
        <span className="faint">{aside ?? count}</span>
      </div>
      <ul>{children}</ul>
      {told > shown && (
        <button type="button" className="link and-more" onClick={onUnfold}>
          {texts.showMore(told - shown)}
        </button>
      )}
      {told === shown && count > shown && <p className="faint and-more">{texts.andMore(count - shown)}</p>}
    </section>
  );
}

/** What stands where nothing is due: the next day on which something is, or the one thing to begin with. */
function NothingDue({ today }: { readonly today: TodayView }) {
  const format = useFormat();
  if (today.empty) {
    return (
      <Empty
        title={texts.emptyTitle}
        action={
          <Button look="primary" keys="n" onClick={() => openNewApplication()}>
            {texts.emptyAct}
          </Button>
        }
      >
        {texts.emptyLead}
      </Empty>
    );
  }
  return (
    <Empty title={texts.quietDay}>{today.next === null ? texts.quietDayFree : texts.quietDayNext(format.day(today.next))}</Empty>
  );
}
