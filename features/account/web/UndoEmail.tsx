import { Button, Note } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { undoEmailChange } from '../api.ts';
import { Door } from './Door.tsx';
import { useLinkToken } from './link-token.ts';
import { accountLinks } from './links.ts';
import { Outcome, type WayOn } from './Outcome.tsx';
import { useFormError } from './form-error.tsx';
import { doorTexts } from './texts-doors.ts';
import { texts } from './texts.ts';

const toSignIn: WayOn = { to: accountLinks.signIn(), label: texts.signIn };
const toNewPassword: WayOn = { to: accountLinks.forgotPassword(), label: doorTexts.choosePassword };

/** Takes a change of address back, with the link from the letter to the former one. Says first what that does. */
export function UndoEmail() {
  const token = useLinkToken();
  const api = useApi();
  const queries = useQueryClient();
  const undoing = useMutation({
    mutationFn: () => api(undoEmailChange, { body: { token } }),
    meta: { shownBeside: true },
    // Every session has ended, one in this browser too.
    onSuccess: () => queries.clear(),
  });
  const wrong = useFormError(undoing.error, []);
  if (token === '') return <Outcome title={texts.notConfirmed} lead={texts.noToken} ways={[toSignIn]} />;
  if (undoing.isSuccess) return <Outcome title={doorTexts.undone} lead={doorTexts.undoneLead} ways={[toNewPassword, toSignIn]} />;
  return (
    <Door title={texts.undoEmail} alone>
      <p className="door-note">{doorTexts.undoLead}</p>
      <p className="door-note">{doorTexts.undoLeave}</p>
      {wrong !== null && (
        <div className="after">
          <Note tone="bad" title={wrong} />
        </div>
      )}
      <div className="acts">
        <Button look="primary" size="large" disabled={undoing.isPending} onClick={() => undoing.mutate()}>
          {doorTexts.takeBack}
        </Button>
      </div>
    </Door>
  );
}
