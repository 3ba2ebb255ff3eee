import { Button } from '@sotto/ui';
import { FingerprintPattern } from 'lucide-react';
import { knowsPasskeys } from './browser-passkeys.ts';
import { useIssuers } from './queries.ts';
import { doorTexts as texts } from './texts-doors.ts';

export interface WaysInProps {
  readonly passkeyWords: string;
  readonly onPasskey: () => void;
  readonly onIssuer: (id: string) => void;
}

/** Beneath the form: a passkey, and the issuers that are set up here. Nothing where there is neither. */
export function WaysIn({ passkeyWords, onPasskey, onIssuer }: WaysInProps) {
  const issuers = useIssuers();
  if (!knowsPasskeys && issuers.length === 0) return null;
  return (
    <>
      <div className="or">{texts.or}</div>
      {knowsPasskeys && (
        <Button size="large" wide icon={FingerprintPattern} onClick={onPasskey}>
          {passkeyWords}
        </Button>
      )}
      {issuers.length > 0 && (
        <div className="issuers">
          {issuers.map(({ id, name }) => (
            <Button key={id} look="quiet" size="large" wide onClick={() => onIssuer(id)}>
              {texts.continueWith(name)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
