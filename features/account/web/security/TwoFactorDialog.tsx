/** Sets an authenticator app up: the secret to scan or type, a code that shows the app has it, then the recovery codes. */
import { Button, Dialog, DialogBody, DialogFoot, Field, Note } from '@sotto/ui';
import { fieldError, notify, useApi } from '@sotto/ui/app';
import { useState } from 'react';
import { confirmTwoFactor } from '../../api.ts';
import { useFormError } from '../form-error.tsx';
import { texts } from '../texts-security.ts';
import { CodeInput } from './CodeInput.tsx';
import { CopyButton } from './CopyButton.tsx';
import { QrCode } from './QrCode.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { useCredentialChange } from './queries.ts';
import './security.css';

export interface Enrolment {
  /** Base32. */
  readonly secret: string;
  /** `otpauth://totp/…` */
  readonly uri: string;
}

interface TwoFactorDialogProps {
  readonly enrolment: Enrolment;
  /** It is on already; this app takes the place of the other. */
  readonly again: boolean;
  readonly onClose: () => void;
}

export default function TwoFactorDialog({ enrolment, again, onClose }: TwoFactorDialogProps) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [reminded, setReminded] = useState(false);
  const title = again ? texts.setUpAnotherApp : texts.turnOnTwoFactor;
  return (
    <Dialog open onClose={codes ? () => setReminded(true) : onClose} title={codes ? texts.keepCodes : title} narrow>
      {codes ? (
        <RecoveryCodes
          codes={codes}
          reminded={reminded}
          onKept={() => {
            onClose();
            notify({ text: texts.twoFactorIsOn });
          }}
        />
      ) : (
        <Enrol enrolment={enrolment} again={again} onOn={setCodes} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface EnrolProps extends TwoFactorDialogProps {
  readonly onOn: (codes: readonly string[]) => void;
}

function Enrol({ enrolment: { secret, uri }, again, onOn, onClose }: EnrolProps) {
  const [code, setCode] = useState('');
  const api = useApi();
  const confirming = useCredentialChange({
    change: async () => (await api(confirmTwoFactor, { body: { code } })).body.recoveryCodes,
    onDone: onOn,
    shownBeside: true,
  });
  const wrong = useFormError(confirming.error, ['code']);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirming.mutate();
      }}
    >
      <DialogBody>
        <p>{again ? texts.enrolAgainLead : texts.enrolLead}</p>
        <div className="enrol">
          <QrCode text={uri} label={texts.qrCode} />
          <div>
            <span className="label">{texts.orType}</span>
            <code className="secret" aria-label={texts.keyToType}>
              {inFours(secret)}
            </code>
            <div className="buttons">
              <CopyButton text={secret} name={texts.copyKey} size="small" />
              <a className="link" href={uri}>
                {texts.onThisDevice}
              </a>
            </div>
          </div>
        </div>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <Field label={texts.codeFromApp} help={texts.codeHelp} error={fieldError(confirming.error, 'code')}>
          <CodeInput value={code} onChange={setCode} />
        </Field>
      </DialogBody>
      <DialogFoot>
        <span className="faint">{texts.confirmLead}</span>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="primary">
          {texts.turnOn}
        </Button>
      </DialogFoot>
    </form>
  );
}

/** `ABCD EFGH …`, as it is easiest to type. */
function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
