import { Button, DialogBody, DialogFoot, Note, Skeleton } from '@sotto/ui';
import type { UseMutationResult } from '@tanstack/react-query';
import { formError } from '../problem-words.ts';
import { useResumable } from '../resume.ts';
import { texts } from './texts.ts';

interface NoCodeProps {
  readonly making: Pick<UseMutationResult<unknown, unknown>, 'error' | 'isPending'>;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** A code is on its way, or was refused. */
export function NoCode({ making: { error, isPending }, onAgain, onClose }: NoCodeProps) {
  useResumable('connect');
  return (
    <>
      <DialogBody>
        <p>{texts.connectLead}</p>
        {error === null || isPending ? (
          <div role="status" aria-label={texts.making}>
            <Skeleton lines={2} height="2.25rem" />
          </div>
        ) : (
          <Note tone="bad" title={texts.notMade}>
            {formError(error, [])}
          </Note>
        )}
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.close}
        </Button>
        <Button look="primary" disabled={isPending} onClick={onAgain}>
          {texts.makeCode}
        </Button>
      </DialogFoot>
    </>
  );
}
