/** One line of Today: what, why it stands here, what can be done, and when. */
import { applicationLinks } from '@sotto/features/applications/web';
import { taskLinks } from '@sotto/features/tasks/web';
import { type StageLook, Checkbox, StageBar, classes } from '@sotto/ui';
import { type Address, Link } from '@sotto/ui/app';
import { type Line, applicationOf } from './lines.ts';
import { LineButtons } from './LineButtons.tsx';
import { LineMenu } from './LineMenu.tsx';
import { texts } from './texts.ts';
import type { LineActs } from './use-acts.ts';

export interface LineRowProps {
  readonly line: Line;
  readonly acts: LineActs;
  /** The look of a stage, by its id. */
  readonly lookOf: (stageId: string) => StageLook;
  /** The one line that the tab key reaches. */
  readonly reachable: boolean;
}

export function LineRow({ line, acts, lookOf, reachable }: LineRowProps) {
  const application = applicationOf(line);
  return (
    <li className={classes('do', line.list !== 'due' && 'wide')} data-line={line.key}>
      {line.list === 'due' ? (
        <Checkbox round aria-label={texts.doneBox(line.title)} checked={false} tabIndex={-1} onChange={() => acts.done(line)} />
      ) : (
        <span className="mark">{application !== null && <StageBar look={lookOf(application.stage.id)} />}</span>
      )}
      <span className="what">
        <Link {...addressOf(line)} className="title" tabIndex={reachable ? 0 : -1}>
          {line.title}
        </Link>
        {line.sub !== '' && <span className="sub">{line.sub}</span>}
      </span>
      <span className="acts">
        <LineButtons line={line} acts={acts} />
      </span>
      <LineMenu line={line} acts={acts} />
      {line.when !== null && <time className={classes(line.late && 'late')}>{line.when}</time>}
    </li>
  );
}

/** What a line opens: the application it is about, else its task. */
function addressOf(line: Line): Address {
  const application = applicationOf(line);
  if (application !== null) return applicationLinks.application(application.id);
  return line.list === 'due' && line.item.task !== null ? taskLinks.task(line.item.task.id) : taskLinks.all();
}
