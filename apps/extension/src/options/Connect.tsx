/** Where the server is, and the key or one-time code that lets this extension in. */
import { optionsTexts as texts } from '../texts-options.ts';
import type { OptionsProps } from './state.ts';
import { Told } from './Told.tsx';

export function Connect({ state: { trouble, busy, address, connection }, control }: OptionsProps) {
  const submit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    if (busy === 'connect') return;
    const given = new FormData(event.currentTarget);
    void control.connect(textOf(given.get('address')), textOf(given.get('secret')));
  };
  return (
    <form onSubmit={submit}>
      <p>{texts.lead}</p>
      <div class="field">
        <label for="address">{texts.address}</label>
        <input
          class="input"
          id="address"
          name="address"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          required
          defaultValue={address || connection?.origin}
          aria-describedby="address-hint"
        />
        <span class="hint" id="address-hint">
          {texts.addressHint}
        </span>
      </div>
      <div class="field">
        <label for="secret">{texts.secret}</label>
        <input
          class="input"
          id="secret"
          name="secret"
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          aria-describedby="secret-hint"
        />
        <span class="hint" id="secret-hint">
          {texts.secretHint}
        </span>
      </div>
      {trouble !== null && <Told text={trouble} isTrouble />}
      <div class="buttons">
        <button type="submit" class="button primary" aria-disabled={busy === 'connect'}>
          {busy === 'connect' ? texts.connecting : texts.connect}
        </button>
      </div>
    </form>
  );
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}
