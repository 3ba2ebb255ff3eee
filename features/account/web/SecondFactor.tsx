import { Problem } from '@sotto/contract';
import { Button, Field, Note, TextInput } from '@sotto/ui';
import { Link, fieldError, useApi, useSearch } from '@sotto/ui/app';
import { useMutation, useQuery } from '@tanstack/react-query';
import { FingerprintPattern } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type ShownPasskey, completeSignIn, getSecondFactorWays } from '../api.ts';
import { knowsPasskeys, preparePasskeys, showPasskey } from './browser-passkeys.ts';
import { Door } from './Door.tsx';
import { leadTo, useEnter } from './entering.ts';
import { accountLinks } from './links.ts';
import { useFormError } from './form-error.tsx';
import { doorTexts as texts } from './texts-doors.ts';
import { titles } from './titles.ts';

interface Answer {
  readonly code?: string;
  readonly recoveryCode?: string;
  readonly passkey?: ShownPasskey;
}

/** What is asked after the first factor: the code of an app, a passkey, or a recovery code. */
export function SecondFactor() {
  const [byRecovery, setByRecovery] = useState(false);
  const answering = useAnswer();
  const hasPasskey = useHasPasskey();
  useEffect(preparePasskeys, []);
  const change = () => {
    answering.reset();
    setByRecovery(!byRecovery);
  };
  return (
    <Door title={titles.secondFactor} alone aside={<StartAgain />}>
      <p className="door-note">{byRecovery ? texts.recoveryLead : texts.codeLead}</p>
      {byRecovery ? <RecoveryForm answering={answering} /> : <CodeForm answering={answering} />}
      <div className="otherwise">
        {hasPasskey && <PasskeyInstead answering={answering} />}
        <Button look="quiet" size="large" wide onClick={change}>
          {byRecovery ? texts.codeInstead : texts.recoveryInstead}
        </Button>
      </div>
    </Door>
  );
}

/** Whether the account that is asked for has one, and this browser could show it. `false` while the server has not said. */
function useHasPasskey(): boolean {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['second-factor-ways'],
    queryFn: async ({ signal }) => (await api(getSecondFactorWays, {}, signal)).body,
    enabled: knowsPasskeys,
    refetchInterval: false,
    // Of this question alone: the next one may be about another account.
    gcTime: 0,
  });
  return data?.passkey ?? false;
}

interface Attempt {
  readonly by: 'typing' | 'passkey';
  /** `null`: turned away. */
  readonly answer: () => Promise<Answer | null>;
}

type Answering = ReturnType<typeof useAnswer>;

/** Answers the open question. Whoever is too late begins again, and is told why. */
function useAnswer() {
  const { next } = useSearch();
  const api = useApi();
  const enter = useEnter();
  return useMutation({
    mutationFn: async ({ answer }: Attempt) => {
      const body = await answer();
      return body && (await api(completeSignIn, { body })).body;
    },
    meta: { shownBeside: true },
    onSuccess: (entered) => entered && enter(entered, next),
    onError(error) {
      if (error instanceof Problem && error.problem === 'unprocessable')
        leadTo({ ...accountLinks.signIn(typeof next === 'string' ? next : undefined), replace: true }, texts.tooLate);
    },
  });
}

interface FormProps {
  readonly answering: Answering;
}

/** Sends what was typed. Refused, it stands selected: typing begins anew. */
function useSend({ isPending, variables, mutate }: Answering) {
  const field = useRef<HTMLInputElement>(null);
  const send = (answer: Answer) => {
    if (!isPending || variables.by !== 'typing')
      mutate({ by: 'typing', answer: async () => answer }, { onError: () => field.current?.select() });
  };
  return { field, send };
}

const digitsOfCode = 6;

function CodeForm({ answering }: FormProps) {
  const [code, setCode] = useState('');
  const { field, send } = useSend(answering);
  const change = (typed: string) => {
    // Apps show "123 456", and it is pasted like that; keyboards of East Asia write wide digits.
    const digits = typed.normalize('NFKC').replaceAll(/\D/g, '').slice(0, digitsOfCode);
    setCode(digits);
    if (digits.length === digitsOfCode && digits !== code) send({ code: digits });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send({ code });
      }}
    >
      <Wrong answering={answering} field="code" />
      <Field label={texts.code} help={texts.codeHelp} error={fieldError(answering.error, 'code')}>
        <TextInput
          ref={field}
          className="code"
          value={code}
          onChange={(event) => change(event.target.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          required
        />
      </Field>
      <Button type="submit" look="primary" size="large" wide>
        {texts.goOn}
      </Button>
    </form>
  );
}

function RecoveryForm({ answering }: FormProps) {
  const [code, setCode] = useState('');
  const { field, send } = useSend(answering);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send({ recoveryCode: code });
      }}
    >
      <Wrong answering={answering} field="recoveryCode" />
      <Field label={texts.recoveryCode} help={texts.recoveryHelp} error={fieldError(answering.error, 'recoveryCode')}>
        <TextInput
          ref={field}
          className="code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
        />
      </Field>
      <Button type="submit" look="primary" size="large" wide>
        {texts.goOn}
      </Button>
    </form>
  );
}

function PasskeyInstead({ answering }: FormProps) {
  const api = useApi();
  const ask = async (): Promise<Answer | null> => {
    const passkey = await showPasskey(api);
    return passkey && { passkey };
  };
  return (
    <>
      <div className="or">{texts.or}</div>
      <Button size="large" wide icon={FingerprintPattern} onClick={() => answering.mutate({ by: 'passkey', answer: ask })}>
        {texts.passkeyInstead}
      </Button>
    </>
  );
}

function Wrong({ answering, field }: FormProps & { readonly field: string }) {
  const { error, variables } = answering;
  const isForeign = variables?.by === 'passkey' && error instanceof Problem && error.problem === 'wrong-credentials';
  const refused = useFormError(error, [field]);
  const wrong = isForeign ? texts.otherPasskey : refused;
  return wrong !== null && <Note tone="bad" title={wrong} />;
}

function StartAgain() {
  return (
    <>
      {texts.notYou}{' '}
      <Link className="link" {...accountLinks.signIn()}>
        {texts.startAgain}
      </Link>
    </>
  );
}
