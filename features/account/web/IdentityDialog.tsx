import { Button, Dialog, DialogBody, DialogFoot, Field, Note, Skeleton } from '@sotto/ui';
import { fieldError, useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { type AccountView, type IssuerView, type ShownPasskey, reauthenticate } from '../api.ts';
import { knowsPasskeys, preparePasskeys, showPasskey } from './browser-passkeys.ts';
import { settleQuestion } from './identity.ts';
import { beginTrip } from './issuer-trip.ts';
import { PasswordInput } from './PasswordInput.tsx';
import { useFormError } from './form-error.tsx';
import { useAccount } from './queries.ts';
import { addressToResume } from './resume.ts';
import { CodeInput } from './security/CodeInput.tsx';
import { useOncePressed } from './security/once-pressed.ts';
import { useIdentities, useIssuers } from './security/queries.ts';
import './security/security.css';
import { texts } from './texts-security.ts';

/** Asks again who is there, in any way the account knows. Closing it is an answer too: what was begun is not carried out. */
export default function IdentityDialog() {
  const { data: account } = useAccount();
  return (
    <Dialog open onClose={() => settleQuestion(false)} title={texts.confirmIdentity} narrow>
      {account ? (
        <Ways account={account} />
      ) : (
        <DialogBody>
          <Skeleton lines={2} height="2rem" />
        </DialogBody>
      )}
    </Dialog>
  );
}

type Way =
  | { readonly kind: 'password' | 'code' | 'passkey'; readonly name: string }
  | { readonly kind: 'issuer'; readonly name: string; readonly issuer: IssuerView };

function Ways({ account }: { readonly account: AccountView }) {
  const { ways, isKnown } = useWays(account);
  const [chosen, setChosen] = useState<string | null>(null);
  const way = ways.find(({ name }) => name === chosen) ?? ways[0];
  const others = ways.filter((other) => other !== way);
  const switches = others.length > 0 && (
    <div className="other-ways" role="group" aria-label={texts.anotherWay}>
      <span className="faint">{texts.anotherWay}</span>
      {others.map(({ name }) => (
        <Button key={name} look="quiet" size="small" onClick={() => setChosen(name)}>
          {name}
        </Button>
      ))}
    </div>
  );
  if (!way)
    return (
      <DialogBody>
        {isKnown ? <Note title={texts.noWay}>{texts.noWayLead}</Note> : <Skeleton lines={2} height="2rem" />}
      </DialogBody>
    );
  if (way.kind === 'passkey') return <ByPasskey key={way.name}>{switches}</ByPasskey>;
  if (way.kind === 'issuer') {
    return (
      <ByIssuer key={way.name} issuer={way.issuer}>
        {switches}
      </ByIssuer>
    );
  }
  return (
    <ByTyping key={way.name} kind={way.kind} email={account.email}>
      {switches}
    </ByTyping>
  );
}

/** What can be shown in this browser, the usual one first. `isKnown`: there will be no more. */
function useWays({ proofs }: AccountView): { readonly ways: readonly Way[]; readonly isKnown: boolean } {
  const identities = useIdentities();
  const issuers = useIssuers();
  const isKnown = !identities.isPending && !issuers.isPending;
  const isLinked = ({ name }: IssuerView) => identities.data?.some(({ issuer }) => issuer === name) ?? true;
  const linked = isKnown ? (issuers.data ?? []).filter(isLinked) : [];
  const ways = proofs.flatMap((kind): Way[] => {
    if (kind === 'issuer') return linked.map((issuer) => ({ kind, name: issuer.name, issuer }));
    return kind === 'passkey' && !knowsPasskeys ? [] : [{ kind, name: texts.ways[kind] }];
  });
  return { ways, isKnown };
}

type Proof = { readonly password: string } | { readonly code: string } | { readonly passkey: ShownPasskey };

/** `prove` gives what is shown; `null`: the browser's question was turned away. */
function useProving<Given>(prove: (given: Given) => Proof | Promise<Proof | null>) {
  const api = useApi();
  const queries = useQueryClient();
  const proving = useMutation({
    async mutationFn(given: Given) {
      const proof = await prove(given);
      if (!proof) return false;
      // The session gets a new token: what is under way with the old one would be answered as signed out.
      await queries.cancelQueries();
      await api(reauthenticate, { body: proof });
      return true;
    },
    meta: { shownBeside: true },
    onSuccess(isProved) {
      if (!isProved) return;
      void queries.invalidateQueries();
      settleQuestion(true);
    },
  });
  return useOncePressed(proving);
}

function Cancel() {
  return (
    <Button look="quiet" onClick={() => settleQuestion(false)}>
      {texts.cancel}
    </Button>
  );
}

interface ByTypingProps {
  readonly kind: 'password' | 'code';
  readonly email: string;
  readonly children: ReactNode;
}

function ByTyping({ kind, email, children }: ByTypingProps) {
  const [typed, setTyped] = useState('');
  const proving = useProving((text: string) => (kind === 'password' ? { password: text } : { code: text }));
  const wrong = useFormError(proving.error, [kind]);
  const error = fieldError(proving.error, kind);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        proving.mutate(typed);
      }}
    >
      <DialogBody>
        <p>{texts.confirmIdentityLead}</p>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        {kind === 'password' ? (
          <>
            {/* Tells a password manager whose password is wanted. */}
            <input className="hidden-name" type="text" autoComplete="username" value={email} readOnly tabIndex={-1} aria-hidden />
            <Field label={texts.password} error={error}>
              <PasswordInput value={typed} onChange={setTyped} autoComplete="current-password" autoFocus />
            </Field>
          </>
        ) : (
          <Field label={texts.codeFromApp} help={texts.codeHelp} error={error}>
            <CodeInput value={typed} onChange={setTyped} />
          </Field>
        )}
        {children}
      </DialogBody>
      <DialogFoot>
        <Cancel />
        <Button type="submit" look="primary" disabled={typed === ''}>
          {texts.confirm}
        </Button>
      </DialogFoot>
    </form>
  );
}

