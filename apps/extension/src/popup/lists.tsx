/** What is chosen from lists: the fields of a posting that have few answers, and where it goes. */
import { type Draft, withField } from '../draft.ts';
import { Icon } from '../icon.tsx';
import { popupTexts as texts } from '../texts.ts';
import type { PopupProps } from './Popup.tsx';

const down = 'm6 9 6 6 6-6';

export type FieldProps = PopupProps & { readonly draft: Draft };

type ChoiceField = 'workMode' | 'employmentType';

export function Choice<F extends ChoiceField>({
  control,
  draft,
  field,
  label,
  names,
  id,
}: FieldProps & {
  readonly field: F;
  readonly label: string;
  readonly names: Readonly<Record<NonNullable<Draft['posting'][F]>, string>>;
  readonly id?: string;
}) {
  // Safe: these are the keys of that table.
  const values = Object.keys(names) as NonNullable<Draft['posting'][F]>[];
  return (
    <List
      id={id}
      label={id === undefined ? label : undefined}
      sends={`posting.${field}`}
      value={draft.posting[field] ?? ''}
      items={[{ id: '', name: texts.notSaid }, ...values.map((value) => ({ id: value, name: names[value] }))]}
      onPick={(value) => control.edit(withField(draft, field, values.find((one) => one === value) ?? null))}
    />
  );
}

interface ListProps {
  readonly id?: string | undefined;
  /** Its name, where no label has it. */
  readonly label?: string | undefined;
  readonly sends: string;
  readonly value: string;
  readonly items: readonly { readonly id: string; readonly name: string }[];
  readonly isFixed?: boolean;
  readonly onPick: (id: string) => void;
}

function List({ id, label, sends, value, items, isFixed = false, onPick }: ListProps) {
  return (
    <span class="picker">
      <select
        class="input"
        id={id}
        aria-label={label}
        data-sends={sends}
        value={value}
        disabled={isFixed}
        onChange={({ currentTarget }) => onPick(currentTarget.value)}
      >
        {items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Icon path={down} />
    </span>
  );
}

/** The group it goes to, and whether it is only saved or applied for already. */
export function Where({ state: { choices }, control, draft }: FieldProps) {
  const stages = ['lead', 'submitted'].flatMap((kind) => choices?.stages.find((stage) => stage.kind === kind) ?? []);
  const stage = stages.find(({ id }) => id === draft.stageId);
  const pick = (chosen: Partial<Draft>) => {
    const changed = { ...draft, ...chosen };
    control.edit(changed);
    control.remember(changed);
  };
  return (
    <div class="group-and-stage">
      <OfTheirs
        label={texts.group}
        sends="groupId"
        value={draft.groupId}
        items={choices?.groups}
        onPick={(groupId) => pick({ groupId })}
      />
      <span class="staged" data-stage={stage?.kind === 'submitted' ? 'applied' : 'saved'}>
        <i class="bar" />
        <OfTheirs
          label={texts.stage}
          sends="stageId"
          value={draft.stageId}
          items={stages}
          onPick={(stageId) => pick({ stageId })}
        />
      </span>
    </div>
  );
}

interface PickProps extends Pick<ListProps, 'label' | 'sends' | 'onPick'> {
  readonly value: string | undefined;
  /** Absent or empty: the server has not said yet which there are. */
  readonly items: ListProps['items'] | undefined;
}

function OfTheirs({ value = '', items, sends, ...others }: PickProps) {
  const isKnown = items !== undefined && items.length > 0;
  return (
    <List
      {...others}
      sends={value === '' ? '' : sends}
      value={value}
      items={isKnown ? items : [{ id: value, name: texts.first }]}
      isFixed={!isKnown}
    />
  );
}
