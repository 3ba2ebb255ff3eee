import { Button, Line, later } from '@sotto/ui';
import { notify, useApi } from '@sotto/ui/app';
import { Smartphone } from 'lucide-react';
import { useState } from 'react';
import { type TwoFactorView, beginTwoFactor, endTwoFactor } from '../../api.ts';
import { texts } from '../texts-security.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { useCredentialChange } from './queries.ts';
import type { Enrolment } from './TwoFactorDialog.tsx';
import { useWhen } from './when.ts';

const TwoFactorDialog = later(() => import('./TwoFactorDialog.tsx'));
const RecoveryCodesDialog = later(() => import('./RecoveryCodesDialog.tsx'));

/** From here on their number is said aloud. */
const few = 2;

export function TwoFactorLine({ twoFactor: { since, recoveryCodesLeft } }: { readonly twoFactor: TwoFactorView }) {
  const [enrolment, setEnrolment] = useState<(Enrolment & { readonly again: boolean }) | null>(null);
  const [doing, setDoing] = useState<'codes' | 'off' | null>(null);
  const api = useApi();
  const isOn = since !== null;
  const close = () => setDoing(null);
  const beginning = useCredentialChange({
    change: async () => (await api(beginTwoFactor, {})).body,
    onDone: (begun) => setEnrolment({ ...begun, again: isOn }),
  });
  return (
    <Line
      icon={Smartphone}
      name={texts.twoFactor}
      sub={isOn ? <On since={since} left={recoveryCodesLeft} /> : texts.twoFactorOff}
    >
      <span className="buttons">
        {isOn && (
          <Button look="quiet" size="small" aria-label={texts.turnOffTwoFactor} onClick={() => setDoing('off')}>
            {texts.turnOff}
          </Button>
        )}
        <Button
          look={isOn ? 'quiet' : 'plain'}
          size="small"
          aria-label={isOn ? texts.setUpAnotherApp : texts.turnOnTwoFactor}
          onClick={() => beginning.mutate()}
        >
          {isOn ? texts.anotherApp : texts.turnOn}
        </Button>
        {isOn && (
          <Button size="small" onClick={() => setDoing('codes')}>
            {texts.newCodes}
          </Button>
        )}
      </span>
      {enrolment && <TwoFactorDialog enrolment={enrolment} again={enrolment.again} onClose={() => setEnrolment(null)} />}
      {doing === 'codes' && <RecoveryCodesDialog left={recoveryCodesLeft} onClose={close} />}
      {doing === 'off' && <TurnOff onClose={close} />}
    </Line>
  );
}

function On({ since, left }: { readonly since: string; readonly left: number }) {
  const when = useWhen();
  return (
    <>
      {texts.twoFactorOn(when.since(since))}{' '}
      {left > few ? texts.codesLeft(left) : <span className="few-codes">{texts.fewCodes(left)}</span>}
    </>
  );
}

function TurnOff({ onClose }: { readonly onClose: () => void }) {
  const api = useApi();
  const ending = useCredentialChange({
    change: () => api(endTwoFactor, {}),
    shownBeside: true,
    onDone() {
      onClose();
      notify({ text: texts.twoFactorIsOff });
    },
  });
  return (
    <ConfirmDialog title={texts.turnOffTwoFactor} act={texts.turnOff} doing={ending} onClose={onClose}>
      <p>{texts.turnOffLead}</p>
    </ConfirmDialog>
  );
}
