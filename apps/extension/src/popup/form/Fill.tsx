/** The form of the page: what would go where, each with its tick; afterwards, what went where. */
import type { Filled, FormElsewhere, Found, Suggestion } from '@sotto/features/profile/filler';
import { attention, Icon } from '../../icon.tsx';
import { fillTexts as texts } from '../../texts-form.ts';

const back = 'm12 19-7-7 7-7M19 12H5';

/** The form of the page, as far as it was looked at. */
export interface FormOnPage {
  readonly host: string;
  readonly found: Found | null;
  readonly ticked: ReadonlySet<string>;
  readonly isBusy: boolean;
  /** What went wrong, in a sentence. */
  readonly trouble: string | null;
  readonly filled: Filled | null;
}

export interface FormActs {
  back(): void;
  openTab(url: string): void;
  tick(key: string, isTicked: boolean): void;
  fill(): Promise<void>;
}

interface FillProps {
  readonly form: FormOnPage;
  readonly acts: FormActs;
}

export function Fill({ form, acts }: FillProps) {
  const { found, filled, ticked, isBusy, trouble } = form;
  return (
    <>
      <div class="popup-body">
        <h2 class="with-back">
          <button type="button" class="button quiet only small" aria-label={texts.back} title={texts.back} onClick={acts.back}>
            <Icon path={back} />
          </button>
          {texts.heading}
        </h2>
        {trouble !== null && (
          <div class="note warn" role="alert">
            <Icon path={attention} />
            <span>{trouble}</span>
          </div>
        )}
        {trouble === null && <Form form={form} acts={acts} />}
      </div>
      {found !== null && filled === null && found.fields.length > 0 && (
        <div class="popup-foot">
          <button
            type="button"
            class="button primary wide"
            aria-disabled={isBusy || ticked.size === 0}
            onClick={() => void acts.fill()}
          >
            {isBusy ? texts.filling : texts.fill(ticked.size)}
          </button>
          <p>{texts.readable}</p>
        </div>
      )}
    </>
  );
}

function Form({ form, acts }: FillProps) {
  if (form.filled !== null) return <Afterwards filled={form.filled} />;
  if (form.found === null) return <p role="status">{texts.looking}</p>;
  const { fields, elsewhere } = form.found;
  return (
    <>
      {elsewhere.map((one) => (
        <Elsewhere key={one.address} {...one} onOpen={acts.openTab} />
      ))}
      {fields.length === 0 && elsewhere.length === 0 && (
        <div role="status">
          <b>{texts.nothing}</b>
          <p>{texts.nothingMore}</p>
        </div>
      )}
      {fields.length > 0 && (
        <fieldset>
          <legend>{texts.on(form.host)}</legend>
          {fields.map((field) => (
            <Field key={field.key} field={field} isTicked={form.ticked.has(field.key)} onTick={acts.tick} />
          ))}
        </fieldset>
      )}
    </>
  );
}

function Field({
  field: { key, label, value, tick },
  isTicked,
  onTick,
}: {
  readonly field: Suggestion;
  readonly isTicked: boolean;
  readonly onTick: (key: string, isTicked: boolean) => void;
}) {
  return (
    <label class="fill-field">
      <input
        type="checkbox"
        class="check"
        checked={isTicked}
        onChange={({ currentTarget }) => onTick(key, currentTarget.checked)}
      />
      <span class="faint">{label}</span>
      <b>{value}</b>
      {tick !== 'ticked' && <span class="late">{texts[tick]}</span>}
    </label>
  );
}

function Elsewhere({ address, host, onOpen }: FormElsewhere & { readonly onOpen: (url: string) => void }) {
  return (
    <div class="note">
      <Icon path={attention} />
      <span>{texts.elsewhere(host)}</span>
      {/^https?:\/\//.test(address) && (
        <button type="button" class="link" onClick={() => onOpen(address)}>
          {texts.openElsewhere}
        </button>
      )}
    </div>
  );
}

function Afterwards({ filled: { filled, left } }: { readonly filled: Filled }) {
  return (
    <div role="status">
      <h3>{texts.filled(filled.length)}</h3>
      <p>{texts.filledMore}</p>
      <ul class="filled">
        {filled.map(({ key, label, value }) => (
          <li key={key}>
            <span class="faint">{label}</span>
            <b>{value}</b>
          </li>
        ))}
      </ul>
      {left.length > 0 && <h3>{texts.left}</h3>}
      <ul class="filled">
        {left.map(({ key, label, why }) => (
          <li key={key}>
            <span class="faint">{label}</span>
            <span>{texts.why[why]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
