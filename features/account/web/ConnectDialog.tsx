/** Gives the extension a key of its own: a code to type there, good once and for five minutes. Nobody sees the key. */
import { Button, Dialog, DialogBody, DialogFoot } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { connectCodeMinutes, makeConnectCode } from '../api.ts';
import { KeyForm } from './KeyForm.tsx';
import { keysKey } from './queries.ts';
import { CopyButton } from './security/CopyButton.tsx';
import './security/security.css';
import { texts } from './texts-security.ts';

const wish = { name: texts.connectName, scopes: ['capture:write', 'duplicates:read'] } as const;

export default function ConnectDialog({ onClose }: { readonly onClose: () => void }) {
  const [code, setCode] = useState<string | null>(null);
  const api = useApi();
  const queries = useQueryClient();
  const close = () => {
    // The extension may have come for its key meanwhile.
    void queries.invalidateQueries({ queryKey: keysKey });
    onClose();
  };
  return (
    <Dialog open onClose={close} title={code === null ? texts.connect : texts.connectCode} narrow>
      {code === null ? (
        <KeyForm
          kind="connect"
          initial={wish}
          lead={texts.connectLead}
          act={texts.makeCode}
          make={async (asked) => (await api(makeConnectCode, { body: asked })).body.code}
          onMade={setCode}
          onClose={close}
        />
      ) : (
        <Code key={code} code={code} onAgain={() => setCode(null)} onClose={close} />
      )}
    </Dialog>
  );
}

interface CodeProps {
  readonly code: string;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

function Code({ code, onAgain, onClose }: CodeProps) {
  const secondsLeft = useSecondsLeft();
  if (secondsLeft === 0) {
    return (
      <>
        <DialogBody>
          <p role="status">
            <b>{texts.codeOver}.</b> {texts.codeOverLead}
          </p>
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.close}
          </Button>
          <Button look="primary" autoFocus onClick={onAgain}>
            {texts.anotherCode}
          </Button>
        </DialogFoot>
      </>
    );
  }
  return (
    <>
      <DialogBody>
        <p>{texts.connectCodeLead}</p>
        <div className="key-once">
          <code aria-label={texts.codeItself}>{code}</code>
          <CopyButton look="primary" text={code} />
        </div>
        <span className="faint" role="timer">
          {texts.codeLasts(inMinutes(secondsLeft))}
        </span>
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>{texts.done}</Button>
      </DialogFoot>
    </>
  );
}

/** Counted here from when the code came: the clocks of two machines need not agree. */
function useSecondsLeft(): number {
  const [endsAt] = useState(() => Date.now() + connectCodeMinutes * 60_000);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((endsAt - now) / 1000));
}

/** `4:59` */
function inMinutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
