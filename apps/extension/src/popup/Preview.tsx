/** What would be sent, field by field, to be looked at and changed: nothing is sent that is not shown here. */
import type { ComponentChildren } from 'preact';
import { type LineName, withField, withoutText, withText } from '../draft.ts';
import { attention, Icon } from '../icon.tsx';
import { popupTexts as texts } from '../texts.ts';
import { Choice, type FieldProps, Where } from './lists.tsx';
import type { PopupProps } from './Popup.tsx';
import { asksKnown, hostOf, isSecond } from './state.ts';

interface PreviewProps extends PopupProps {
  /** What went wrong, in a sentence. */
  readonly trouble: string | null;
}

export function Preview({ state, control, trouble }: PreviewProps) {
  const { draft, page, known } = state;
  if (draft === null || page === null) return null;
  const save = (event: Event) => {
    event.preventDefault();
    void control.save();
  };
  return (
    <form aria-label={texts.form} onSubmit={save}>
      <div class="popup-body">
        <Standing state={state} control={control} trouble={trouble} />
        {page.isClosed && <Note text={texts.closed} />}
        <Fields state={state} control={control} draft={draft} />
      </div>
      <div class="popup-foot">
        {known !== null && trouble !== null && (
          <div role="status">
            <Note text={trouble} />
          </div>
        )}
        <Where state={state} control={control} draft={draft} />
        <button
          type="submit"
          class="button primary wide"
          aria-disabled={state.busy}
          data-sends={isSecond(state) ? 'override' : ''}
        >
          {state.busy ? texts.saving : isSecond(state) ? texts.saveSecond : texts.save}
          <kbd aria-hidden="true">↵</kbd>
        </button>
        <p data-sends="id">{texts.promise(hostOf(state), asksKnown(state))}</p>
      </div>
    </form>
  );
}

/** What is known of the posting already. Its place is kept until the server has said so: what stands beneath does not move. */
function Standing({ state, control, trouble }: PreviewProps) {
  const { known, page } = state;
  const isAsked = asksKnown(state);
  const isNothingRead = !page?.posting.title && !page?.posting.company;
  const text = known === null && trouble !== null ? trouble : isNothingRead ? texts.nothingRead : null;
  return (
    <div class={isAsked ? 'standing' : undefined} role="status">
      {known !== null && (known.report.response !== null || text === null) ? (
        <known.Known known={known.report} state={state} control={control} />
      ) : text !== null ? (
        <Note text={text} />
      ) : (
        isAsked && <div class="note skeleton after-a-while" />
      )}
    </div>
  );
}

function Note({ text }: { readonly text: string }) {
  return (
    <div class="note warn">
      <Icon path={attention} />
      <span>{text}</span>
    </div>
  );
}

function Fields(props: FieldProps) {
  return (
    <div class="pair">
      <Row label={texts.title} id="title">
        <Line {...props} name="title" sends="posting.title" required />
      </Row>
      <Row label={texts.company} id="company">
        <Line {...props} name="company" sends="posting.company" required />
      </Row>
      <Row label={texts.place} id="place">
        <span class="halves">
          <Line {...props} name="place" sends="posting.location" />
          <Choice {...props} field="workMode" label={texts.workMode} names={texts.workModes} />
        </span>
      </Row>
      <Row label={texts.pay} id="pay">
        <Pay {...props} />
      </Row>
      <Row label={texts.type} id="type">
        <Choice {...props} id="type" field="employmentType" label={texts.type} names={texts.types} />
      </Row>
      <span>{texts.days}</span>
      <span class="halves even">
        <Day {...props} field="postedOn" label={texts.posted} />
        <Day {...props} field="closesOn" label={texts.closes} />
      </span>
      <Row label={texts.link} id="url">
        <Line {...props} name="url" sends="posting.url" />
      </Row>
      <Text {...props} />
    </div>
  );
}

function Row({ label, id, children }: { readonly label: string; readonly id: string; readonly children: ComponentChildren }) {
  return (
    <>
      <label for={id}>{label}</label>
      {children}
    </>
  );
}

interface LineProps extends PopupProps {
  readonly name: LineName;
  readonly sends: string;
  readonly required?: boolean;
  /** Id of what is said about it, when it is not clear. */
  readonly unclear?: string;
}

/** A line of text. Company and title must not be empty: nothing can be saved without. */
function Line({ state, control, name, sends, required = false, unclear }: LineProps) {
  return (
    <input
      class="input"
      id={name}
      data-sends={sends}
      required={required}
      value={state.lines[name]}
      {...(unclear !== undefined && { 'aria-invalid': true, 'aria-describedby': unclear })}
      onInput={({ currentTarget: { value } }) => control.type(name, value)}
      onChange={() => control.take(name)}
    />
  );
}

function Pay({ state, control }: PopupProps) {
  return (
    <span class="field">
      <Line
        state={state}
        control={control}
        name="pay"
        sends="posting.compensation"
        {...(!state.isPayClear && { unclear: 'pay-unclear' })}
      />
      {!state.isPayClear && (
        <span class="hint danger" id="pay-unclear">
          {texts.payUnclear}
        </span>
      )}
    </span>
  );
}

function Day({ control, draft, field, label }: FieldProps & { readonly field: 'postedOn' | 'closesOn'; readonly label: string }) {
  const value = draft.posting[field] ?? '';
  return (
    <input
      class={value === '' ? 'input faint' : 'input'}
      type="date"
      aria-label={label}
      data-sends={`posting.${field}`}
      value={value}
      onChange={({ currentTarget: { value } }) => control.edit(withField(draft, field, value || null))}
    />
  );
}

function Text({ state, control, draft }: FieldProps) {
  const text = state.page?.text ?? '';
  const keep = ({ currentTarget: { checked } }: { readonly currentTarget: HTMLInputElement }) => {
    const changed = checked ? withText(draft, text, control.now()) : withoutText(draft);
    control.edit(changed);
    control.remember(changed);
  };
  return (
    <>
      <span>{texts.text}</span>
      {text === '' ? (
        <span class="faint">{texts.noText}</span>
      ) : (
        <label class="buttons">
          <input
            type="checkbox"
            class="switch"
            role="switch"
            aria-checked={draft.snapshot != null}
            data-sends="snapshot.text snapshot.capturedAt"
            checked={draft.snapshot != null}
            onChange={keep}
          />
          {texts.keepText(state.page?.words ?? 0)}
        </label>
      )}
    </>
  );
}
