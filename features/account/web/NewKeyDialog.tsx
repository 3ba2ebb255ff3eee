import { Button, Dialog, DialogBody, DialogFoot, Note } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { makeAccessKey } from '../api.ts';
import { KeyForm } from './KeyForm.tsx';
import { keysKey } from './queries.ts';
import { CopyButton } from './security/CopyButton.tsx';
import { texts } from './texts.ts';

const nothingYet = { name: '', scopes: [] };

/** Makes an access key: first what it may do, then the key itself, this once. */
export function NewKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const [key, setKey] = useState<string | null>(null);
  const [reminded, setReminded] = useState(false);
  const api = useApi();
  const queries = useQueryClient();
  return (
    <Dialog
      open
      onClose={key === null ? onClose : () => setReminded(true)}
      title={key === null ? texts.newKey : texts.keyMade}
      narrow
    >
      {key === null ? (
        <KeyForm
          kind="new-key"
          initial={nothingYet}
          act={texts.makeKey}
          make={async (wish) => (await api(makeAccessKey, { body: wish })).body.key}
          onMade={(made) => {
            void queries.invalidateQueries({ queryKey: keysKey });
            setKey(made);
          }}
          onClose={onClose}
        />
      ) : (
        <ShownOnce secret={key} reminded={reminded} onKept={onClose} />
      )}
    </Dialog>
  );
}

interface ShownOnceProps {
  readonly secret: string;
  /** Someone tried to close the dialog without having kept it. */
  readonly reminded: boolean;
  readonly onKept: () => void;
}

/** Left only by saying that it is kept: Escape and a press beside it would lose the key. */
function ShownOnce({ secret, reminded, onKept }: ShownOnceProps) {
  return (
    <>
      <DialogBody>
        <p>{texts.keyMadeLead}</p>
        <div className="key-once">
          <code aria-label={texts.keyItself}>{secret}</code>
          <CopyButton look="primary" text={secret} />
        </div>
        <div role="alert">{reminded && <Note title={texts.keyKeepFirst} />}</div>
      </DialogBody>
      <DialogFoot>
        <Button onClick={onKept}>{texts.close}</Button>
      </DialogFoot>
    </>
  );
}
