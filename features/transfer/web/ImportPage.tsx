/**
 * Importing: File → Columns → Preview → Done. Nothing is written before the last step.
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
import { FileStep } from './FileStep.tsx';
import { transferLinks } from './links.ts';
import { PreviewStep } from './PreviewStep.tsx';
import { useCommit, useLookAgain, useTakeBack } from './queries.ts';
import { type StepName, Steps } from './Steps.tsx';
import { texts } from './texts.ts';

export function ImportPage() {
  const { group } = useSearch();
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [options, setOptions] = useState<ImportOptions>({});
  const [step, setStep] = useState<Exclude<StepName, 'done'>>('file');
  const lookAgain = useLookAgain();
  const commit = useCommit();
  const takeBack = useTakeBack();
  const current: StepName = commit.isPending ? 'done' : step;
  useTitle(preview ? texts.importFrom(preview.name) : texts.import);

  function begin(read: ImportPreview) {
    setPreview(read);
    setOptions({ name: read.name });
    setStep(needsColumns(read) ? 'columns' : 'preview');
  }
  function change(next: ImportOptions) {
    if (!preview) return;
    setOptions(next);
    lookAgain.mutate({ id: preview.id, options: next }, { onSuccess: setPreview });
  }
  function bringIn({ id, name }: ImportPreview) {
    commit.mutate(id, {
      onSuccess: ({ counts }) => {
        notify({ text: texts.cameIn(counts.new), undo: () => takeBack.mutate(id) });
        navigate({ ...transferLinks.report(id), replace: true });
      },
      onError: () => setStep(name === '' ? 'file' : 'preview'),
    });
  }

  return (
    <div className="flow" data-step={current}>
      <PageTitle outermost lead={texts.lead}>
        {preview ? texts.importFrom(preview.name) : texts.import}
      </PageTitle>
      <Steps current={current} found={preview ? foundIn(preview) : {}} />
      {current === 'file' && <FileStep groupId={typeof group === 'string' ? group : undefined} onRead={begin} />}
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
          onImport={() => bringIn(preview)}
        />
      )}
      {current === 'done' && preview && <ComingIn importId={preview.id} total={preview.rows.length} />}
    </div>
  );
}

/** A file we know by its header and that leaves nothing to say goes straight to its rows. */
function needsColumns({ format, columns, statuses }: ImportPreview): boolean {
  return format === null || columns.some(({ treatment }) => treatment === 'ask') || statuses.some(({ known }) => !known);
}

function foundIn({ format, rows, separator, columns, counts }: ImportPreview): Partial<Record<StepName, string>> {
  return {
    file: `${texts.rows(rows.length)}, ${texts.separators[separator]}`,
    columns:
      format === 'sotto' ? texts.ownColumns : texts.matched(columns.filter(({ field }) => field !== null).length, columns.length),
    preview: counts.questions === 0 ? texts.nothingOpen : texts.needLook(counts.questions),
  };
}
