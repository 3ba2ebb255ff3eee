/** The code with the server's address beside it, counted down, until it was used or its time is over. */
import { useFormat } from '@sotto/features/settings/web';
import { Button, Checkbox, DialogBody, DialogFoot, Note } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type AccessKeyView, connectCodeMinutes, listAccessKeys } from '../../api.ts';
import { keysKey } from '../queries.ts';
import { useResumable } from '../resume.ts';
import { CopyButton } from '../security/CopyButton.tsx';
import { scopeTexts } from '../texts.ts';
import type { MadeCode, Wish } from './made-code.ts';
import { texts } from './texts.ts';

interface CodeProps {
  readonly made: MadeCode;
  /** Another code, for this. */
  readonly onWish: (wish: Wish) => void;
  readonly onChoose: () => void;
  readonly onClose: () => void;
}

export function Code({ made, onWish, onChoose, onClose }: CodeProps) {
  useResumable('connect');
  const secondsLeft = useSecondsLeft();
  const key = useNewKey(made, secondsLeft > 0);
  if (key !== null) return <Connected made={key} onClose={onClose} />;
  if (secondsLeft === 0) return <Over onAgain={() => onWish(made.wish)} onClose={onClose} />;
  return (
    <>
      <DialogBody>
        <p>{texts.connectCodeLead}</p>
        <Shown label={texts.address} text={location.origin} copy={texts.copyAddress} />
        <Shown label={texts.code} text={made.code} copy={texts.copyCode} isMain />
        <span className="faint">
          <span role="timer">{texts.codeLasts(inMinutes(secondsLeft))}</span>. {texts.waiting}
        </span>
        <Rights wish={made.wish} onWish={onWish} onChoose={onChoose} />
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>{texts.close}</Button>
      </DialogFoot>
    </>
  );
}

interface ShownProps {
  readonly label: string;
  readonly text: string;
  readonly copy: string;
  readonly isMain?: boolean;
}

function Shown({ label, text, copy, isMain = false }: ShownProps) {
  return (
    <div className="field">
      <span className="label" aria-hidden>
        {label}
      </span>
      <div className="key-once">
        <code aria-label={label}>{text}</code>
        <CopyButton look={isMain ? 'primary' : 'plain'} text={text} name={copy} />
      </div>
    </div>
  );
}

/** In plain words; a right more or less makes another code, and the one before is void. */
function Rights({ wish, onWish, onChoose }: Pick<CodeProps, 'onWish' | 'onChoose'> & { readonly wish: Wish }) {
  const mayFill = wish.scopes.includes('profile:read');
  const others = wish.scopes.filter((scope) => scope !== 'profile:read');
  const scopes = mayFill ? others : [...others, 'profile:read' as const];
  return (
    <fieldset className="scopes">
      <legend>{texts.itMay}</legend>
      <ul className="rights">
        {others.map((scope) => (
          <li key={scope}>
            {scopeTexts[scope].name}
            <span className="says">{scopeTexts[scope].says}</span>
          </li>
        ))}
      </ul>
      <Checkbox checked={mayFill} onChange={() => onWish({ ...wish, scopes })}>
        <span>
          {scopeTexts['profile:read'].name}
          <span className="says">{scopeTexts['profile:read'].says}</span>
        </span>
      </Checkbox>
      <Button look="quiet" size="small" onClick={onChoose}>
        {texts.chooseOtherwise}
      </Button>
    </fieldset>
  );
}

function Connected({ made: { name, expiresOn }, onClose }: { readonly made: AccessKeyView; readonly onClose: () => void }) {
  const format = useFormat();
  return (
    <>
      <DialogBody>
        <div role="status">
          <Note title={texts.connected}>{texts.connectedLead(name, format.longDay(expiresOn))}</Note>
        </div>
      </DialogBody>
      <DialogFoot>
        <Button look="primary" autoFocus onClick={onClose}>
          {texts.done}
        </Button>
      </DialogFoot>
    </>
  );
}

function Over({ onAgain, onClose }: { readonly onAgain: () => void; readonly onClose: () => void }) {
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

const askAgainMs = 3000;

/** The key that the code became; `null`: not yet. Asked for while the page is looked at, and when one comes back to it. */
function useNewKey({ before, wish }: MadeCode, isWaiting: boolean): AccessKeyView | null {
  const api = useApi();
  const keys = useQuery({
    queryKey: keysKey,
    queryFn: async ({ signal }) => (await api(listAccessKeys, {}, signal)).body.items,
    staleTime: 0,
    refetchInterval: isWaiting ? askAgainMs : false,
  }).data;
  return keys?.find(({ id, name }) => name === wish.name && !before.includes(id)) ?? null;
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
