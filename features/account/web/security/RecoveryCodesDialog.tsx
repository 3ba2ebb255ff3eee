/** Ten new recovery codes: first that the old ones go, then the new ones, this once. */
import { Button, Dialog, DialogBody, DialogFoot, Note } from '@sotto/ui';
import { notify, useApi } from '@sotto/ui/app';
import { useState } from 'react';
import { makeRecoveryCodes } from '../../api.ts';
import { useFormError } from '../form-error.tsx';
import { texts } from '../texts-security.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { useCredentialChange } from './queries.ts';
import './security.css';

interface RecoveryCodesDialogProps {
  readonly left: number;
  readonly onClose: () => void;
}

export default function RecoveryCodesDialog({ left, onClose }: RecoveryCodesDialogProps) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [reminded, setReminded] = useState(false);
  return (
    <Dialog open onClose={codes ? () => setReminded(true) : onClose} title={codes ? texts.keepCodes : texts.newCodes} narrow>
      {codes ? (
        <RecoveryCodes
          codes={codes}
          reminded={reminded}
          onKept={() => {
            onClose();
            notify({ text: texts.codesMadeNotice });
          }}
        />
      ) : (
        <Ask left={left} onMade={setCodes} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface AskProps extends RecoveryCodesDialogProps {
  readonly onMade: (codes: readonly string[]) => void;
}

function Ask({ left, onMade, onClose }: AskProps) {
  const api = useApi();
  const making = useCredentialChange({
    change: async () => (await api(makeRecoveryCodes, {})).body.recoveryCodes,
    onDone: onMade,
    shownBeside: true,
  });
  const wrong = useFormError(making.error, []);
  return (
    <>
      <DialogBody>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <p>{texts.newCodesLead(left)}</p>
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button look="primary" onClick={() => making.mutate()}>
          {texts.makeCodes}
        </Button>
      </DialogFoot>
    </>
  );
}
