/** Asks for help: what is needed, who may read what of it, and how long. */
import { fold, mostSupportHours, type SupportScope } from '@sotto/domain';
import { listApplications } from '@sotto/features/applications/api';
import {
  Button,
  Checkbox,
  type Choice,
  Dialog,
  DialogBody,
  DialogFoot,
  Field,
  NativeSelect,
  Note,
  Segments,
  TextArea,
} from '@sotto/ui';
import { fieldError, useApi } from '@sotto/ui/app';
import { Combobox } from '@sotto/ui/choice';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useDeferredValue, useState } from 'react';
import type { HelpKind, OperatorView } from '../api.ts';
import { formError, useAsk } from './queries.ts';
import { texts } from './texts.ts';

interface AskDialogProps {
  readonly kinds: readonly HelpKind[];
  readonly operators: readonly OperatorView[];
  readonly onClose: () => void;
}

/** Ends of the list of operators: no id is as short. */
const anyone = 'any';

type Kinds = readonly HelpKind['name'][];

export function AskDialog({ kinds, operators, onClose }: AskDialogProps) {
  const [words, setWords] = useState('');
  const [operator, setOperator] = useState<string>(anyone);
  const [hours, setHours] = useState('1');
  const [scope, setScope] = useState<SupportScope | null>(null);
  const asking = useAsk();
  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (asking.isPending || scope === null) return;
    const whom = operator === anyone ? null : operator;
    asking.mutate({ words, operator: whom, scope, hours: Number(hours) }, { onSuccess: onClose });
  }
  const wrong = formError(asking.error, ['words', 'operator', 'scope', 'hours']);
  return (
    <Dialog open onClose={onClose} title={texts.ask} narrow>
      <form onSubmit={submit}>
        <DialogBody>
          {wrong !== null && <Note tone="bad" title={wrong} />}
          <Field label={texts.words} help={texts.wordsHelp} error={fieldError(asking.error, 'words')}>
            <TextArea value={words} onChange={(event) => setWords(event.target.value)} maxLength={4000} autoFocus required />
          </Field>
          <Scope kinds={kinds} error={fieldError(asking.error, 'scope')} onChange={setScope} />
          <Field
            label={texts.whom}
            help={operator === anyone ? texts.anyoneHelp : undefined}
            error={fieldError(asking.error, 'operator')}
          >
            <NativeSelect value={operator} onChange={setOperator}>
              <option value={anyone}>{texts.anyone}</option>
              {operators.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label={texts.howLong} help={texts.howLongHelp} error={fieldError(asking.error, 'hours')}>
            <NativeSelect value={hours} onChange={setHours}>
              {spans.map((span) => (
                <option key={span} value={span}>
                  {texts.hours(span)}
                </option>
              ))}
            </NativeSelect>
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button type="submit" look="primary" disabled={words.trim() === '' || scope === null}>
            {texts.grant}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

const spans = [1, 2, 4, 8, 12, mostSupportHours] as const;

const sorts = [
  { value: 'kinds', label: texts.scopes.kinds },
  { value: 'application', label: texts.scopes.application },
] as const satisfies readonly Choice<'kinds' | 'application'>[];

interface ScopeProps {
  readonly kinds: readonly HelpKind[];
  readonly error: string | undefined;
  /** `null`: nothing is chosen yet. */
  readonly onChange: (scope: SupportScope | null) => void;
}

function Scope({ kinds, error, onChange }: ScopeProps) {
  const [sort, setSort] = useState<'kinds' | 'application'>('kinds');
  function choose(next: 'kinds' | 'application') {
    setSort(next);
    onChange(null);
  }
  return (
    <div className="field">
      <span className="label">{texts.what}</span>
      <Segments<'kinds' | 'application'> label={texts.what} choices={sorts} value={sort} onChange={choose} />
      {sort === 'kinds' ? <KindBoxes kinds={kinds} onChange={onChange} /> : <Application onChange={onChange} />}
      <span className={error === undefined ? 'hint' : 'hint danger'}>{error ?? texts.files}</span>
    </div>
  );
}

function KindBoxes({ kinds, onChange }: Omit<ScopeProps, 'error'>) {
  const [chosen, setChosen] = useState<Kinds>([]);
  function toggle(name: HelpKind['name'], on: boolean) {
    const next = on ? [...chosen, name] : chosen.filter((each) => each !== name);
    setChosen(next);
    onChange(next.length === 0 ? null : { kinds: [...next] });
  }
  return (
    <fieldset className="help-kinds">
      <legend className="hidden-name">{texts.whichKinds}</legend>
      {kinds.map(({ name, title }) => (
        <Checkbox key={name} checked={chosen.includes(name)} onChange={(event) => toggle(name, event.target.checked)}>
          {title}
        </Checkbox>
      ))}
    </fieldset>
  );
}

const suggested = 8;

function Application({ onChange }: Pick<ScopeProps, 'onChange'>) {
  const [words, setWords] = useState('');
  const found = useFound(useDeferredValue(words));
  const chosen = found.find(({ label }) => fold(label) === fold(words));
  function type(next: string) {
    setWords(next);
    const one = found.find(({ label }) => fold(label) === fold(next));
    onChange(one ? { application: one.id } : null);
  }
  return (
    <Field label={texts.whichApplication} help={chosen ? texts.applicationHelp : texts.pickApplication}>
      <Combobox
        value={words}
        onChange={type}
        suggestions={chosen ? [] : found.map(({ label, stage }) => ({ value: label, end: stage }))}
      />
    </Field>
  );
}

/** The newest that hold the words; once one is written out, that one. */
function useFound(words: string): { id: string; label: string; stage: string }[] {
  const api = useApi();
  const q = words.replaceAll(',', ' ').trim();
  const query = { ...(q !== '' && { q }), limit: suggested };
  const items = useQuery({
    queryKey: ['applications', 'to let read', q],
    queryFn: async ({ signal }) => (await api(listApplications, { query }, signal)).body.items,
    placeholderData: keepPreviousData,
  }).data;
  return (items ?? []).map(({ id, title, company, stage }) => ({ id, label: `${company.name}, ${title}`, stage: stage.name }));
}
