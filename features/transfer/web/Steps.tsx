/** Where in the import one stands: its steps, and what each has found so far. */
import { classes } from '@sotto/ui';
import { texts as tableTexts } from './texts.ts';
import { texts as pickTexts } from './texts-bring.ts';

export type StepName = 'file' | 'columns' | 'preview' | 'picked' | 'done';
export const stepNames: readonly StepName[] = ['file', 'columns', 'preview', 'done'];
/** Of a table beside which there are people or answers to tick. */
export const pickingSteps: readonly StepName[] = ['file', 'columns', 'preview', 'picked', 'done'];
/** Of an export of everything, which has no columns to be asked about. */
export const everythingSteps: readonly StepName[] = ['file', 'preview', 'done'];

export interface StepsProps {
  readonly current: StepName;
  /** What a step that is over has found; others show what they are for. */
  readonly found: Readonly<Partial<Record<StepName, string>>>;
  /** @default those of a table */
  readonly names?: readonly StepName[];
  /** Where a step is for something else than with a table. */
  readonly hints?: Readonly<Partial<Record<StepName, string>>>;
}

export function Steps({ current, found, names = stepNames, hints }: StepsProps) {
  const at = names.indexOf(current);
  return (
    <ol className="steps" aria-label={tableTexts.steps}>
      {names.map((name, index) => (
        <li key={name} className={classes(index < at && 'done')} aria-current={name === current ? 'step' : undefined}>
          <b>
            {index + 1} {stepTitles[name]}
          </b>
          <span>{found[name] ?? hints?.[name] ?? usualHints[name]}</span>
        </li>
      ))}
    </ol>
  );
}

const stepTitles: Readonly<Record<StepName, string>> = { ...tableTexts, picked: pickTexts.picked };

const usualHints: Readonly<Record<StepName, string>> = {
  file: tableTexts.fileHint,
  columns: tableTexts.columnsHint,
  preview: tableTexts.previewHint,
  picked: pickTexts.pickedHint,
  done: tableTexts.doneHint,
};
