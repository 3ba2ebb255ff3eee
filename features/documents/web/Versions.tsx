/** The versions of a document, the latest first: what each is, where it went, what can be done; and a place for the next. */
import { applicationLinks } from '@sotto/features/applications/web';
import { useFormat } from '@sotto/features/settings/web';
import { IconButton, TextInput, Tooltip, buttonClass, later } from '@sotto/ui';
import { Link, notify } from '@sotto/ui/app';
import { Copy, Download, Eye, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DocumentView, SentTo, VersionView } from '../api.ts';
import { DropPlace } from './DropPlace.tsx';
import { objectionTo } from './file-type.ts';
import { documentLinks } from './links.ts';
import { useAddVersion, useLabelVersion } from './queries.ts';
import { sizeInWords, texts } from './texts.ts';

const PreviewDialog = later(() => import('./PreviewDialog.tsx'));

export interface VersionsProps {
  readonly document: DocumentView;
  readonly onRemove: (version: VersionView) => void;
}

export function Versions({ document, onRemove }: VersionsProps) {
  const { upload, part } = useAddVersion(document.id);
  const [found, setFound] = useState<string | null>(null);
  function take(file: File): void {
    const objection = objectionTo(file);
    setFound(objection);
    if (objection === null) upload.mutate(file);
  }
  const refused = upload.isError ? upload.error.message : null;
  return (
    <section>
      <div className="section-head">
        <h3>{texts.versions}</h3>
        <span className="count">{document.versions.length}</span>
      </div>
      <ul className="versions">
        {document.versions.map((version) => (
          <li key={version.id}>
            <Version
              document={document}
              version={version}
              onRemove={document.versions.length > 1 ? () => onRemove(version) : null}
            />
          </li>
        ))}
      </ul>
      <DropPlace title={texts.drop} part={upload.isPending ? part : null} reason={found ?? refused} onFile={take} />
    </section>
  );
}

interface VersionProps {
  readonly document: DocumentView;
  readonly version: VersionView;
  /** `null`: it is the only one. */
  readonly onRemove: (() => void) | null;
}

function Version({ document, version, onRemove }: VersionProps) {
  const format = useFormat();
  const [looking, setLooking] = useState(false);
  const { number, name, type, sizeBytes, sha256, uploadedAt, sentTo } = version;
  return (
    <>
      <div className="version-head">
        <span className="medium">{texts.version(number)}</span>
        <Label key={version.label} documentId={document.id} version={version} />
        <span className="buttons">
          {type === 'application/pdf' && (
            <IconButton icon={Eye} size="small" label={texts.lookAt(texts.version(number))} onClick={() => setLooking(true)} />
          )}
          <Tooltip text={texts.download}>
            <a
              className={buttonClass({ look: 'quiet', size: 'small' }, 'icon-button')}
              href={documentLinks.file(document.id, version.id)}
              download={name}
              aria-label={texts.downloadOf(texts.version(number))}
            >
              <Download className="icon" aria-hidden />
            </a>
          </Tooltip>
          {onRemove && <IconButton icon={Trash2} size="small" label={texts.deleteVersion(number)} onClick={onRemove} />}
        </span>
      </div>
      <p className="soft">
        {name} · {texts.types[type]}, {sizeInWords(sizeBytes)}, {texts.uploaded(format.day(format.dateOf(uploadedAt)))}
      </p>
      <p className="hash">
        <span className="faint">{texts.hash}</span> <code>{sha256}</code>
        <IconButton icon={Copy} size="small" label={texts.copyHash(number)} onClick={() => void copy(sha256)} />
      </p>
      <Sent sentTo={sentTo} />
      {looking && <PreviewDialog documentId={document.id} version={version} onClose={() => setLooking(false)} />}
    </>
  );
}

async function copy(sha256: string): Promise<void> {
  await navigator.clipboard.writeText(sha256);
  notify({ text: texts.hashCopied });
}

/** What tells a version from others: written in place, kept on leaving it. */
function Label({ documentId, version }: { readonly documentId: string; readonly version: VersionView }) {
  const [text, setText] = useState(version.label ?? '');
  const label = useLabelVersion(documentId);
  function keep(): void {
    const said = text.trim() === '' ? null : text.trim();
    if (said !== version.label) label.mutate({ version, label: said });
  }
  return (
    <TextInput
      className="version-label"
      aria-label={texts.labelOf(version.number)}
      placeholder={texts.addLabel}
      maxLength={60}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}

function Sent({ sentTo }: { readonly sentTo: readonly SentTo[] }) {
  if (sentTo.length === 0) return <p className="faint">{texts.notSent}</p>;
  return (
    <p className="sent-with">
      {texts.sentWithList}{' '}
      {sentTo.map(({ id, company, title }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link {...applicationLinks.application(id)} title={title}>
            {company}
          </Link>
        </span>
      ))}
    </p>
  );
}
