/** What offers are weighed by, and how much each counts. */
import { proposedCriteria, type OfferCriterion } from '@sotto/domain';
import { useChangeSettings } from '@sotto/features/settings/web';
import { Button, Dialog, DialogBody, DialogFoot, IconButton, NativeSelect, TextInput } from '@sotto/ui';
import { Plus, X } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { texts } from './texts.ts';

export interface WeightsDialogProps {
  readonly criteria: readonly OfferCriterion[];
  readonly onClose: () => void;
}

const weights = [1, 2, 3, 4, 5];
const most = 12;

export function WeightsDialog({ criteria, onClose }: WeightsDialogProps) {
  const [list, setList] = useState(criteria);
  const change = useChangeSettings();
  const set = (id: string, part: Partial<OfferCriterion>) =>
    setList(list.map((one) => (one.id === id ? { ...one, ...part } : one)));
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const named = list.map((one) => ({ ...one, name: one.name.trim() })).filter(({ name }) => name !== '');
    change({ offerCriteria: named });
    onClose();
  }
  return (
    <Dialog open onClose={onClose} title={texts.weightsTitle} narrow>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <p>{texts.weightsLead}</p>
          <ul className="weights">
            {list.map(({ id, name, weight }, place) => (
              <li key={id}>
                <TextInput
                  aria-label={texts.criterionName(place + 1)}
                  value={name}
                  maxLength={60}
                  onChange={(event) => set(id, { name: event.target.value })}
                />
                <NativeSelect
                  label={texts.criterionWeight(name)}
                  value={String(weight)}
                  onChange={(typed) => set(id, { weight: Number(typed) })}
                >
                  {weights.map((value) => (
                    <option key={value} value={value}>
                      {value}
                    </option>
                  ))}
                </NativeSelect>
                <IconButton
                  icon={X}
                  label={texts.leaveOut(name)}
                  size="small"
                  onClick={() => setList(list.filter((one) => one.id !== id))}
                />
              </li>
            ))}
          </ul>
          {list.length < most && (
            <Button look="quiet" icon={Plus} onClick={() => setList([...list, nextCriterion(list)])}>
              {texts.addCriterion}
            </Button>
          )}
        </DialogBody>
        <DialogFoot>
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

/** One of the proposed that was left out, with the points it had; else a new one. */
function nextCriterion(list: readonly OfferCriterion[]): OfferCriterion {
  const leftOut = proposedCriteria.find(({ id }) => list.every((one) => one.id !== id));
  return leftOut ?? { id: crypto.randomUUID(), name: '', weight: 3 };
}
