/** The question bank: found, narrowed, sorted, opened; several changed or deleted at once. What it shows is in its address. */
import './questions.css';
import { fold, questionKinds } from '@sotto/domain';
import { type Format, useFormat } from '@sotto/features/settings/web';
import { BulkBar, Button, Empty, IconButton, Menu, Skeleton, buttonClass } from '@sotto/ui';
import { Link, Outlet, useListState, useParams } from '@sotto/ui/app';
import { Find, type RecordColumn, RecordTable } from '@sotto/ui/records';
import { ChevronDown, Layers, Plus, Printer, Tag, Trash2, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { QuestionView } from '../api.ts';
import { questionLinks } from './links.ts';
import { openQuestion } from './open-question.ts';
import { useDeleteQuestions, usePatchQuestions, useQuestions } from './queries.ts';
import { texts } from './texts.ts';

const none: readonly QuestionView[] = [];

/** What its address keeps. */
const names = ['q', 'sort', 'kind'] as const;

export function QuestionsPage() {
  const { questionId } = useParams();
  const { state, change } = useListState(names, (next) =>
    questionId === undefined ? questionLinks.list(next) : questionLinks.question(questionId, next),
  );
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const query = useQuestions();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(format), [format]);
  const all = query.data ?? none;
  const shown = useMemo(() => matching(all, state), [all, state]);
  const chosen = shown.filter(({ id }) => picked.has(id));
  return (
    <>
      <header className="head">
        <h1>{texts.questions}</h1>
        {all.length > 0 && (
          <>
            <Find label={texts.find} words={state.q} onChange={(q) => change({ q })} />
            <span>
              <NewQuestion />
            </span>
          </>
        )}
      </header>
      {query.isPending && <Skeleton lines={12} />}
      {query.isError && (
        <Empty title={texts.notLoaded} action={<Button onClick={() => void query.refetch()}>{texts.tryAgain}</Button>} />
      )}
      {query.data?.length === 0 && (
        <div className="list-empty">
          <Empty title={texts.empty} action={<NewQuestion />}>
            {texts.emptyLead}
          </Empty>
        </div>
      )}
      {all.length > 0 && (
        <>
          <div className="filters">
            <KindFilter kind={state.kind} onChange={(kind) => change({ kind })} />
            <span className="push buttons">
              <Link {...questionLinks.practise({ kind: state.kind })} className={buttonClass({ size: 'small' })}>
                <Layers className="icon small" aria-hidden />
                {texts.practiseShort}
              </Link>
              <Link {...questionLinks.sheet({ kind: state.kind })} className={buttonClass({ look: 'quiet', size: 'small' })}>
                <Printer className="icon small" aria-hidden />
                {texts.onPaper}
              </Link>
            </span>
          </div>
          <RecordTable
            label={texts.questions}
            rows={shown}
            columns={columns}
            address={({ id }) => questionLinks.question(id, state)}
            beneath={beneath}
            open={questionId}
            sort={state.sort}
            onSort={(sort) => change({ sort })}
            picks={{ picked, onPick: setPicked, label: ({ text }) => texts.pick(text), all: texts.pickAll }}
            keys={texts.keys}
          />
          {shown.length === 0 && <p className="list-nothing">{texts.nothing}</p>}
          <footer className="table-foot">
            <span role="status">
              {shown.length === all.length ? texts.count(all.length) : texts.shownOf(shown.length, all.length)}
            </span>
          </footer>
        </>
      )}
      {chosen.length > 0 && <Acts questions={chosen} onClear={() => setPicked(new Set())} />}
      <Outlet />
    </>
  );
}

function NewQuestion() {
  return (
    <Button look="primary" icon={Plus} onClick={() => openQuestion()}>
      {texts.newQuestion}
    </Button>
  );
}

function Acts({ questions, onClear }: { readonly questions: readonly QuestionView[]; readonly onClear: () => void }) {
  const patch = usePatchQuestions();
  const remove = useDeleteQuestions(onClear);
  return (
    <BulkBar count={texts.picked(questions.length)}>
      <Menu
        label={texts.setKind}
        items={questionKinds.map((kind) => ({
          id: kind,
          label: texts.kinds[kind],
          run: () => patch.mutate({ questions, changes: { kind } }),
        }))}
        trigger={(props) => (
          <Button look="quiet" icon={Tag} {...props}>
            {texts.setKind}
          </Button>
        )}
      />
      <Button look="quiet" icon={Trash2} onClick={() => remove.mutate(questions)}>
        {texts.removePicked}
      </Button>
      <IconButton icon={X} label={texts.unpick} onClick={onClear} />
    </BulkBar>
  );
}

function KindFilter({ kind, onChange }: { readonly kind: string; readonly onChange: (kind: string) => void }) {
  const chosen = questionKinds.find((one) => one === kind);
  return (
    <Menu
      label={texts.columns.kind}
      items={[
        { id: 'any', label: texts.anyKind, chosen: chosen === undefined, run: () => onChange('') },
        ...questionKinds.map((one) => ({ id: one, label: texts.kinds[one], chosen: one === chosen, run: () => onChange(one) })),
      ]}
      trigger={(props) => (
        <button type="button" className="chip" aria-pressed={chosen !== undefined} {...props}>
          {chosen === undefined ? texts.anyKind : texts.kinds[chosen]}
          <ChevronDown className="icon small" aria-hidden />
        </button>
      )}
    />
  );
}

function matching(all: readonly QuestionView[], { q, kind }: { readonly q: string; readonly kind: string }) {
  const words = fold(q);
  return all.filter(
    (question) => (kind === '' || question.kind === kind) && (words === '' || fold(textOf(question)).includes(words)),
  );
}

function textOf({ text, tags, answer, star }: QuestionView): string {
  return [text, ...tags, answer, ...Object.values(star ?? {})].filter(Boolean).join(' ');
}

/** Whether there is anything to say. */
function isAnswered({ answer, star }: QuestionView): boolean {
  return answer !== null || (star !== null && Object.values(star).some((part) => part !== null));
}

function columnsOf(format: Format): readonly RecordColumn<QuestionView>[] {
  const { columns, kinds } = texts;
  return [
    { name: 'text', label: columns.text, cell: ({ text }) => text, sortValue: ({ text }) => fold(text) },
    { name: 'kind', label: columns.kind, cell: ({ kind }) => kinds[kind], sortValue: ({ kind }) => kinds[kind] },
    {
      name: 'answered',
      label: columns.answered,
      cell: (question) => (isAnswered(question) ? null : <span className="faint">{texts.noAnswer}</span>),
      sortValue: (question) => Number(isAnswered(question)),
    },
    {
      name: 'confidence',
      label: columns.confidence,
      numeric: true,
      cell: ({ confidence }) => confidence && texts.ofFive(confidence),
      sortValue: ({ confidence }) => confidence,
    },
    {
      name: 'uses',
      label: columns.uses,
      numeric: true,
      cell: ({ uses }) => uses.length || null,
      sortValue: ({ uses }) => uses.length,
    },
    {
      name: 'practisedOn',
      label: columns.practisedOn,
      numeric: true,
      cell: ({ practisedOn }) => practisedOn && format.day(practisedOn),
      sortValue: ({ practisedOn }) => practisedOn,
    },
  ];
}

function beneath({ kind, confidence }: QuestionView): string {
  return [texts.kinds[kind], confidence === null ? null : texts.ofFive(confidence)].filter(Boolean).join(' · ');
}
