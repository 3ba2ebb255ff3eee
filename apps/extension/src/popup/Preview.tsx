/** What would be sent, field by field, to be looked at and changed: nothing is sent that is not shown here. */
import type { ComponentChildren } from 'preact';
import { type LineName, withField, withoutText, withText } from '../draft.ts';
import { attention, Icon } from '../icon.tsx';
import type { Sendable } from '../messages.ts';
import { popupTexts as texts } from '../texts.ts';
import type { PopupProps } from './Popup.tsx';
import { asksKnown, hostOf, isSecond } from './state.ts';

export function Preview({ state, control, trouble }: PopupProps & { readonly trouble: string | null }) {
  const { draft, page, known, connection } = state;
  if (draft === null || page === null) return null;
  const save = (event: Event) => {
    event.preventDefault();
    void control.save();
  };
  return (
    <form aria-label={texts.form} onSubmit={save}>
      <div class="popup-body">
        {known !== null && connection !== null && (
          <known.Known known={known.report} origin={connection.origin} state={state} control={control} />
        )}
        {page.isClosed && <Note text={texts.closed} />}
        {trouble !== null && <Note text={trouble} />}
        <Fields state={state} control={control} draft={draft} />
      </div>
      <div class="popup-foot">
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

function Note({ text }: { readonly text: string }) {
  return (
    <div class="note warn" role="status">
      <Icon paths={attention} />
      <span>{text}</span>
    </div>
  );
}

type FieldProps = PopupProps & { readonly draft: Sendable };

function Fields(props: FieldProps) {
  const { state } = props;
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
      {state.page?.posting.postedOn != null && <Day {...props} field="postedOn" label={texts.posted} />}
      <Day {...props} field="closesOn" label={texts.closes} />
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

type ChoiceField = 'workMode' | 'employmentType';

function Choice<F extends ChoiceField>({
  control,
  draft,
  field,
  label,
  names,
  id,
}: FieldProps & {
  readonly field: F;
  readonly label: string;
  readonly names: Readonly<Record<NonNullable<Sendable['posting'][F]>, string>>;
  readonly id?: string;
}) {
  // Safe: these are the keys of that table.
  const values = Object.keys(names) as NonNullable<Sendable['posting'][F]>[];
  return (
    <select
      class="input"
      id={id}
      aria-label={id === undefined ? label : undefined}
      data-sends={`posting.${field}`}
      value={draft.posting[field] ?? ''}
      onChange={({ currentTarget: { value } }) =>
        control.edit(withField(draft, field, values.find((one) => one === value) ?? null))
      }
    >
      <option value="">{texts.notSaid}</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {names[value]}
        </option>
      ))}
    </select>
  );
}

function Day({ control, draft, field, label }: FieldProps & { readonly field: 'postedOn' | 'closesOn'; readonly label: string }) {
  return (
    <Row label={label} id={field}>
      <input
        class="input"
        type="date"
        id={field}
        data-sends={`posting.${field}`}
        value={draft.posting[field] ?? ''}
        onChange={({ currentTarget: { value } }) => control.edit(withField(draft, field, value || null))}
      />
    </Row>
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

/** The group it goes to, and whether it is only saved or applied for already. */
function Where({ state: { choices }, control, draft }: FieldProps) {
  const stages = ['lead', 'submitted'].flatMap((kind) => choices?.stages.find((stage) => stage.kind === kind) ?? []);
  const stage = stages.find(({ id }) => id === draft.stageId);
  const pick = (chosen: Partial<Sendable>) => {
    const changed = { ...draft, ...chosen };
    control.edit(changed);
    control.remember(changed);
  };
  return (
    <div class="group-and-stage">
      <Pick
        label={texts.group}
        sends="groupId"
        value={draft.groupId}
        items={choices?.groups}
        onPick={(groupId) => pick({ groupId })}
      />
      <span class="staged" data-stage={stage?.kind === 'submitted' ? 'applied' : 'saved'}>
        <i class="bar" />
        <Pick label={texts.stage} sends="stageId" value={draft.stageId} items={stages} onPick={(stageId) => pick({ stageId })} />
      </span>
    </div>
  );
}

function Pick({
  label,
  sends,
  value,
  items,
  onPick,
}: {
  readonly label: string;
  readonly sends: string;
  readonly value: string | undefined;
  readonly items: readonly { readonly id: string; readonly name: string }[] | undefined;
  readonly onPick: (id: string) => void;
}) {
  const isKnown = items !== undefined && items.length > 0;
  return (
    <select
      class="input"
      aria-label={label}
      data-sends={value === undefined ? '' : sends}
      value={value ?? ''}
      disabled={!isKnown}
      onChange={({ currentTarget }) => onPick(currentTarget.value)}
    >
      {!isKnown && <option value={value ?? ''}>{texts.first}</option>}
      {items?.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
