/** Where in the import one stands: four steps, and what each has found so far. */
import { classes } from '@sotto/ui';
import { texts } from './texts.ts';

export const stepNames = ['file', 'columns', 'preview', 'done'] as const;
export type StepName = (typeof stepNames)[number];

export interface StepsProps {
  readonly current: StepName;
  /** What a step that is over has found; others show what they are for. */
  readonly found: Readonly<Partial<Record<StepName, string>>>;
}

export function Steps({ current, found }: StepsProps) {
  const at = stepNames.indexOf(current);
  return (
    <ol className="steps" aria-label={texts.steps}>
      {stepNames.map((name, index) => (
        <li key={name} className={classes(index < at && 'done')} aria-current={name === current ? 'step' : undefined}>
          <b>
            {index + 1} {texts[name]}
          </b>
          <span>{found[name] ?? hints[name]}</span>
        </li>
      ))}
    </ol>
  );
}

const hints: Readonly<Record<StepName, string>> = {
  file: texts.fileHint,
  columns: texts.columnsHint,
  preview: texts.previewHint,
  done: texts.doneHint,
};
