import { clearDrafts, useApi } from '@sotto/ui/app';
import { useMutation } from '@tanstack/react-query';
import { revokeEverything } from '../../api.ts';
import { accountLinks } from '../links.ts';
import { texts } from '../texts-security.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { useOncePressed } from './once-pressed.ts';

/** The emergency brake. Asks no password: whoever pulls it needs it now, and nothing is lost by it. */
export function EverythingDialog({ onClose }: { readonly onClose: () => void }) {
  const api = useApi();
  const ending = useMutation({
    mutationFn: () => api(revokeEverything, {}),
    meta: { shownBeside: true },
    onSuccess() {
      clearDrafts();
      // A whole new page: nothing of the session stays in memory either.
      location.replace(accountLinks.signIn().to);
    },
  });
  return (
    <ConfirmDialog title={texts.everythingTitle} act={texts.everythingDo} doing={useOncePressed(ending)} onClose={onClose}>
      <p>{texts.everythingLead}</p>
      <ul className="said">
        {texts.everythingGoes.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <p>{texts.everythingStays}</p>
    </ConfirmDialog>
  );
}
