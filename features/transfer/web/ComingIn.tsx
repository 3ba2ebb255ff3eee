/** Step 4, while it lasts: how far the import is. */
import { Progress } from '@sotto/ui';
import { useImports } from './queries.ts';
import { texts } from './texts.ts';

export function ComingIn({ importId, total }: { readonly importId: string; readonly total: number }) {
  const done = useImports({ watching: true })?.find(({ id }) => id === importId)?.done ?? 0;
  return (
    <div className="scroll flow-body">
      <p role="status" className="coming-in">
        {texts.comingIn(done, total)}
      </p>
      <Progress label={texts.comingIn(done, total)} value={done} max={Math.max(total, 1)} />
      <p className="faint after">{texts.comingInLead}</p>
    </div>
  );
}
