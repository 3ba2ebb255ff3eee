import { Problem } from '@sotto/contract';
import { Button, Line, later } from '@sotto/ui';
import { notify, useApi } from '@sotto/ui/app';
import { FingerprintPattern } from 'lucide-react';
import { useState } from 'react';
import { type PasskeyView, addPasskey, makePasskeyOptions } from '../../api.ts';
import { knowsPasskeys, makePasskey, preparePasskeys } from '../browser-passkeys.ts';
import { formError } from '../problem-words.ts';
import { texts } from '../texts-security.ts';
import { useCredentialChange } from './queries.ts';
import { type When, useWhen } from './when.ts';

const PasskeysDialog = later(() => import('./PasskeysDialog.tsx'));
const NamePasskeyDialog = later(() => import('./NamePasskeyDialog.tsx'));

/** Named on the line; the others are counted. */
const mostNamed = 3;

export function PasskeysLine({ passkeys }: { readonly passkeys: readonly PasskeyView[] }) {
  const [managing, setManaging] = useState(false);
  const [added, setAdded] = useState<PasskeyView | null>(null);
  const adding = useAddPasskey(setAdded);
  const when = useWhen();
  return (
    <Line icon={FingerprintPattern} name={texts.passkeys} sub={summaryOf(passkeys, when)}>
      <span className="buttons">
        {passkeys.length > 0 && (
          <Button look="quiet" size="small" aria-label={texts.managePasskeysLabel} onClick={() => setManaging(true)}>
            {texts.managePasskeys}
          </Button>
        )}
        {knowsPasskeys && (
          <Button size="small" onPointerEnter={preparePasskeys} onFocus={preparePasskeys} onClick={() => adding.mutate()}>
            {texts.addPasskey}
          </Button>
        )}
      </span>
      {managing && <PasskeysDialog passkeys={passkeys} onClose={() => setManaging(false)} />}
      {added && <NamePasskeyDialog passkey={added} onClose={() => setAdded(null)} />}
    </Line>
  );
}

/** The browser asks for it; turning that question away adds nothing and is no mistake. */
function useAddPasskey(onAdded: (passkey: PasskeyView) => void) {
  const api = useApi();
  return useCredentialChange<void, PasskeyView | null>({
    async change() {
      const { body: options } = await api(makePasskeyOptions, {});
      const passkey = await makePasskey(options);
      return passkey && (await api(addPasskey, { body: { passkey } })).body;
    },
    onDone: (passkey) => passkey && onAdded(passkey),
    shownBeside: true,
    onFailed(error) {
      if (error instanceof Problem && error.problem === 'reauthentication-required') return;
      notify({ text: formError(error, []), tone: 'bad' });
    },
  });
}

/** `Laptop in the study, used today. Phone, used on Monday.` */
function summaryOf(passkeys: readonly PasskeyView[], when: When): string {
  if (!knowsPasskeys && passkeys.length === 0) return texts.noPasskeysHere;
  if (passkeys.length === 0) return texts.noPasskeys;
  const named = passkeys
    .slice(0, mostNamed)
    .map(({ name, usedOn }) => texts.passkeyUsed(name, usedOn === null ? null : when.on(usedOn)));
  const others = passkeys.length - named.length;
  return [...named, ...(others > 0 ? [texts.morePasskeys(others)] : [])].join(' ');
}
