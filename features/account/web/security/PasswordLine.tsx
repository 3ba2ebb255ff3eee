import { useFormat } from '@sotto/features/settings/web';
import { Button, Line, later } from '@sotto/ui';
import { notify, useApi } from '@sotto/ui/app';
import { RectangleEllipsis } from 'lucide-react';
import { useState } from 'react';
import { type AccountView, removePassword } from '../../api.ts';
import { useResumed, useProvedFirst } from '../resume.ts';
import { texts } from '../texts-security.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { useCredentialChange } from './queries.ts';

const ChangePasswordDialog = later(() => import('../ChangePasswordDialog.tsx'));

const resumedAs = 'password';

interface PasswordLineProps {
  readonly account: AccountView;
  /** Nothing else lets one in, so it cannot be removed. */
  readonly isLast: boolean;
}

export function PasswordLine({ account, isLast }: PasswordLineProps) {
  const resumed = useResumed(resumedAs);
  const [doing, setDoing] = useState<'change' | 'remove' | null>(resumed ? 'change' : null);
  const afterProof = useProvedFirst();
  const format = useFormat();
  const { passwordChangedAt } = account;
  const close = () => setDoing(null);
  const sub =
    passwordChangedAt === null ? texts.noPassword : texts.passwordChanged(format.longDay(format.dateOf(passwordChangedAt)));
  return (
    <Line icon={RectangleEllipsis} name={texts.password} sub={sub}>
      <span className="buttons">
        {passwordChangedAt === null ? (
          // Proof is asked for before the password is typed: a new one must not wait in a page that is left.
          <Button
            size="small"
            aria-label={texts.setPasswordTitle}
            onClick={() => void afterProof(resumedAs, () => setDoing('change'))}
          >
            {texts.setPassword}
          </Button>
        ) : (
          <>
            {!isLast && (
              <Button look="quiet" size="small" aria-label={texts.removePassword} onClick={() => setDoing('remove')}>
                {texts.remove}
              </Button>
            )}
            <Button size="small" aria-label={texts.changePassword} onClick={() => setDoing('change')}>
              {texts.change}
            </Button>
          </>
        )}
      </span>
      {doing === 'change' && <ChangePasswordDialog account={account} onClose={close} />}
      {doing === 'remove' && <RemovePassword onClose={close} />}
    </Line>
  );
}

function RemovePassword({ onClose }: { readonly onClose: () => void }) {
  const api = useApi();
  const removing = useCredentialChange({
    change: () => api(removePassword, {}),
    shownBeside: true,
    onDone() {
      onClose();
      notify({ text: texts.passwordIsRemoved });
    },
  });
  return (
    <ConfirmDialog title={texts.removePasswordTitle} act={texts.removePasswordDo} doing={removing} onClose={onClose}>
      <p>{texts.removePasswordLead}</p>
    </ConfirmDialog>
  );
}
