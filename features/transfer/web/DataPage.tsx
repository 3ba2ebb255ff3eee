/** Settings, Your data: everything out, a reminder to do so, tables, what came in. */
import './transfer.css';
import { groupLinks, useGroups } from '@sotto/features/groups/web';
import { useFormat } from '@sotto/features/settings/web';
import { Block, Line, PageTitle, Segments, Skeleton, buttonClass } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { Download, FileUp } from 'lucide-react';
import { leavingForms } from '../api.ts';
import { ImportsList } from './ImportsList.tsx';
import { transferLinks } from './links.ts';
import { useLists } from './queries.ts';
import TakeEverything from './TakeEverything.tsx';
import { useExports, useRemindOfCopy } from './taking.ts';
import { texts } from './texts.ts';
import { texts as everythingTexts } from './texts-everything.ts';
import { texts as takingTexts } from './texts-taking.ts';

export function DataPage() {
  return (
    <>
      <PageTitle lead={texts.dataLead}>{texts.data}</PageTitle>
      <Everything />
      <Groups />
      <Lists />
      <Leaving />
      <BackIn />
      <ImportsList />
    </>
  );
}

function Everything() {
  const exports = useExports();
  const { moment } = useFormat();
  return (
    <Block title={takingTexts.export} aside={takingTexts.aside}>
      <TakeEverything />
      {exports ? (
        <p className="faint taken">
          {exports.taken
            ? takingTexts.taken(moment(exports.taken.at), exports.taken.sizeBytes)
            : // Where one is ready it has just been taken, or is about to be.
              exports.latest === null && takingTexts.never}
        </p>
      ) : (
        <Skeleton lines={1} height="1.25rem" />
      )}
      <details className="inside">
        <summary>{takingTexts.inside}</summary>
        <dl>
          {takingTexts.parts.map(([name, what]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Reminder />
    </Block>
  );
}

const often = ['never', 'month', 'quarter'] as const;

function Reminder() {
  const reminder = useExports()?.reminder;
  const remind = useRemindOfCopy();
  const { day, dateOf } = useFormat();
  if (!reminder) return <Skeleton lines={1} height="2.5rem" />;
  const due = reminder.dueAt === null ? null : day(dateOf(reminder.dueAt));
  return (
    <Line name={takingTexts.remind} sub={takingTexts.remindSub(reminder, due)}>
      <Segments
        label={takingTexts.remind}
        value={remind.isPending ? remind.variables : reminder.every}
        onChange={(every) => remind.mutate(every)}
        choices={often.map((value) => ({ value, label: takingTexts.every[value] }))}
      />
    </Line>
  );
}

function Groups() {
  const groups = useGroups();
  return (
    <Block title={takingTexts.tables} aside={takingTexts.tablesAside}>
      {groups ? (
        groups.map(({ id, name, applications }) => (
          <Line key={id} name={name} sub={texts.applications(applications)}>
            <a className={buttonClass({ size: 'small' })} href={groupLinks.csv(id)} download aria-label={texts.csvOf(name)}>
              <Download className="icon" aria-hidden />
              {texts.csv}
            </a>
          </Line>
        ))
      ) : (
        <Skeleton lines={2} height="2rem" />
      )}
    </Block>
  );
}

/** Each kind of which there is something, as links side by side: most people want one of them. */
function Lists() {
  const lists = useLists();
  if (lists?.length === 0) return null;
  return (
    <Block title={everythingTexts.lists} aside={everythingTexts.listsAside}>
      {lists ? (
        <div className="lists">
          {lists.map(({ kind, title }) => (
            <a
              key={kind}
              className={buttonClass({ size: 'small' })}
              href={transferLinks.list(kind)}
              download
              aria-label={everythingTexts.csvOf(title)}
            >
              <Download className="icon" aria-hidden />
              {title}
            </a>
          ))}
        </div>
      ) : (
        <Skeleton lines={1} height="2rem" />
      )}
    </Block>
  );
}

function Leaving() {
  return (
    <Block title={takingTexts.leaving} aside={takingTexts.leavingAside}>
      <div className="lists">
        {leavingForms.map((form) => (
          <a
            key={form}
            className={buttonClass({ size: 'small' })}
            href={transferLinks.leaving(form)}
            download
            aria-label={takingTexts.formOf(takingTexts.forms[form])}
          >
            <Download className="icon" aria-hidden />
            {takingTexts.forms[form]}
          </a>
        ))}
      </div>
    </Block>
  );
}

function BackIn() {
  return (
    <Block title={takingTexts.back}>
      <Line name={takingTexts.backLine} sub={takingTexts.backAbout}>
        <Link {...transferLinks.import()} className={buttonClass({ size: 'small' })}>
          <FileUp className="icon" aria-hidden />
          {texts.import}
        </Link>
      </Line>
    </Block>
  );
}
