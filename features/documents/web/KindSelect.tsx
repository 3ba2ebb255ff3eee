import { documentKinds, type DocumentKindName } from '@sotto/domain';
import { NativeSelect } from '@sotto/ui';
import { texts } from './texts.ts';

export interface KindSelectProps {
  readonly value: DocumentKindName;
  readonly onChange: (kind: DocumentKindName) => void;
}

/** What a document is. */
export function KindSelect({ value, onChange }: KindSelectProps) {
  return (
    // Safe: the options are the kinds.
    <NativeSelect value={value} onChange={(kind) => onChange(kind as DocumentKindName)}>
      {documentKinds.map((kind) => (
        <option key={kind} value={kind}>
          {texts.kinds[kind]}
        </option>
      ))}
    </NativeSelect>
  );
}
