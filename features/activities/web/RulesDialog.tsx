/** What an office asks for: a preset with its source, or one's own rules. */
import { rulesOfPreset, weekdays, workSearchPresets, type WorkSearchRules } from '@sotto/domain';
import { useChangeSettings, useFormat } from '@sotto/features/settings/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, NativeSelect, Note, TextInput } from '@sotto/ui';
import { type SubmitEvent, useState } from 'react';
import { texts } from './texts.ts';

export interface RulesDialogProps {
  /** `null`: the log is held against nothing so far. */
  readonly rules: WorkSearchRules | null;
  readonly onClose: () => void;
}

const ownRules: WorkSearchRules = {
  preset: null,
  authority: null,
  period: 'week',
  weekStart: 'monday',
  least: null,
  keep: null,
  benefitYearEndsOn: null,
};

export function RulesDialog({ rules, onClose }: RulesDialogProps) {
  const [said, setSaid] = useState(rules ?? ownRules);
  const change = useChangeSettings();
  const set = (part: Partial<WorkSearchRules>) => setSaid({ ...said, ...part });
  function keep(workSearch: WorkSearchRules | null) {
    change({ workSearch });
    onClose();
  }
  function submit(event: SubmitEvent) {
    event.preventDefault();
    keep({ ...said, authority: said.authority?.trim() || null });
  }
  return (
    <Dialog open onClose={onClose} title={texts.rulesTitle} narrow>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <p className="soft">{texts.rulesLead}</p>
          <Office said={said} onChoose={setSaid} />
          <Field label={texts.period}>
            <NativeSelect value={said.period} onChange={(period) => set({ period: period as WorkSearchRules['period'] })}>
              <option value="week">{texts.periods.week}</option>
              <option value="month">{texts.periods.month}</option>
            </NativeSelect>
          </Field>
          {said.period === 'week' && (
            <Field label={texts.weekStart}>
              <NativeSelect
                value={said.weekStart}
                onChange={(weekStart) => set({ weekStart: weekStart as WorkSearchRules['weekStart'] })}
              >
                {weekdays.map((weekday) => (
                  <option key={weekday} value={weekday}>
                    {texts.weekdays[weekday]}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          )}
          <Field label={texts.least} help={texts.leastHelp}>
            <TextInput
              type="number"
              min={1}
              max={100}
              inputMode="numeric"
              value={said.least?.toString() ?? ''}
              onChange={(event) => set({ least: leastOf(event.target.value) })}
            />
          </Field>
          {said.keep?.after === 'benefit_year' && (
            <Field label={texts.benefitYear} optional={texts.ifYouLike}>
              <TextInput
                type="date"
                value={said.benefitYearEndsOn ?? ''}
                onChange={(event) => set({ benefitYearEndsOn: event.target.value || null })}
              />
            </Field>
          )}
        </DialogBody>
        <DialogFoot>
          {rules !== null && (
            <Button look="quiet" onClick={() => keep(null)}>
              {texts.away}
            </Button>
          )}
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit">
            {texts.save}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

interface OfficeProps {
  readonly said: WorkSearchRules;
  readonly onChoose: (rules: WorkSearchRules) => void;
}

/** The office, and where its rules were read. */
function Office({ said, onChoose }: OfficeProps) {
  const format = useFormat();
  const preset = workSearchPresets.find(({ id }) => id === said.preset);
  function choose(id: string) {
    const chosen = workSearchPresets.find((one) => one.id === id);
    onChoose(chosen ? rulesOfPreset(chosen) : { ...said, preset: null, authority: null });
  }
  return (
    <>
      <Field label={texts.preset}>
        <NativeSelect value={said.preset ?? ''} onChange={choose}>
          <option value="">{texts.own}</option>
          {workSearchPresets.map(({ id, authority }) => (
            <option key={id} value={id}>
              {authority}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {preset ? (
        <Note>
          {preset.note} {texts.readAt(format.longDay(preset.checkedOn))}{' '}
          <a className="link" href={preset.source} target="_blank" rel="noreferrer">
            {new URL(preset.source).host}
          </a>
          .
        </Note>
      ) : (
        <Field label={texts.authority} optional={texts.ifYouLike}>
          <TextInput value={said.authority ?? ''} onChange={(event) => onChoose({ ...said, authority: event.target.value })} />
        </Field>
      )}
    </>
  );
}

/** A whole number from 1 to 100, else none. */
function leastOf(typed: string): number | null {
  const least = Number(typed);
  return Number.isInteger(least) && least >= 1 && least <= 100 ? least : null;
}
