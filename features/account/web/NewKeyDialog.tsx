import type { Scope } from '@sotto/contract';
import { Button, Checkbox, Dialog, DialogBody, DialogFoot, Field, Note, TextInput } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { defaultKeyDays, longestKeyDays, makeAccessKey } from '../api.ts';
import { fieldError, formError } from './problem-words.ts';
import { keysKey } from './queries.ts';
import { scopeTexts, texts } from './texts.ts';

/** Makes an access key: first what it may do, then the key itself, this once. */
export function NewKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const [key, setKey] = useState<string | null>(null);
  return (
    <Dialog open onClose={onClose} title={key === null ? texts.newKey : texts.keyMade} narrow>
      {key === null ? <NewKeyForm onMade={setKey} onClose={onClose} /> : <ShownOnce secret={key} onClose={onClose} />}
    </Dialog>
  );
}

/** What can be chosen: not the scopes that nothing asks for yet. */
const offered = [
  'capture:write',
  'duplicates:read',
  'applications:read',
  'applications:write',
  'export:read',
] as const satisfies readonly Scope[];

function NewKeyForm({ onMade, onClose }: { readonly onMade: (key: string) => void; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [expiresOn, setExpiresOn] = useState(() => dateIn(defaultKeyDays));
  const api = useApi();
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: async () => (await api(makeAccessKey, { body: { name, scopes: [...scopes], expiresOn } })).body,
    meta: { shownBeside: true },
    onSuccess(made) {
      void queries.invalidateQueries({ queryKey: keysKey });
      onMade(made.key);
    },
  });
  const toggle = (scope: Scope) => setScopes(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope]);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!making.isPending) making.mutate();
  };
  const wrong = formError(making.error, ['name', 'scopes', 'expiresOn']);
  const wrongScopes = fieldError(making.error, 'scopes');
  return (
    <form onSubmit={submit}>
      <DialogBody>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <Field label={texts.keyName} help={texts.keyNameHelp} error={fieldError(making.error, 'name')}>
          <TextInput value={name} onChange={(event) => setName(event.target.value)} maxLength={100} autoFocus required />
        </Field>
        <fieldset className="scopes">
          <legend>{texts.mayDo}</legend>
          {wrongScopes !== undefined && <Note tone="bad" title={wrongScopes} />}
          {offered.map((scope) => (
            <Checkbox key={scope} checked={scopes.includes(scope)} onChange={() => toggle(scope)}>
              <span>
                {scopeTexts[scope].name}
                <span className="says">{scopeTexts[scope].says}</span>
              </span>
            </Checkbox>
          ))}
        </fieldset>
        <Field label={texts.lastsUntil} help={texts.lastsUntilHelp} error={fieldError(making.error, 'expiresOn')}>
          <TextInput
            type="date"
            value={expiresOn}
            min={dateIn(0)}
            max={dateIn(longestKeyDays)}
            onChange={(event) => setExpiresOn(event.target.value)}
            required
          />
        </Field>
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="primary">
          {texts.makeKey}
        </Button>
      </DialogFoot>
    </form>
  );
}

function ShownOnce({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  }
  return (
    <>
      <DialogBody>
        <p>{texts.keyMadeLead}</p>
        <div className="key-once">
          <code aria-label={texts.keyItself}>{secret}</code>
          <Button look="primary" onClick={() => void copy()}>
            {copied ? texts.copied : texts.copy}
          </Button>
        </div>
        <span className="hidden-name" role="status">
          {copied && texts.copied}
        </span>
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>{texts.close}</Button>
      </DialogFoot>
    </>
  );
}

function dateIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
