/** The kinds of questions, one to choose. */
import { type Question, questionKinds } from '@sotto/domain';
import { NativeSelect } from '@sotto/ui';
import { texts } from './texts.ts';

export interface KindSelectProps {
  readonly kind: Question['kind'];
  readonly onChange: (kind: Question['kind']) => void;
}

export function KindSelect({ kind, onChange }: KindSelectProps) {
  return (
    <NativeSelect value={kind} onChange={(value) => onChange(questionKinds.find((one) => one === value) ?? 'other')}>
      {questionKinds.map((one) => (
        <option key={one} value={one}>
          {texts.kinds[one]}
        </option>
      ))}
    </NativeSelect>
  );
}
