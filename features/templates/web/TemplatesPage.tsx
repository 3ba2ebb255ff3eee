/** All templates: found, sorted, opened, and begun from a starting text. What it shows is in its address. */
import './templates.css';
import { fold } from '@sotto/domain';
import { type Format, useFormat } from '@sotto/features/settings/web';
import { Button, Empty, Menu, type MenuItem, Skeleton } from '@sotto/ui';
import { Outlet, navigate, useListState, useParams } from '@sotto/ui/app';
import { Find, type RecordColumn, RecordTable } from '@sotto/ui/records';
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import type { NewTemplate, TemplateView } from '../api.ts';
import { templateLinks } from './links.ts';
import { useCreateTemplate, useTemplates } from './queries.ts';
import { startingTexts } from './starting-texts.ts';
import { texts } from './texts.ts';

/** What its address keeps. */
const names = ['q', 'sort'] as const;

export function TemplatesPage() {
  const { templateId } = useParams();
  const { state, change } = useListState(names, (next) =>
    templateId === undefined ? templateLinks.list(next) : templateLinks.template(templateId, next),
  );
  const query = useTemplates();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(format), [format]);
  const all = query.data ?? none;
  const shown = useMemo(() => matching(all, state.q), [all, state.q]);
  return (
    <>
      <header className="head">
        <h1>{texts.templates}</h1>
        {all.length > 0 && <Find label={texts.find} words={state.q} onChange={(q) => change({ q })} />}
        {/* Within a span, so that it stays on a phone, where New in the bottom bar is another thing. */}
        <span className={all.length > 0 ? undefined : 'push'}>
          <Add />
        </span>
      </header>
      {query.isPending && <Skeleton lines={12} />}
      {query.isError && (
        <Empty title={texts.notLoaded} action={<Button onClick={() => void query.refetch()}>{texts.tryAgain}</Button>} />
      )}
      {query.data?.length === 0 && <NothingYet />}
      {all.length > 0 && (
        <RecordTable
          label={texts.templates}
          rows={shown}
          columns={columns}
          address={({ id }) => templateLinks.template(id, state)}
          beneath={({ purpose }) => texts.purposes[purpose]}
          open={templateId}
          sort={state.sort}
          onSort={(sort) => change({ sort })}
          keys={texts.keys}
        />
      )}
      {all.length > 0 && shown.length === 0 && <p className="templates-nothing">{texts.nothing}</p>}
      {all.length > 0 && (
        <footer className="table-foot">
          <span role="status">
            {shown.length === all.length ? texts.count(all.length) : texts.shownOf(shown.length, all.length)}
          </span>
        </footer>
      )}
      <Outlet />
    </>
  );
}

const none: readonly TemplateView[] = [];

function useAdd(): (template: NewTemplate) => void {
  const create = useCreateTemplate();
  return (template) => create.mutate(template, { onSuccess: ({ id }) => navigate(templateLinks.template(id)) });
}

/** An empty one, or one of the starting texts. */
function Add() {
  const add = useAdd();
  const items: MenuItem[] = [
    { id: 'blank', label: texts.blank, run: () => add({ name: texts.untitled }) },
    { kind: 'label', id: 'begin', label: texts.beginWith },
    ...startingTexts.map((text) => ({ id: text.name, label: text.name, run: () => add(text) })),
  ];
  return (
    <Menu
      label={texts.add}
      items={items}
      align="end"
      trigger={(props) => (
        <Button look="primary" icon={Plus} {...props}>
          {texts.add}
        </Button>
      )}
    />
  );
}

/** Starting texts stand here until there is a template: nothing of them is kept. */
function NothingYet() {
  const add = useAdd();
  return (
    <div className="scroll templates-empty">
      <Empty title={texts.empty}>{texts.emptyLead}</Empty>
      <ul aria-label={texts.beginWith}>
        {startingTexts.map((text) => (
          <li key={text.name}>
            <button type="button" onClick={() => add(text)}>
              <b>{text.name}</b>
              <span>{text.body}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function matching(templates: readonly TemplateView[], q: string): readonly TemplateView[] {
  const words = fold(q);
  if (words === '') return templates;
  return templates.filter(({ name, purpose, subject, body }) =>
    [name, texts.purposes[purpose], subject ?? '', body ?? ''].some((text) => fold(text).includes(words)),
  );
}

function columnsOf(format: Format): readonly RecordColumn<TemplateView>[] {
  const { columns } = texts;
  return [
    { name: 'name', label: columns.name, cell: ({ name }) => name, sortValue: ({ name }) => fold(name) },
    {
      name: 'purpose',
      label: columns.purpose,
      cell: ({ purpose }) => texts.purposes[purpose],
      sortValue: ({ purpose }) => texts.purposes[purpose],
    },
    { name: 'subject', label: columns.subject, cell: ({ subject }) => subject, sortValue: ({ subject }) => fold(subject ?? '') },
    {
      name: 'updatedAt',
      label: columns.updatedAt,
      numeric: true,
      cell: ({ updatedAt }) => format.day(format.dateOf(updatedAt)),
      sortValue: ({ updatedAt }) => Date.parse(updatedAt),
    },
  ];
}
