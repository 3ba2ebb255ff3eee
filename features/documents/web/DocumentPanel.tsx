/** One document with an address of its own: its versions, where each went, and what is said of it. */
import '@sotto/ui/record.css';
import './documents.css';
import { withChanges } from '@sotto/domain';
import { IconButton, Menu, Panel, buttonClass } from '@sotto/ui';
import { useClose, useParams, useTitle } from '@sotto/ui/app';
import { Neighbours, PendingPanel } from '@sotto/ui/records';
import { Download, Ellipsis, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { DocumentView } from '../api.ts';
import { AboutDocument } from './AboutDocument.tsx';
import { documentLinks } from './links.ts';
import { type Removal, useDocument, useDocumentAutosave, useRemove } from './queries.ts';
import { needsAsking, SureDialog } from './SureDialog.tsx';
import { texts, versionInWords } from './texts.ts';
import { Versions } from './Versions.tsx';

export function DocumentPanel() {
  const { documentId = '' } = useParams();
  const query = useDocument(documentId);
  const close = useClose(documentLinks.list);
  if (query.data) return <Opened key={documentId} document={query.data} onClose={close} />;
  return <PendingPanel words={texts} isGone={query.isError} list={documentLinks.list()} onClose={close} />;
}

function Opened({ document, onClose }: { readonly document: DocumentView; readonly onClose: () => void }) {
  const saving = useDocumentAutosave(document);
  const remove = useRemove();
  const [asking, setAsking] = useState<Removal | null>(null);
  const shown = withChanges(document, saving.waiting);
  const [latest] = document.versions;
  useTitle(document.name);
  function carryOut(removal: Removal): void {
    setAsking(null);
    // Closed first: what is being deleted must not be asked for again.
    if (removal.version === null) onClose();
    remove.mutate(removal);
  }
  const onRemove = (removal: Removal) => (needsAsking(removal) ? setAsking(removal) : carryOut(removal));
  return (
    <Panel label={document.name} onClose={onClose}>
      <div className="panel-bar">
        {texts.documents}
        <span className="push" />
        <Neighbours id={document.id} next={texts.keys.next} previous={texts.keys.previous} />
        <IconButton icon={X} label={texts.close} keys="Esc" onClick={onClose} />
      </div>
      <header className="panel-head">
        <h2>{shown.name}</h2>
        <div className="where">
          {texts.kinds[shown.kind]}
          {latest && ` · ${versionInWords(latest)}`}
        </div>
        <div className="buttons">
          {latest && (
            <a className={buttonClass({})} href={documentLinks.file(document.id, latest.id)} download={latest.name}>
              <Download className="icon" aria-hidden />
              {texts.download}
            </a>
          )}
          <Menu
            label={texts.more}
            items={[
              {
                id: 'delete',
                label: texts.deleteDocument,
                icon: Trash2,
                danger: true,
                run: () => onRemove({ document, version: null }),
              },
            ]}
            trigger={(props) => <IconButton icon={Ellipsis} label={texts.more} look="plain" {...props} />}
          />
          <span className="push faint" role="status">
            {texts.state[saving.state]}
          </span>
        </div>
      </header>
      <div className="panel-body of-document">
        <div>
          <Versions document={document} onRemove={(version) => onRemove({ document, version })} />
        </div>
        <aside>
          <AboutDocument document={shown} saving={saving} />
        </aside>
      </div>
      {asking && <SureDialog removal={asking} onSure={() => carryOut(asking)} onClose={() => setAsking(null)} />}
    </Panel>
  );
}
