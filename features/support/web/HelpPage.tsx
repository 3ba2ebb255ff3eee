/** Settings, Help: what was asked of the operator, who read what of it and when, and asking. */
import './support.css';
import { useFormat } from '@sotto/features/settings/web';
import { Block, Button, Empty, PageTitle, Skeleton } from '@sotto/ui';
import { LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import type { HelpEntry, HelpKind, HelpView } from '../api.ts';
import { AskDialog } from './AskDialog.tsx';
import { useHelp, useRevoke } from './queries.ts';
import { texts } from './texts.ts';

export function HelpPage() {
  const { data } = useHelp();
  const [asking, setAsking] = useState(false);
  const act = (
    <Button size="small" icon={LifeBuoy} onClick={() => setAsking(true)}>
      {texts.ask}
    </Button>
  );
  const mayAsk = data !== undefined && data.operators.length > 0;
  return (
    <>
      <PageTitle lead={texts.lead}>{texts.heading}</PageTitle>
      <Block title={texts.requests} aside={data?.items.length} actions={mayAsk && data.items.length > 0 && act}>
        {data === undefined && <Skeleton lines={2} height="3rem" />}
        {data?.items.length === 0 && <Nothing mayAsk={mayAsk} act={act} />}
        {data?.items.map((help) => (
          <Request key={help.id} help={help} kinds={data.kinds} />
        ))}
      </Block>
      {asking && data && <AskDialog kinds={data.kinds} operators={data.operators} onClose={() => setAsking(false)} />}
    </>
  );
}

function Nothing({ mayAsk, act }: { readonly mayAsk: boolean; readonly act: React.ReactNode }) {
  return mayAsk ? (
    <Empty title={texts.none} action={act}>
      {texts.noneLead}
    </Empty>
  ) : (
    <Empty title={texts.nobody}>{texts.nobodyLead}</Empty>
  );
}

interface OfRequest {
  readonly help: HelpView;
  readonly kinds: readonly HelpKind[];
}

function Request({ help, kinds }: OfRequest) {
  const revoking = useRevoke();
  const isOver = help.state !== 'waiting' && help.state !== 'open';
  return (
    <article className="help" aria-label={`${texts.states[help.state]}: ${help.entries[0]?.words ?? ''}`}>
      <header>
        <span className="help-state" data-state={help.state}>
          {texts.states[help.state]}
        </span>
        <span className="soft">
          <Until help={help} />
        </span>
        {!isOver && (
          <Button size="small" look="warned" disabled={revoking.isPending} onClick={() => revoking.mutate(help.id)}>
            {texts.revoke}
          </Button>
        )}
      </header>
      <p className="help-scope">
        <span className="faint">{isOver ? texts.couldRead : texts.mayRead}</span> {scopeInWords(help, kinds)}
      </p>
      <ol className="help-entries">
        {help.entries.map((entry, place) => (
          // Entries are never changed, and only added at the end.
          // oxlint-disable-next-line react/no-array-index-key
          <Entry key={place} entry={entry} kinds={kinds} />
        ))}
      </ol>
    </article>
  );
}

function Until({ help: { state, operator, hours, lapsesAt, until, askedAt } }: { readonly help: HelpView }) {
  const format = useFormat();
  const who = operator?.name ?? texts.forAnyone;
  if (state === 'waiting') return texts.waitingFor(who, texts.hours(hours), format.moment(lapsesAt));
  if (state === 'open' && until !== null) return texts.openFor(who, format.moment(until));
  return texts.overFor(who, format.moment(askedAt));
}

function scopeInWords({ scope }: HelpView, kinds: readonly HelpKind[]): string {
  if ('application' in scope) return texts.oneApplication;
  return scope.kinds.map((kind) => titleOf(kind, kinds)).join(', ');
}

function titleOf(kind: string, kinds: readonly HelpKind[]): string {
  return kinds.find(({ name }) => name === kind)?.title ?? kind;
}

function Entry({ entry, kinds }: { readonly entry: HelpEntry; readonly kinds: readonly HelpKind[] }) {
  const format = useFormat();
  const who = entry.operator ?? '';
  const heads = { asked: texts.asked, read: texts.read(who), answered: texts.answered(who) } as const;
  return (
    <li className={entry.what}>
      <span className="medium">{heads[entry.what]}</span>
      <time className="faint" dateTime={entry.at}>
        {format.moment(entry.at)}
      </time>
      {entry.words !== null && <p className="help-words">{entry.words}</p>}
      {entry.read !== null && (
        <p className="soft">
          {entry.read.length === 0
            ? texts.readNothing
            : entry.read.map(({ kind, count }) => `${titleOf(kind, kinds)} (${format.number(count)})`).join(', ')}
        </p>
      )}
    </li>
  );
}
