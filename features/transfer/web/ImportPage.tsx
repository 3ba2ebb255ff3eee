/**
 * Importing: File → Columns → Preview → Done, and before the last one who and what of LinkedIn's archive comes in besides. Nothing is
 * written before the last step.
 *
 * What the person says (columns, stages, dates, single rows) is one set of options; each change has the server read the
 * kept file again, so that what is shown is what will happen.
 */
import './transfer.css';
import { PageTitle } from '@sotto/ui';
import { navigate, notify, useSearch, useTitle } from '@sotto/ui/app';
import { useState } from 'react';
import type { ImportOptions, ImportPreview } from '../api.ts';
import { ColumnsStep } from './ColumnsStep.tsx';
import { ComingIn } from './ComingIn.tsx';
import { EverythingFlow } from './EverythingFlow.tsx';
import { FileStep } from './FileStep.tsx';
import { transferLinks } from './links.ts';
import { PreviewStep } from './PreviewStep.tsx';
import { useCommit, useLookAgain, useReadEverything, useTakeBack } from './queries.ts';
import { PickStep, partsOf } from './PickStep.tsx';
import { type StepName, Steps, pickingSteps, stepNames } from './Steps.tsx';
import { texts } from './texts.ts';
import { texts as pickTexts } from './texts-bring.ts';
import { wordsOf } from './texts-lists.ts';

export function ImportPage() {
  const { group } = useSearch();
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [options, setOptions] = useState<ImportOptions>({});
  const [step, setStep] = useState<Exclude<StepName, 'done'>>('file');
  const lookAgain = useLookAgain();
  const commit = useCommit();
  const [everything, setEverything] = useState<File | null>(null);
  const reading = useReadEverything();
  const takeBack = useTakeBack();
  const current: StepName = commit.isPending ? 'done' : step;
  const isPicking = preview !== null && hasPicks(preview);
  useTitle(preview ? texts.importFrom(preview.name) : texts.import);

  function begin(read: ImportPreview) {
    setPreview(read);
    setOptions({ name: read.name });
    setStep(firstStep(read));
  }
  function change(next: ImportOptions) {
    if (!preview) return;
    setOptions(next);
    lookAgain.mutate({ id: preview.id, options: next }, { onSuccess: setPreview });
  }
  function bringIn({ id, name, contents }: ImportPreview) {
    commit.mutate(
      { id, options: isPicking ? options : undefined },
      {
        onSuccess: ({ counts }) => {
          notify({
            text: cameInWords(contents, counts),
            undo: () => takeBack.mutate(id),
          });
          navigate({ ...transferLinks.report(id), replace: true });
        },
        onError: () => setStep(name === '' ? 'file' : isPicking ? 'picked' : 'preview'),
      },
    );
  }

  function readEverything(file: File) {
    setEverything(file);
    reading.read({ name: file.name, content: file });
  }

  if (everything) return <EverythingFlow name={everything.name} reading={reading} onBack={() => setEverything(null)} />;
  return (
    <div className="flow" data-step={current}>
      <PageTitle outermost lead={preview?.format == null ? texts.lead : `${pickTexts.label(preview.label)} ${texts.lead}`}>
        {preview ? texts.importFrom(preview.name) : texts.import}
      </PageTitle>
      <Steps current={current} names={preview ? stepsOf(preview) : stepNames} found={preview ? foundIn(preview, options) : {}} />
      {current === 'file' && (
        <FileStep groupId={typeof group === 'string' ? group : undefined} onRead={begin} onEverything={readEverything} />
      )}
      {current === 'columns' && preview && (
        <ColumnsStep
          preview={preview}
          options={options}
          onChange={change}
          onBack={() => setStep('file')}
          onNext={() => setStep('preview')}
        />
      )}
      {current === 'preview' && preview && (
        <PreviewStep
          preview={preview}
          options={options}
          busy={lookAgain.isPending}
          onChange={change}
          onBack={() => setStep('columns')}
          onImport={() => (isPicking ? setStep('picked') : bringIn(preview))}
        />
      )}
      {current === 'picked' && preview && (
        <PickStep
          preview={preview}
          options={options}
          busy={lookAgain.isPending}
          onPick={setOptions}
          onBack={() => setStep(preview.rows.length > 0 ? 'preview' : 'file')}
          onImport={() => bringIn(preview)}
        />
      )}
      {current === 'done' && preview && (
        <ComingIn
          importId={preview.id}
          total={preview.rows.length + (options.people?.length ?? 0) + (options.answers?.length ?? 0)}
        />
      )}
    </div>
  );
}

function cameInWords(contents: ImportPreview['contents'], counts: ImportPreview['counts']): string {
  const words = wordsOf[contents];
  if (contents !== 'applications') return counts.new > 0 ? words.cameIn(counts.new) : words.changed(counts.update);
  const parts = partsOf(counts);
  return parts.length > 1 || counts.new === 0 ? pickTexts.cameIn(parts) : words.cameIn(counts.new);
}

function firstStep(read: ImportPreview): 'columns' | 'preview' | 'picked' {
  if (read.rows.length === 0 && hasPicks(read)) return 'picked';
  return needsColumns(read) ? 'columns' : 'preview';
}

/** Whether there is anybody, or any answer, to tick. */
function hasPicks({ people, answers }: ImportPreview): boolean {
  return people.length + answers.length > 0;
}

function stepsOf(read: ImportPreview): readonly StepName[] {
  if (!hasPicks(read)) return stepNames;
  return read.rows.length === 0 ? ['file', 'picked', 'done'] : pickingSteps;
}

/** A file we know by its header and that leaves nothing to say goes straight to its rows. */
function needsColumns({ format, columns, statuses }: ImportPreview): boolean {
  return format === null || columns.some(({ treatment }) => treatment === 'ask') || statuses.some(({ known }) => !known);
}

function foundIn(
  { format, rows, people, answers, separator, columns, counts }: ImportPreview,
  options: ImportOptions,
): Partial<Record<StepName, string>> {
  return {
    file: `${texts.rows(rows.length + people.length + answers.length)}, ${texts.separators[separator]}`,
    columns:
      format === 'sotto' ? texts.ownColumns : texts.matched(columns.filter(({ field }) => field !== null).length, columns.length),
    picked: pickTexts.pickedFound(options.people?.length ?? 0, options.answers?.length ?? 0),
    preview: counts.questions === 0 ? texts.nothingOpen : texts.needLook(counts.questions),
  };
}