function ByPasskey({ children }: { readonly children: ReactNode }) {
  useEffect(preparePasskeys, []);
  const api = useApi();
  const proving = useProving(async (_press: void) => {
    const passkey = await showPasskey(api);
    return passkey && { passkey };
  });
  const wrong = useFormError(proving.error, []) ?? (proving.data === false ? texts.passkeyTurnedAway : null);
  return (
    <>
      <DialogBody>
        <p>
          {texts.confirmIdentityLead} {texts.byPasskeyLead}
        </p>
        {wrong !== null && <Note tone={proving.isError ? 'bad' : 'plain'} title={wrong} />}
        {children}
      </DialogBody>
      <DialogFoot>
        <Cancel />
        <Button look="primary" autoFocus onClick={() => proving.mutate()}>
          {texts.showPasskey}
        </Button>
      </DialogFoot>
    </>
  );
}

function ByIssuer({ issuer, children }: { readonly issuer: IssuerView; readonly children: ReactNode }) {
  const api = useApi();
  const leaving = useMutation({
    mutationFn: () => beginTrip(api, { issuer: issuer.id, purpose: 'prove', returnTo: addressToResume() }),
    meta: { shownBeside: true },
  });
  const { mutate: leave } = useOncePressed(leaving);
  const wrong = useFormError(leaving.error, []);
  return (
    <>
      <DialogBody>
        <p>{texts.confirmIdentityLead}</p>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <p>{texts.byIssuerLead(issuer.name)}</p>
        {children}
      </DialogBody>
      <DialogFoot>
        <Cancel />
        <Button look="primary" autoFocus onClick={() => leave()}>
          {texts.continueWith(issuer.name)}
        </Button>
      </DialogFoot>
    </>
  );
}
