/** Which snapshot of a posting is read, and against which it is held. */
import { useFormat } from '@sotto/features/settings/web';
import { NativeSelect } from '@sotto/ui';
import type { SnapshotRow } from '../../api.ts';
import { panelTexts } from './texts.ts';

export interface SnapshotHeadProps {
  /** Latest first. */
  readonly snapshots: readonly SnapshotRow[];
  readonly shown: string;
  readonly onShow: (id: string) => void;
  /** Empty: against none. */
  readonly against: string;
  readonly onCompare: (id: string) => void;
}

export function SnapshotHead({ snapshots, shown, onShow, against, onCompare }: SnapshotHeadProps) {
  const format = useFormat();
  const options = snapshots.map(({ id, capturedAt }) => ({ id, label: format.moment(capturedAt) }));
  return (
    <div className="snapshot-choice">
      <NativeSelect label={panelTexts.savedOn} value={shown} onChange={onShow}>
        {options.map(({ id, label }) => (
          <option key={id} value={id}>
            {panelTexts.asItWas(label)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect label={panelTexts.compareWith} value={against} onChange={onCompare}>
        <option value="">{panelTexts.compareNone}</option>
        {options
          .filter(({ id }) => id !== shown)
          .map(({ id, label }) => (
            <option key={id} value={id}>
              {panelTexts.comparedTo(label)}
            </option>
          ))}
      </NativeSelect>
    </div>
  );
}
