/** Where a note is written: its text as it is, with keys and buttons for the marks of Markdown. */
import { greatestNote } from '@sotto/domain';
import { IconButton, TextArea } from '@sotto/ui';
import { Bold, Heading, Italic, List, ListTodo, Quote } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { difference, type Edit, listed, newLine, wrapped } from './editing.ts';
import { texts } from './texts.ts';

export interface NoteEditorProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  /** What the field is called. @default the text of a note */
  readonly label?: string | undefined;
  readonly hint?: string | undefined;
  readonly most?: number | undefined;
  /** The cursor stands at its end as it opens. */
  readonly focused?: boolean | undefined;
  readonly rows?: number | undefined;
}

const acts = [
  { name: 'heading', icon: Heading, run: (edit: Edit) => listed(edit, '# ') },
  { name: 'bold', icon: Bold, keys: 'Ctrl+B', run: (edit: Edit) => wrapped(edit, '**') },
  { name: 'italic', icon: Italic, keys: 'Ctrl+I', run: (edit: Edit) => wrapped(edit, '*') },
  { name: 'list', icon: List, run: (edit: Edit) => listed(edit, '- ') },
  { name: 'boxes', icon: ListTodo, run: (edit: Edit) => listed(edit, '- [ ] ') },
  { name: 'quote', icon: Quote, run: (edit: Edit) => listed(edit, '> ') },
] as const;

export default function NoteEditor(props: NoteEditorProps) {
  const { value, onChange, onBlur, label = texts.text, hint = texts.hint, most = greatestNote, focused = false, rows } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!focused) return;
    // After the panel around it, which takes the focus as it opens.
    const frame = requestAnimationFrame(() => {
      const here = area.current;
      here?.focus({ preventScroll: true });
      here?.setSelectionRange(here.value.length, here.value.length);
    });
    return () => cancelAnimationFrame(frame);
  }, [focused]);

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return;
    const edit = editOf(event.currentTarget);
    const changed = changedBy(event, edit);
    if (changed === null) return;
    event.preventDefault();
    put(event.currentTarget, changed);
  }
  function act(run: (edit: Edit) => Edit): void {
    const here = area.current;
    if (!here) return;
    here.focus();
    put(here, run(editOf(here)));
  }
  return (
    <div className="note-editor">
      <div className="note-marks" role="toolbar" aria-label={texts.marks}>
        {acts.map(({ name, icon, run, ...rest }) => (
          <IconButton key={name} icon={icon} size="small" label={texts[name]} {...rest} onClick={() => act(run)} />
        ))}
      </div>
      <TextArea
        ref={area}
        aria-label={label}
        placeholder={hint}
        rows={rows}
        maxLength={most}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {value.length >= most && <p className="late">{texts.full}</p>}
    </div>
  );
}

function editOf({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Edit {
  return { text: value, start: selectionStart, end: selectionEnd };
}

function changedBy({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, edit: Edit): Edit | null {
  const control = (ctrlKey || metaKey) && !altKey && !shiftKey;
  if (control && key.toLowerCase() === 'b') return wrapped(edit, '**');
  if (control && key.toLowerCase() === 'i') return wrapped(edit, '*');
  return key === 'Enter' && !control && !shiftKey && !altKey ? newLine(edit) : null;
}

/** As if it had been typed, so that Ctrl+Z takes it back. There is no other way than this old one to tell the browser. */
function put(area: HTMLTextAreaElement, { text, start, end }: Edit): void {
  const { from, to, put: words } = difference(area.value, text);
  area.setSelectionRange(from, to);
  // oxlint-disable typescript/no-deprecated -- as said above
  if (words !== '') document.execCommand('insertText', false, words);
  else if (to > from) document.execCommand('delete');
  // oxlint-enable typescript/no-deprecated
  area.setSelectionRange(start, end);
}
