/** One file with everything: asked for, made while one watches, saved. Also before an account is deleted, and while it is halted. */
import './transfer.css';
import { Button, Line, Note, Progress, buttonClass } from '@sotto/ui';
import { Download } from 'lucide-react';
import type { ExportsView, ExportView } from '../api.ts';
import { transferLinks } from './links.ts';
import { useExports, useForgetCopy, useTakeEverything } from './taking.ts';
import { texts } from './texts-taking.ts';

export interface TakeEverythingProps {
  /** What is said beneath the button's name; absent: how much there is. */
  readonly sub?: string;
}

export default function TakeEverything({ sub }: TakeEverythingProps) {
  const taking = useTakeEverything();
  const exports = useExports({ watching: taking.isPending });
  const latest = exports?.latest ?? null;
  const isMaking = taking.isPending || latest?.state === 'making';
  return (
    <div className="take">
      <Line name={texts.title} sub={sub ?? (exports ? holdsIn(exports) : ' ')}>
        <Button
          look={latest?.isFetchable === true ? 'plain' : 'primary'}
          size="small"
          icon={Download}
          disabled={isMaking}
          onClick={() => taking.mutate()}
        >
          {latest?.isFetchable === true ? texts.takeAnew : texts.take}
        </Button>
      </Line>
      {isMaking ? <Making latest={latest} /> : latest && <Made latest={latest} />}
    </div>
  );
}

function holdsIn({ holds: { records, files, fileBytes } }: ExportsView): string {
  return texts.holds(records, files, fileBytes);
}

/** While it is asked for, the copy of before may still be the latest that is known. */
function Making({ latest }: { readonly latest: ExportView | null }) {
  const { done, total } = latest?.state === 'making' ? latest : { done: 0, total: 0 };
  const sentence = texts.packing(done, total);
  return (
    <div className="take-state">
      <p role="status">{total === 0 ? texts.beginning : sentence}</p>
      <Progress label={sentence} value={done} max={Math.max(total, 1)} />
      <p className="faint">{texts.packingLead}</p>
    </div>
  );
}

function Made({ latest }: { readonly latest: ExportView }) {
  const forget = useForgetCopy();
  if (latest.state === 'interrupted') return <Note tone="bad">{texts.interrupted}</Note>;
  if (!latest.isFetchable) return <Note>{texts.elsewhere}</Note>;
  return (
    <div className="take-state">
      <p role="status">{texts.ready(latest.sizeBytes)}</p>
      <p className="faint">{texts.readyLead(timeOf(latest.keptUntil))}</p>
      <div className="buttons">
        <a className={buttonClass({ size: 'small' })} href={transferLinks.copy(latest.id)} download>
          <Download className="icon" aria-hidden />
          {texts.save}
        </a>
        <Button size="small" look="quiet" disabled={forget.isPending} onClick={() => forget.mutate(latest.id)}>
          {texts.forget}
        </Button>
      </div>
    </div>
  );
}

/** As the browser writes times: while an account is halted, the person's own settings wait. */
function timeOf(instant: string): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(Date.parse(instant));
}
