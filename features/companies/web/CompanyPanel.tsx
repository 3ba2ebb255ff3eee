/** One employer with an address of its own: what is known of them, their applications and people, what was said, and every field. */
import '@sotto/ui/record.css';
import './companies.css';
import { IconButton, Menu, Note, Panel, Tabs, buttonClass } from '@sotto/ui';
import { notify, useClose, useParams, useShortcut, useTitle } from '@sotto/ui/app';
import { Neighbours, PendingPanel } from '@sotto/ui/records';
import { Problem } from '@sotto/contract';
import { Ellipsis, ExternalLink, Merge, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { CompanyView } from '../api.ts';
import { CompanyDetails } from './CompanyDetails.tsx';
import { CompanyOverview, placeInWords } from './CompanyOverview.tsx';
import { companyLinks } from './links.ts';
import { MergeDialog } from './MergeDialog.tsx';
import { useCompany, useCompanyAutosave, useRemoveCompany } from './queries.ts';
import { texts } from './texts.ts';

const tabNames = ['overview', 'details'] as const;
type TabName = (typeof tabNames)[number];

export function CompanyPanel() {
  const { companyId = '' } = useParams();
  const query = useCompany(companyId);
  const close = useClose(companyLinks.list);
  if (query.data) return <Opened key={companyId} company={query.data} onClose={close} />;
  return <PendingPanel words={texts} isGone={query.isError} list={companyLinks.list()} onClose={close} />;
}

function Opened({ company, onClose }: { readonly company: CompanyView; readonly onClose: () => void }) {
  const [tab, setTab] = useState<TabName>('overview');
  const [merging, setMerging] = useState(false);
  const saving = useCompanyAutosave(company);
  useTitle(company.name);
  useShortcut('e', texts.keys.edit, () => setTab('details'));
  const shown = { ...company, ...saving.waiting };
  const where = [shown.industry, placeInWords(shown.address)].filter((part) => part != null && part !== '');
  return (
    <Panel label={company.name} onClose={onClose}>
      <div className="panel-bar">
        {texts.companies}
        <span className="push" />
        <Neighbours id={company.id} next={texts.keys.next} previous={texts.keys.previous} />
        <IconButton icon={X} label={texts.close} keys="Esc" onClick={onClose} />
      </div>
      <header className="panel-head">
        <h2>{shown.name}</h2>
        {where.length > 0 && <div className="where">{where.join(' · ')}</div>}
        <div className="buttons">
          <Outward href={company.website} label={texts.website} />
          <Outward href={company.careersUrl} label={texts.careers} />
          <MoreMenu company={company} onClose={onClose} onMerge={() => setMerging(true)} />
          <span className="push faint" role="status">
            {texts.state[saving.state]}
          </span>
        </div>
        {shown.doNotApply && (
          <Note tone="warn" title={texts.doNotApply}>
            {shown.doNotApplyReason}
          </Note>
        )}
      </header>
      <Tabs
        label={company.name}
        tabs={tabNames.map((value) => ({ value, label: texts.tabs[value] }))}
        value={tab}
        onChange={setTab}
      >
        <div className="panel-scroll">
          {tab === 'overview' && <CompanyOverview company={company} saving={saving} onDetails={() => setTab('details')} />}
          {tab === 'details' && <CompanyDetails company={company} saving={saving} />}
        </div>
      </Tabs>
      {merging && <MergeDialog company={company} onClose={() => setMerging(false)} />}
    </Panel>
  );
}

function Outward({ href, label }: { readonly href: string | null; readonly label: string }) {
  if (href === null) return null;
  return (
    <a className={buttonClass({})} href={href} target="_blank" rel="noreferrer noopener">
      <ExternalLink className="icon" aria-hidden />
      {label}
    </a>
  );
}

interface MoreMenuProps {
  readonly company: CompanyView;
  readonly onClose: () => void;
  readonly onMerge: () => void;
}

function MoreMenu({ company, onClose, onMerge }: MoreMenuProps) {
  const remove = useRemoveCompany();
  const refused = (error: unknown) => {
    if (error instanceof Problem && error.problem === 'conflict')
      notify({ text: texts.cannotDelete, act: { label: texts.merge, run: onMerge } });
  };
  const deleteIt = () => remove.mutate({ company, into: null, leave: onClose }, { onError: refused });
  return (
    <Menu
      label={texts.more}
      items={[
        { id: 'merge', label: texts.merge, icon: Merge, run: onMerge },
        { id: 'delete', label: texts.remove, icon: Trash2, danger: true, run: deleteIt },
      ]}
      trigger={(props) => <IconButton icon={Ellipsis} label={texts.more} look="plain" {...props} />}
    />
  );
}
