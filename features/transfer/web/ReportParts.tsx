/** Parts of what came of an import, of a table or of everything. */
import { useFormat } from '@sotto/features/settings/web';
import { Button, Note, Progress } from '@sotto/ui';
import type { ImportReport } from '../api.ts';
import { useTakeBack } from './queries.ts';
import { texts } from './texts.ts';

export function Running({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <>
      <p role="status" className="coming-in">
        {texts.comingIn(done, total)}
      </p>
      <Progress label={texts.comingIn(done, total)} value={done} max={Math.max(total, 1)} />
    </>
  );
}

export function Sums({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ul className="sums">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

export function State({ report: { id, state, undoableUntil } }: { readonly report: ImportReport }) {
  const { moment } = useFormat();
  const takeBack = useTakeBack();
  if (state === 'running' || state === 'undone') return null;
  return (
    <Note tone={state === 'interrupted' ? 'warn' : 'plain'}>
      {state === 'interrupted' && <>{texts.interrupted} </>}
      {undoableUntil === null ? (
        texts.notUndoable
      ) : (
        <>
          {texts.takeBackUntil(moment(undoableUntil))}{' '}
          <Button size="small" disabled={takeBack.isPending} onClick={() => takeBack.mutate(id)}>
            {texts.takeBack}
          </Button>
        </>
      )}
    </Note>
  );
}
