/** The work-search log: claim periods with what was done in each, as an office reads it. Prints as it stands. */
import './log.css';
import { addDays } from '@sotto/domain';
import { useFormat, useSettings } from '@sotto/features/settings/web';
import { Button, buttonClass, Empty, PageTitle, Skeleton } from '@sotto/ui';
import { createStore, navigate, useSearch, useStore } from '@sotto/ui/app';
import { Download, Plus, Printer, SlidersHorizontal } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import type { ActivityView, LogView } from '../api.ts';
import { ActivityDialog } from './ActivityDialog.tsx';
import { logLinks } from './links.ts';
import { Period, useActs } from './Period.tsx';
import { useLog } from './queries.ts';
import { RulesDialog } from './RulesDialog.tsx';
import { texts } from './texts.ts';

/** What stands open over the page: `null` activity is a new one. */
type Open = { readonly dialog: 'rules' } | { readonly dialog: 'activity'; readonly activity: ActivityView | null } | null;

const weeksShown = 13;

export function LogPage() {
  const [open, setOpen] = useState<Open>(null);
  const settings = useSettings();
  const span = useSpan();
  const query = useLog(span);
  const close = () => setOpen(null);
  return (
    <div className="log">
      <PageTitle outermost lead={texts.lead}>
        {texts.title}
      </PageTitle>
      <p className="log-office">
        {settings?.workSearch?.authority ? texts.forOffice(settings.workSearch.authority) : settings && texts.noOffice}
      </p>
      <div className="log-acts">
        <Button look="primary" icon={Plus} onClick={() => setOpen({ dialog: 'activity', activity: null })}>
          {texts.add}
        </Button>
        <Button icon={SlidersHorizontal} onClick={() => setOpen({ dialog: 'rules' })}>
          {texts.rules}
        </Button>
        <a className={buttonClass({})} href={logLinks.csv(span.from, span.to)} download>
          <Download className="icon" aria-hidden />
          {texts.csv}
        </a>
        <a className={buttonClass({})} href={logLinks.pdf(span.from, span.to)} download>
          <Download className="icon" aria-hidden />
          {texts.pdf}
        </a>
        <Button icon={Printer} onClick={printAll}>
          {texts.print}
        </Button>
      </div>
      {query.isPending && <Skeleton lines={8} />}
      {query.isError && (
        <Empty title={texts.notLoaded} action={<Button onClick={() => void query.refetch()}>{texts.tryAgain}</Button>} />
      )}
      {query.data && (
        <Periods log={query.data} from={span.from} onChange={(activity) => setOpen({ dialog: 'activity', activity })} />
      )}
      {open?.dialog === 'activity' && <ActivityDialog activity={open.activity} onClose={close} />}
      {open?.dialog === 'rules' && settings && <RulesDialog rules={settings.workSearch} onClose={close} />}
    </div>
  );
}

/** From the day the address names, else a quarter of a year, up to today. */
function useSpan(): { from: string; to: string } {
  const { from } = useSearch();
  const to = useFormat().today();
  return { from: typeof from === 'string' ? from : addDays(to, -7 * weeksShown), to };
}

const drawnAtOnce = 3;

interface PeriodsProps {
  readonly log: LogView;
  readonly from: string;
  readonly onChange: (activity: ActivityView) => void;
}

function Periods({ log, from, onChange }: PeriodsProps) {
  const actsOf = useActs(onChange);
  const isWhole = useIsPrinting();
  const isEarlier = log.beginsOn !== null && log.beginsOn < from;
  // What is in sight at once; the periods beneath follow without holding anybody up.
  const drawn = useDeferredValue(log.periods.length, drawnAtOnce);
  const periods = isWhole ? log.periods : log.periods.slice(0, drawn);
  return (
    <>
      {log.items.length === 0 && <Empty title={texts.empty}>{texts.emptyLead}</Empty>}
      {log.items.length > 0 &&
        periods.map((period) => (
          <Period
            key={period.from}
            period={period}
            activities={log.items.filter(({ on }) => on >= period.from && on <= period.to)}
            actsOf={actsOf}
            isWhole={isWhole}
          />
        ))}
      {isEarlier && (
        <Button look="quiet" onClick={() => navigate({ ...logLinks.log(addDays(from, -7 * weeksShown)), replace: true })}>
          {texts.earlier}
        </Button>
      )}
    </>
  );
}

/** Whether the page is about to be printed. A store, for what listens to one is drawn before the browser goes on. */
const printing = createStore(false);

function printAll(): void {
  printing.set(true);
  requestAnimationFrame(() => globalThis.print());
}

/** By our button or the browser's own. */
function useIsPrinting(): boolean {
  useEffect(() => {
    const begin = () => printing.set(true);
    const end = () => printing.set(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return useStore(printing);
}
