/** Beside the lines: the week, the target, what happened since yesterday, the keys. */
import { applicationLinks } from '@sotto/features/applications/web';
import { groupLinks } from '@sotto/features/groups/web';
import { useFormat } from '@sotto/features/settings/web';
import { type StageLook, classes } from '@sotto/ui';
import { Link, singleKeys, useStore } from '@sotto/ui/app';
import { taskLinks } from '@sotto/features/tasks/web';
import { ArrowRight, Bookmark } from 'lucide-react';
import type { TodayView } from '../api.ts';
import { texts } from './texts.ts';

export interface SideProps {
  readonly today: TodayView;
  readonly lookOf: (stageId: string) => StageLook;
}

export function Side({ today, lookOf }: SideProps) {
  return (
    <aside className="side" aria-label={texts.thisWeek}>
      <Week today={today} lookOf={lookOf} />
      <Target today={today} />
      <Recent today={today} />
      <p className="more-ways">
        <Link {...taskLinks.all()}>{texts.allTasks}</Link>
      </p>
      <KeyMap />
    </aside>
  );
}

/** Seven days; the marks under them say what lies on each by the hue of its stage. */
export function Week({ today, lookOf }: SideProps) {
  const format = useFormat();
  return (
    <ul className="week" aria-label={texts.thisWeek}>
      {today.week.map(({ date, marks }) => (
        <li key={date} className={classes(date < today.date && 'past')} aria-current={date === today.date ? 'date' : undefined}>
          <span className="day">{format.weekday(date)}</span>
          <span className="date">{Number(date.slice(8))}</span>
          <span className="marks">
            {marks.map((stageId, index) => (
              // Marks have no identity of their own: they are as many as there are things on the day.
              // oxlint-disable-next-line react/no-array-index-key
              <i key={index} data-stage={stageId === null ? undefined : lookOf(stageId)} />
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Target({ today: { sent, week } }: Pick<SideProps, 'today'>) {
  const format = useFormat();
  const { applications, target } = sent;
  const left = target === null ? 0 : target - applications;
  const last = week.at(-1)?.date ?? '';
  return (
    <section>
      <div className="section-head">
        <h2>{texts.thisWeek}</h2>
        {target !== null && <span className="faint">{texts.target(target)}</span>}
      </div>
      {target !== null && target > 0 && (
        <progress
          className="progress"
          max={target}
          value={Math.min(applications, target)}
          aria-label={texts.sentOf(applications, target)}
        />
      )}
      <p className="target">
        <b className="strong">{format.number(applications)}</b>
        {texts.sent(applications)}
        {target === null ? '.' : left > 0 ? texts.toGo(left, format.longWeekday(last)) : texts.reached}
        {target === null && (
          <>
            {' '}
            <Link {...groupLinks.manage()}>{texts.setTarget}</Link>
          </>
        )}
      </p>
    </section>
  );
}

function Recent({ today }: Pick<SideProps, 'today'>) {
  const format = useFormat();
  if (today.recent.length === 0) return null;
  const whenOf = (at: string) => {
    const day = format.dateOf(at);
    return day === today.date ? format.time(at) : format.day(day);
  };
  return (
    <section>
      <div className="section-head">
        <h2>{texts.sinceYesterday}</h2>
      </div>
      <ul className="recent">
        {today.recent.map(({ application, to, at }) => {
          const Icon = to === null ? Bookmark : ArrowRight;
          return (
            <li key={`${application.id} ${at}`}>
              <Icon className="icon" aria-hidden />
              <span>
                <Link {...applicationLinks.application(application.id)}>{application.company.name}</Link>
                <span className="sub">{to === null ? texts.saved(whenOf(at)) : texts.movedTo(to, whenOf(at))}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const shown = [
  [['J', 'K'], texts.keys.moveShort],
  [['X'], texts.keys.doneShort],
  [['S'], texts.keys.tomorrowShort],
  [['F'], texts.keys.followShort],
  [['M'], texts.keys.stageShort],
  [['?'], texts.keys.all],
] as const;

/** Not for those who switched single keys off, nor where there is no keyboard. */
function KeyMap() {
  if (!useStore(singleKeys)) return null;
  return (
    <dl className="today-keys">
      {shown.map(([keys, words]) => (
        <div key={words}>
          <dt className="keys">
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
