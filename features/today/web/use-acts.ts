/** Acts on lines: the line goes at once, what was done is said with its way back, and Today is read anew. */
import { addDays } from '@sotto/domain';
import { refreshApplications } from '@sotto/features/applications/web';
import { useFormat } from '@sotto/features/settings/web';
import { type DressedStage, useStages } from '@sotto/features/stages/web';
import { refreshTasks } from '@sotto/features/tasks/web';
import { notify, useApi } from '@sotto/ui/app';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { TodayView } from '../api.ts';
import { type Act, type WayBack, doneWith, followingUp, movingTo, puttingOff, skippingThanks } from './acts.ts';
import { type Line, applicationOf } from './lines.ts';
import { texts } from './texts.ts';

/** How long "Keep waiting" waits, in days. */
const waitDays = 7;

interface Doing {
  readonly line: Line;
  readonly act: Act;
  readonly said: string;
}

export interface LineActs {
  done(line: Line): void;
  /** Tomorrow again; what has gone quiet, in a week. */
  putOff(line: Line): void;
  followUp(line: Line): void;
  skipThanks(line: Line): void;
  move(line: Line, stage: DressedStage): void;
  /** Stages in order, those the board shows first. */
  readonly stages: readonly DressedStage[];
}

export function useLineActs(today: TodayView | undefined): LineActs {
  const api = useApi();
  const queries = useQueryClient();
  const format = useFormat();
  const stages = useStages() ?? [];
  const { mutate } = useMutation({
    mutationFn: ({ act }: Doing) => act(api),
    onMutate: async ({ line }) => {
      await queries.cancelQueries({ queryKey: ['today'] });
      queries.setQueryData<TodayView>(['today'], (before) => before && without(before, line));
    },
    onSuccess: (back, { said }) =>
      notify({
        text: said,
        undo: () => void takeBack(back),
      }),
    onSettled: () => reread(queries),
  });
  async function takeBack(back: WayBack): Promise<void> {
    await back();
    await reread(queries);
  }
  const date = today?.date ?? format.today();

  function putOff(line: Line): void {
    const until = addDays(date, line.list === 'quiet' ? waitDays : 1);
    const said = line.list === 'quiet' ? texts.said.later(line.title, format.day(until)) : texts.said.tomorrow(line.title);
    mutate({ line, act: puttingOff(line, until), said });
  }
  return {
    stages: stages.toSorted((a, b) => Number(a.hidden) - Number(b.hidden)),
    putOff,
    done(line) {
      if (line.list === 'due') mutate({ line, act: doneWith(line.item, date), said: saidOfDone(line) });
    },
    followUp(line) {
      const application = applicationOf(line);
      if (application === null) return;
      const task = line.list === 'due' && line.item.what === 'follow_up' ? line.item.task : null;
      mutate({ line, act: followingUp(application, task), said: texts.said.nudged(application.company.name) });
    },
    skipThanks: (line) => mutate({ line, act: skippingThanks(line), said: texts.said.skipped }),
    move(line, stage) {
      const application = applicationOf(line);
      if (application === null) return;
      mutate({ line, act: movingTo(application, stage.id), said: texts.said.moved(application.company.name, stage.name) });
    },
  };
}

function saidOfDone(line: Line): string {
  const company = applicationOf(line)?.company.name ?? '';
  if (line.list === 'due' && line.item.what === 'follow_up') return texts.said.nudged(company);
  if (line.list === 'due' && line.item.what === 'thank_you') return texts.said.thanked(company);
  return texts.said.done(line.title);
}

/** Today without a line; what it counts follows. */
function without(today: TodayView, { list, item }: Line): TodayView {
  return {
    ...today,
    due: today.due.filter((one) => one !== item),
    ending: today.ending.filter((one) => one !== item),
    quiet: today.quiet.filter((one) => one !== item),
    totals: { ...today.totals, [list]: today.totals[list] - 1 },
  };
}

async function reread(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['application'] });
  await queries.invalidateQueries({ queryKey: ['interviews'] });
  await Promise.all([refreshTasks(queries), refreshApplications(queries)]);
}
