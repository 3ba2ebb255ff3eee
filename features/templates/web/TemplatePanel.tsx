/** One template with an address of its own: its words, and the places they may have. */
import '@sotto/ui/record.css';
import './templates.css';
import { fillLetter, openPlaces, templatePurposes, templateVariables, withChanges } from '@sotto/domain';
import { Button, Field, IconButton, Menu, NativeSelect, Note, Panel, TextArea, TextInput, LineInput } from '@sotto/ui';
import { useClose, useParams, useTitle } from '@sotto/ui/app';
import { PendingPanel } from '@sotto/ui/records';
import { Ellipsis, PenLine, Trash2, X } from 'lucide-react';
import { type RefObject, useRef } from 'react';
import type { TemplateView } from '../api.ts';
import { templateLinks } from './links.ts';
import { openLetter } from './open-letter.ts';
import { type TemplateAutosave, useDeleteTemplate, useTemplate, useTemplateAutosave } from './queries.ts';
import { texts } from './texts.ts';

export function TemplatePanel() {
  const { templateId = '' } = useParams();
  const query = useTemplate(templateId);
  const close = useClose(templateLinks.list);
  if (query.data) return <Opened key={templateId} template={query.data} onClose={close} />;
  return <PendingPanel words={texts} isGone={query.isError} list={templateLinks.list()} onClose={close} />;
}

function Opened({ template, onClose }: { readonly template: TemplateView; readonly onClose: () => void }) {
  const saving = useTemplateAutosave(template);
  const remove = useDeleteTemplate();
  const typingRef = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);
  const shown = withChanges(template, saving.waiting);
  useTitle(template.name);
  // Closed first: what is being deleted must not be asked for again.
  const deleteIt = () => {
    onClose();
    remove.mutate(template);
  };
  const use = () => {
    saving.flush();
    openLetter({ templateId: template.id });
  };
  return (
    <Panel label={template.name} onClose={onClose}>
      <div className="panel-bar">
        {texts.templates}
        <span className="push" />
        <IconButton icon={X} label={texts.close} keys="Esc" onClick={onClose} />
      </div>
      <header className="panel-head">
        <h2>{shown.name}</h2>
        <div className="where">{texts.purposes[shown.purpose]}</div>
        <div className="buttons">
          <Button look="primary" icon={PenLine} onClick={use}>
            {texts.use}
          </Button>
          <Menu
            label={texts.more}
            items={[{ id: 'delete', label: texts.remove, icon: Trash2, danger: true, run: deleteIt }]}
            trigger={(props) => <IconButton icon={Ellipsis} label={texts.more} look="plain" {...props} />}
          />
          <span className="push faint" role="status">
            {texts.state[saving.state]}
          </span>
        </div>
      </header>
      <div className="panel-body of-template">
        <div>
          <Words key={saving.drawn} template={shown} saving={saving} typingRef={typingRef} />
        </div>
        <aside>
          <Places template={shown} typingRef={typingRef} />
        </aside>
      </div>
    </Panel>
  );
}

/** The field one types into, or did last. */
type Typing = RefObject<HTMLInputElement | HTMLTextAreaElement | null>;

interface WordsProps {
  /** With what is typed and not saved yet. */
  readonly template: TemplateView;
  readonly saving: TemplateAutosave;
  readonly typingRef: Typing;
}

function Words({ template, saving, typingRef }: WordsProps) {
  const { change, errorOf } = saving;
  return (
    <section className="template-words" onBlur={saving.flush}>
      <Field label={texts.fields.name} error={errorOf('name')}>
        <TextInput
          defaultValue={template.name}
          onChange={(event) => event.target.value.trim() !== '' && change({ name: event.target.value })}
        />
      </Field>
      <Field label={texts.fields.purpose}>
        <NativeSelect
          value={template.purpose}
          onChange={(next) => change({ purpose: templatePurposes.find((one) => one === next) ?? 'other' })}
        >
          {templatePurposes.map((purpose) => (
            <option key={purpose} value={purpose}>
              {texts.purposes[purpose]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={texts.fields.subject} error={errorOf('subject')}>
        <LineInput
          value={template.subject ?? ''}
          onFocus={(event) => (typingRef.current = event.currentTarget)}
          onChange={(event) => change({ subject: event.target.value || null })}
        />
      </Field>
      <Field label={texts.fields.body} error={errorOf('body')}>
        <TextArea
          rows={16}
          value={template.body ?? ''}
          ref={(area) => void (typingRef.current ??= area)}
          onFocus={(event) => (typingRef.current = event.currentTarget)}
          onChange={(event) => change({ body: event.target.value || null })}
        />
      </Field>
    </section>
  );
}

function Places({ template, typingRef }: Pick<WordsProps, 'template' | 'typingRef'>) {
  const known = new Set<string>(templateVariables);
  const parts = fillLetter(`${template.subject ?? ''} ${template.body ?? ''}`, () => null);
  const unknown = openPlaces(parts).filter((name) => !known.has(name));
  function put(name: string): void {
    const field = typingRef.current;
    if (!field?.isConnected) return;
    field.focus();
    field.setRangeText(`{{${name}}}`, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
    // As if it were typed: the field tells of it itself.
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return (
    <section>
      <div className="section-head">
        <h3>{texts.places}</h3>
      </div>
      <p className="faint">{texts.placesLead}</p>
      {unknown.length > 0 && (
        <div className="places-unknown">
          <Note tone="warn">{texts.unknownPlaces(unknown.join(', '))}</Note>
        </div>
      )}
      <ul className="places">
        {templateVariables.map((name) => (
          <li key={name}>
            <button type="button" className="chip" onClick={() => put(name)}>
              {`{{${name}}}`}
            </button>
            <span className="faint">{texts.variables[name]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
