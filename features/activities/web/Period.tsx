/** One claim week or month: how many were asked for, and what was done. */
import { applicationLinks } from '@sotto/features/applications/web';
import { useFormat } from '@sotto/features/settings/web';
import { classes, Grid, IconButton, Menu, type MenuItem } from '@sotto/ui';
import { navigate } from '@sotto/ui/app';
import { ArrowRight, Ellipsis, ListChecks, ListX, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ActivityView, PeriodView } from '../api.ts';
import { said, useDeleteActivity, useSayActivity } from './queries.ts';
import { texts } from './texts.ts';

export interface PeriodProps {
  readonly period: PeriodView;
  /** Those of this period, latest first. */
  readonly activities: readonly ActivityView[];
  readonly actsOf: (activity: ActivityView) => readonly MenuItem[];
  /** Every entry, however many: on paper nothing may be left out. */
  readonly isWhole: boolean;
}

/** Entries of a period that stand there before one asks for the rest. */
const atFirst = 20;

export function Period({ period, activities, actsOf, isWhole }: PeriodProps) {
  const [isUnfolded, setUnfolded] = useState(false);
  const shown = isWhole || isUnfolded ? activities : activities.slice(0, atFirst);
  const format = useFormat();
  const span = `${format.longDay(period.from)} – ${format.longDay(period.to)}`;
  return (
    <section className="block log-period">
      <header>
        <h2>{span}</h2>
        <Reached period={period} />
        {period.keptUntil !== null && <span className="faint push">{texts.keptUntil(format.longDay(period.keptUntil))}</span>}
      </header>
      {activities.length === 0 ? (
        <p className="faint">{texts.nothing}</p>
      ) : (
        <div className="scroll">
          <Grid label={span}>
            <thead>
              <tr>
                {Object.values(texts.columns).map((label) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
                <th aria-hidden />
              </tr>
            </thead>
            <tbody>
              {shown.map((activity) => (
                <Entry key={activity.id ?? activity.of?.id} activity={activity} actsOf={actsOf} />
              ))}
            </tbody>
          </Grid>
        </div>
      )}
      {shown.length < activities.length && (
        <button type="button" className="link log-rest" onClick={() => setUnfolded(true)}>
          {texts.showRest(activities.length - shown.length)}
        </button>
      )}
    </section>
  );
}

/** How many there are of how many. Said in words, never by colour alone. */
function Reached({ period }: { readonly period: PeriodView }) {
  const { counted, least } = period;
  const missing = least === null ? 0 : Math.max(0, least - counted);
  return (
    <>
      <span className="log-count">{texts.counted(period)}</span>
      {least !== null && (
        <span className={classes('log-reached', missing > 0 && 'is-short')}>
          {missing > 0 ? texts.missing(missing) : texts.reached}
        </span>
      )}
    </>
  );
}

function Entry({ activity, actsOf }: { readonly activity: ActivityView } & Pick<PeriodProps, 'actsOf'>) {
  const format = useFormat();
  const { on, kind, employer, position, method, contact, result, counts } = activity;
  const name = employer ?? texts.kinds[kind];
  return (
    <tr className={classes(!counts && 'not-counted')}>
      <td>{format.longDay(on)}</td>
      <td className="name">
        {texts.kinds[kind]}
        {!counts && <span className="faint"> ({texts.notCounted})</span>}
      </td>
      <td>{employer}</td>
      <td>{position}</td>
      <td>{method && texts.methods[method]}</td>
      <td>{contact}</td>
      <td>{result}</td>
      <td className="log-more">
        <Menu
          label={name}
          align="end"
          items={actsOf(activity)}
          trigger={(props) => <IconButton icon={Ellipsis} label={texts.more(name)} size="small" {...props} />}
        />
      </td>
    </tr>
  );
}

/** What can be done with an entry. One that a record tells is said differently by changing it. One hook for all entries. */
export function useActs(onChange: (activity: ActivityView) => void): (activity: ActivityView) => readonly MenuItem[] {
  const say = useSayActivity();
  const remove = useDeleteActivity();
  return (activity) => {
    const { id, revision, of, opens, ...fields } = activity;
    const items: MenuItem[] = [
      { id: 'edit', label: texts.edit, icon: Pencil, run: () => onChange(activity) },
      {
        id: 'count',
        label: fields.counts ? texts.doNotCount : texts.count,
        icon: fields.counts ? ListX : ListChecks,
        run: () => say.mutate({ activity, fields: { ...fields, counts: !fields.counts } }),
      },
    ];
    if (of?.kind === 'application' && opens)
      items.push({ id: 'open', label: texts.open, icon: ArrowRight, run: () => navigate(applicationLinks.application(of.id)) });
    if (id !== null && revision !== null)
      items.push(
        { kind: 'rule', id: 'rule' },
        {
          id: 'delete',
          label: of === null ? texts.delete : texts.tellAgain,
          icon: Trash2,
          danger: of === null,
          run: () => remove.mutate({ id, revision, text: said.of(activity) }),
        },
      );
    return items;
  };
}
