/** What a key is called, may do, and how long: asked for a key that is shown and for one that the extension gets. */
import type { Scope } from '@sotto/contract';
import { useFormat } from '@sotto/features/settings/web';
import { Button, Checkbox, type Choice, DialogBody, DialogFoot, Field, Note, Segments, TextInput } from '@sotto/ui';
import { fieldError } from '@sotto/ui/app';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode, SyntheticEvent } from 'react';
import { defaultKeyDays, longestKeyDays } from '../api.ts';
import { formError } from './problem-words.ts';
import { useResumable, useWaitingDraft } from './resume.ts';
import { texts as securityTexts } from './texts-security.ts';
import { scopeTexts, texts } from './texts.ts';

export interface KeyWish {
  readonly name: string;
  readonly scopes: Scope[];
  /** `YYYY-MM-DD` */
  readonly expiresOn: string;
}

interface KeyFormProps<Made> {
  /** What is asked for; the draft and the way back from an issuer go by it. */
  readonly kind: 'new-key' | 'connect';
  readonly initial: { readonly name: string; readonly scopes: readonly Scope[] };
  readonly lead?: ReactNode;
  readonly act: string;
  readonly make: (wish: KeyWish) => Promise<Made>;
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}

/** What can be chosen: not the scopes that nothing asks for yet. */
const offered = [
  'capture:write',
  'duplicates:read',
  'applications:read',
  'applications:write',
  'profile:read',
  'export:read',
] as const satisfies readonly Scope[];

export function KeyForm<Made>({ kind, initial, lead, act, make, onMade, onClose }: KeyFormProps<Made>) {
  useResumable(kind);
  const draft = useWaitingDraft(kind, { ...initial, lasts: String(defaultKeyDays), lastDay: dateIn(defaultKeyDays) });
  const { name, scopes, lasts, lastDay } = draft.value;
  const change = (part: Partial<typeof draft.value>) => draft.change({ ...draft.value, ...part });
  const expiresOn = lasts === 'day' ? lastDay : dateIn(Number(lasts));
  const making = useMutation({
    mutationFn: () => make({ name, scopes: [...scopes], expiresOn }),
    meta: { shownBeside: true },
    onSuccess: onMade,
  });
  const toggle = (scope: Scope) =>
    change({ scopes: scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope] });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!making.isPending) making.mutate();
  };
  const wrong = formError(making.error, ['name', 'scopes', 'expiresOn']);
  return (
    <form onSubmit={submit}>
      <DialogBody>
        {lead !== undefined && <p>{lead}</p>}
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <Field label={texts.keyName} help={texts.keyNameHelp} error={fieldError(making.error, 'name')}>
          <TextInput value={name} onChange={(event) => change({ name: event.target.value })} maxLength={100} autoFocus required />
        </Field>
        <MayDo chosen={scopes} onToggle={toggle} error={fieldError(making.error, 'scopes')} />
        <Lasts
          lasts={lasts}
          lastDay={lastDay}
          expiresOn={expiresOn}
          onChange={change}
          error={fieldError(making.error, 'expiresOn')}
        />
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="primary">
          {act}
        </Button>
      </DialogFoot>
    </form>
  );
}

interface MayDoProps {
  readonly chosen: readonly Scope[];
  readonly onToggle: (scope: Scope) => void;
  readonly error: string | undefined;
}

function MayDo({ chosen, onToggle, error }: MayDoProps) {
  return (
    <fieldset className="scopes">
      <legend>{texts.mayDo}</legend>
      {error !== undefined && <Note tone="bad" title={error} />}
      {offered.map((scope) => (
        <Checkbox key={scope} checked={chosen.includes(scope)} onChange={() => onToggle(scope)}>
          <span>
            {scopeTexts[scope].name}
            <span className="says">{scopeTexts[scope].says}</span>
          </span>
        </Checkbox>
      ))}
    </fieldset>
  );
}

/** Days by their number; `day`: until one that is chosen. */
const spans = [
  { value: '30', label: securityTexts.lasts[30] },
  { value: '180', label: securityTexts.lasts[180] },
  { value: '365', label: securityTexts.lasts[365] },
  { value: 'day', label: securityTexts.untilDay },
] as const satisfies readonly Choice<string>[];

interface LastsProps {
  readonly lasts: string;
  readonly lastDay: string;
  readonly expiresOn: string;
  readonly onChange: (part: { lasts: string } | { lastDay: string }) => void;
  readonly error: string | undefined;
}

function Lasts({ lasts, lastDay, expiresOn, onChange, error }: LastsProps) {
  const format = useFormat();
  return (
    <div className="field">
      <span className="label">{securityTexts.keyLasts}</span>
      <Segments<string>
        label={securityTexts.keyLasts}
        choices={spans}
        value={lasts}
        onChange={(next) => onChange({ lasts: next })}
      />
      {lasts === 'day' ? (
        <Field label={texts.lastsUntil} help={texts.lastsUntilHelp} error={error}>
          <TextInput
            type="date"
            value={lastDay}
            min={dateIn(0)}
            max={dateIn(longestKeyDays)}
            onChange={(event) => onChange({ lastDay: event.target.value })}
            required
          />
        </Field>
      ) : (
        <span className="hint">{error ?? securityTexts.worksUntil(format.longDay(expiresOn))}</span>
      )}
    </div>
  );
}

function dateIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
