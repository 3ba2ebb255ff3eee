/** The resume: dropped or chosen, replaced, downloaded, removed. */
import { Problem } from '@sotto/contract';
import { fileLimitBytes } from '@sotto/domain';
import { type Format, useFormat } from '@sotto/features/settings/web';
import { Block, Button, IconButton, Line, Note, buttonClass, classes } from '@sotto/ui';
import { notify } from '@sotto/ui/app';
import { Download, FileText, FileUp, Trash2 } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import type { ResumeView } from '../api.ts';
import { profileLinks } from './links.ts';
import { typeOf, useRemoveResume, useUploadResume } from './queries.ts';
import { SureDialog } from './SureDialog.tsx';
import { texts } from './texts.ts';

export function Resume({ resume }: { readonly resume: ResumeView | null }) {
  const upload = useUploadResume();
  const [objection, setObjection] = useState<string | null>(null);
  const refused = upload.error instanceof Problem && upload.error.status < 500 ? upload.error.message : null;
  const reason = objection ?? refused;
  const input = useRef<HTMLInputElement>(null);
  const { over, place } = useDrop(take);

  function take(file: File) {
    const found = objectionTo(file);
    setObjection(found);
    if (found === null) upload.mutate(file);
  }

  return (
    <Block title={texts.resume}>
      {reason !== null && (
        <div className="after">
          <Note tone="bad" title={texts.notTaken}>
            {reason}
          </Note>
        </div>
      )}
      <div className={classes('resume-place', over && 'over')} {...place}>
        {resume ? (
          <Present resume={resume} busy={upload.isPending} onReplace={() => input.current?.click()} />
        ) : (
          <Absent over={over} busy={upload.isPending} onChoose={() => input.current?.click()} />
        )}
        <input
          ref={input}
          type="file"
          hidden
          aria-label={texts.resume}
          accept=".pdf,.docx,.txt,.md,application/pdf,text/plain"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            // The same file may be chosen again after it was mended.
            event.target.value = '';
            if (file) take(file);
          }}
        />
      </div>
    </Block>
  );
}

/** What can be said before it travels. */
function objectionTo(file: File): string | null {
  if (file.size > fileLimitBytes) return texts.tooLarge;
  return typeOf(file) === null ? texts.wrongKind : null;
}

/** A place that takes a file dropped anywhere in it. `over`: one hangs above it. */
function useDrop(take: (file: File) => void) {
  const [over, setOver] = useState(false);
  const place = {
    onDrop(event: DragEvent) {
      event.preventDefault();
      setOver(false);
      const [file] = event.dataTransfer.files;
      if (file) take(file);
    },
    onDragOver(event: DragEvent) {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
  };
  return { over, place };
}

interface AbsentProps {
  readonly over: boolean;
  readonly busy: boolean;
  readonly onChoose: () => void;
}

function Absent({ over, busy, onChoose }: AbsentProps) {
  const hint = useId();
  return (
    <div className="resume-drop">
      <FileUp className="icon" aria-hidden />
      <b>{over ? texts.dropNow : texts.drop}</b>
      <span id={hint}>{texts.dropHint}</span>
      <Button disabled={busy} aria-describedby={hint} onClick={onChoose}>
        {busy ? texts.uploading : texts.choose}
      </Button>
    </div>
  );
}

interface PresentProps {
  readonly resume: ResumeView;
  readonly busy: boolean;
  readonly onReplace: () => void;
}

function Present({ resume, busy, onReplace }: PresentProps) {
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveResume();
  function end() {
    remove.mutate(undefined, {
      onSuccess: () => {
        setAsking(false);
        notify({ text: texts.removed });
      },
    });
  }
  return (
    <>
      <Line icon={FileText} name={resume.name} sub={aboutIn(format, resume)}>
        <span className="buttons">
          <Button size="small" disabled={busy} onClick={onReplace}>
            {busy ? texts.uploading : texts.replace}
          </Button>
          <a className={buttonClass({ size: 'small' })} href={profileLinks.resume()} download={resume.name}>
            <Download className="icon" aria-hidden />
            {texts.download}
          </a>
          <IconButton icon={Trash2} size="small" label={texts.removeResume} onClick={() => setAsking(true)} />
        </span>
      </Line>
      {asking && (
        <SureDialog
          title={texts.removeSure}
          lead={texts.removeLead}
          act={texts.removeResume}
          busy={remove.isPending}
          onSure={end}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function aboutIn(format: Format, { type, sizeBytes, uploadedAt }: ResumeView): string {
  const size = texts.kilobytes(format.number(Math.max(1, Math.round(sizeBytes / 1000))));
  return texts.uploaded(texts.types[type], size, format.day(format.dateOf(uploadedAt)));
}
