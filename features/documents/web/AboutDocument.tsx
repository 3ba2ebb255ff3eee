/** What is said of a document, saved by itself. */
import { Field, TextArea, LineInput } from '@sotto/ui';
import type { DocumentView } from '../api.ts';
import { KindSelect } from './KindSelect.tsx';
import type { DocumentAutosave } from './queries.ts';
import { texts } from './texts.ts';

export interface AboutDocumentProps {
  /** With what is typed and not saved yet. */
  readonly document: DocumentView;
  readonly saving: DocumentAutosave;
}

export function AboutDocument({ document, saving }: AboutDocumentProps) {
  return (
    <section className="about-document" onBlur={saving.flush}>
      <Field label={texts.name} error={saving.errorOf('name')}>
        <LineInput value={document.name} onChange={(event) => saving.change({ name: event.target.value })} />
      </Field>
      <Field label={texts.kind}>
        <KindSelect value={document.kind} onChange={(kind) => saving.change({ kind })} />
      </Field>
      <Field label={texts.notes} error={saving.errorOf('notes')}>
        <TextArea
          rows={4}
          value={document.notes ?? ''}
          onChange={(event) => saving.change({ notes: event.target.value || null })}
        />
      </Field>
    </section>
  );
}
