/** A place that takes a file, dropped anywhere in it or chosen; and how far the one under way has come. */
import { Button, Note, Progress, classes } from '@sotto/ui';
import { FileUp } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { acceptedFiles } from './file-type.ts';
import { texts } from './texts.ts';

export interface DropPlaceProps {
  readonly title: string;
  readonly chosen?: string | undefined;
  /** From 0 to 1; `null`: nothing is under way. */
  readonly part: number | null;
  /** Why the last one was not taken. */
  readonly reason: string | null;
  readonly onFile: (file: File) => void;
}

export function DropPlace({ title, chosen, part, reason, onFile }: DropPlaceProps) {
  const hint = useId();
  const input = useRef<HTMLInputElement>(null);
  const { over, place } = useDrop(onFile);
  return (
    <div className="drop-place">
      {reason !== null && (
        <Note tone="bad" title={texts.notTaken}>
          {reason}
        </Note>
      )}
      <div className={classes('drop', over && 'over')} {...place}>
        <FileUp className="icon" aria-hidden />
        <b>{over ? texts.dropNow : (chosen ?? title)}</b>
        <span id={hint}>{texts.dropHint}</span>
        {part === null ? (
          <Button aria-describedby={hint} onClick={() => input.current?.click()}>
            {chosen === undefined ? texts.choose : texts.chooseOther}
          </Button>
        ) : (
          <Progress label={texts.uploading} value={part} max={1} />
        )}
        <input
          ref={input}
          type="file"
          hidden
          aria-label={title}
          accept={acceptedFiles}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            // The same file may be chosen again after it was mended.
            event.target.value = '';
            if (file) onFile(file);
          }}
        />
      </div>
    </div>
  );
}

/** `over`: a file hangs above it. */
export function useDrop(take: (file: File) => void) {
  const [over, setOver] = useState(false);
  const place = {
    onDrop(event: DragEvent) {
      event.preventDefault();
      setOver(false);
      const [file] = event.dataTransfer.files;
      if (file) take(file);
    },
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
  };
  return { over, place };
}
