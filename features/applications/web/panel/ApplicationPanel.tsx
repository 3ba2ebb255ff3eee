/**
 * One application over its board or table, with an address of its own: what it is, its posting, its way so far, and every field.
 */
import '@sotto/ui/record.css';
import './application.css';
import type { Id } from '@sotto/domain';
import { companyLinks } from '@sotto/features/companies/web';
import { useStages } from '@sotto/features/stages/web';
import { IconButton, Menu, Note, Panel, Stage, Tabs, buttonClass } from '@sotto/ui';
import { Link, navigate, useClose, useLocation, useParams, useSearch, useShortcut, useTitle } from '@sotto/ui/app';
import { PendingPanel } from '@sotto/ui/records';
import { ChevronDown, ChevronUp, Ellipsis, ExternalLink, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { ApplicationView } from '../../api.ts';
import { whereInWords } from '../in-words.ts';
import { applicationLinks } from '../links.ts';
import { panelTabs } from '../panel-slots.ts';
import { useApplication, useBoard, useDeleteApplication } from '../queries.ts';
import { useAutosave } from './autosave.ts';
import { Details } from './Details.tsx';
import { useMoveTo } from './moves.ts';
import { Overview } from './Overview.tsx';
import { Posting } from './Posting.tsx';
import { panelTexts } from './texts.ts';
import { Timeline } from './Timeline.tsx';

const tabNames = ['overview', 'posting', 'timeline', 'details'] as const;
/** One of ours, or the name of another feature's. */
export type TabName = (typeof tabNames)[number] | (string & {});

export function ApplicationPanel() {
  const { applicationId = '' } = useParams();
  const query = useApplication(applicationId);
  const isOverTable = useLocation().pathname.startsWith('/table');
  const close = useClose(isOverTable ? applicationLinks.table : applicationLinks.board);
  if (query.data) return <Opened key={applicationId} application={query.data} onClose={close} />;
  return <PendingPanel words={panelTexts} isGone={query.isError} list={applicationLinks.board()} onClose={close} />;
}

function Opened({ application, onClose }: { readonly application: ApplicationView; readonly onClose: () => void }) {
  const [tab, setTab] = useState<TabName>('overview');
  const saving = useAutosave(application);
  useTitle(`${application.title}, ${application.company.name}`);
  useShortcut('e', panelTexts.edit, () => setTab('details'));
  const where = whereInWords(
    application.location?.city ?? application.location?.region ?? application.location?.country,
    application.workMode,
  );
  return (
    <Panel label={`${application.company.name}, ${application.title}`} onClose={onClose}>
      <PanelBar application={application} onClose={onClose} />
      <header className="panel-head">
        <h2>{saving.waiting.title ?? application.title}</h2>
        <div className="where">
          <Link {...companyLinks.company(application.company.id)}>{saving.waiting.company ?? application.company.name}</Link>
          {where !== null && ` · ${where}`}
        </div>
        <div className="buttons">
          <StageButton application={application} />
          {application.url !== null && (
            <a className={buttonClass({})} href={application.url} target="_blank" rel="noreferrer noopener">
              <ExternalLink className="icon" aria-hidden />
              {panelTexts.openPosting}
            </a>
          )}
          <MoreMenu application={application} onClose={onClose} />
          <span className="push faint" role="status">
            {panelTexts.state[saving.state]}
          </span>
        </div>
        {application.readOnly && <Note tone="warn">{panelTexts.readOnly}</Note>}
      </header>
      <Tabs
        label={application.title}
        tabs={[
          ...tabNames.map((value) => ({ value, label: panelTexts.tabs[value] })),
          ...panelTabs.parts().map(({ name, label }) => ({ value: name, label })),
        ]}
        value={tab}
        onChange={setTab}
      >
        <div className="panel-scroll">
          {tab === 'overview' && <Overview application={application} saving={saving} onTab={setTab} />}
          {tab === 'posting' && <Posting application={application} />}
          {tab === 'timeline' && <Timeline application={application} />}
          {tab === 'details' && <Details application={application} saving={saving} />}
          {panelTabs.parts().map(({ name, view: Tab }) => tab === name && <Tab key={name} application={application} />)}
        </div>
      </Tabs>
    </Panel>
  );
}

/** Where it stands among the others of its stage, and the way to them. */
function PanelBar({ application, onClose }: { readonly application: ApplicationView; readonly onClose: () => void }) {
  const board = useBoard(application.groupId).data ?? [];
  const siblings = board.filter((card) => card.stage === application.stage.id);
  const index = siblings.findIndex((card) => card.id === application.id);
  const link = useLocation().pathname.startsWith('/table') ? applicationLinks.row : applicationLinks.application;
  const search = useSearch();
  const go = (id: Id | undefined) =>
    id !== undefined && navigate({ ...link(id), search: { ...search, group: application.groupId } });
  const before = siblings[index - 1]?.id;
  const after = index < 0 ? undefined : siblings[index + 1]?.id;
  return (
    <div className="panel-bar">
      {index >= 0 && panelTexts.place(application.stage.name, index + 1, siblings.length)}
      <span className="push" />
      <IconButton icon={ChevronUp} label={panelTexts.previous} disabled={before === undefined} onClick={() => go(before)} />
      <IconButton icon={ChevronDown} label={panelTexts.next} disabled={after === undefined} onClick={() => go(after)} />
      <IconButton icon={X} label={panelTexts.close} keys="Esc" onClick={onClose} />
    </div>
  );
}

function StageButton({ application }: { readonly application: ApplicationView }) {
  const stages = useStages() ?? [];
  const move = useMoveTo(application);
  const present = stages.find((stage) => stage.id === application.stage.id);
  const items = stages.map((stage) => ({
    id: stage.id,
    label: <Stage look={stage.look}>{stage.name}</Stage>,
    text: stage.name,
    chosen: stage.id === application.stage.id,
    run: () => move.mutate({ stageId: stage.id }),
  }));
  return (
    <Menu
      label={panelTexts.moveTo}
      items={items}
      trigger={(props) => (
        <button type="button" className="stage-button" disabled={application.readOnly} {...props}>
          {present ? <Stage look={present.look}>{present.name}</Stage> : application.stage.name}
          <ChevronDown className="icon" aria-hidden />
        </button>
      )}
    />
  );
}

function MoreMenu({ application, onClose }: { readonly application: ApplicationView; readonly onClose: () => void }) {
  const remove = useDeleteApplication();
  // Closed first: what is being deleted must not be asked for again.
  const deleteIt = () => {
    onClose();
    remove.mutate({ id: application.id, revision: application.revision, name: application.title });
  };
  return (
    <Menu
      label={panelTexts.more}
      items={[{ id: 'delete', label: panelTexts.remove, icon: Trash2, danger: true, run: deleteIt }]}
      trigger={(props) => <IconButton icon={Ellipsis} label={panelTexts.more} look="plain" {...props} />}
    />
  );
}
