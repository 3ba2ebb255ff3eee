/** Where one is signed in: each browser with its end, away with one, with the others, with all of it. */
import { Block, Button, Line } from '@sotto/ui';
import { notify, useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Laptop, LogOut, Monitor, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { type AccountView, type SessionView, endOtherSessions, endSession } from '../../api.ts';
import { sessionsKey } from '../queries.ts';
import { texts } from '../texts-security.ts';
import { EverythingDialog } from './EverythingDialog.tsx';
import { useOncePressed } from './once-pressed.ts';
import { type When, useWhen } from './when.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

interface SessionsProps {
  readonly account: AccountView;
  readonly sessions: readonly SessionView[];
}

export function Sessions({ account, sessions }: SessionsProps) {
  const [own, others] = [sessions.filter(({ current }) => current), sessions.filter(({ current }) => !current)];
  const { end, endOthers } = useEndSessions();
  const signOutOthers = (
    <Button size="small" onClick={() => endOthers.mutate()}>
      {texts.signOutOthers(others.length)}
    </Button>
  );
  return (
    <Block title={texts.whereSignedIn} aside={sessions.length} actions={others.length > 0 && signOutOthers}>
      {[...own, ...others].map((session) => (
        <SessionLine key={session.id} session={session} account={account} onEnd={() => end.mutate(session)} />
      ))}
      <Everything />
    </Block>
  );
}

function useEndSessions() {
  const api = useApi();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: sessionsKey });
  const end = useMutation({
    mutationFn: ({ id }: SessionView) => api(endSession, { params: { id } }),
    async onSuccess(_answer, { label }) {
      await onSuccess();
      notify({ text: texts.signedOut(label) });
    },
  });
  const endOthers = useMutation({
    mutationFn: () => api(endOtherSessions, {}),
    async onSuccess() {
      await onSuccess();
      notify({ text: texts.othersSignedOut });
    },
  });
  return { end: useOncePressed(end), endOthers: useOncePressed(endOthers) };
}

interface SessionLineProps {
  readonly session: SessionView;
  readonly account: AccountView;
  readonly onEnd: () => void;
}

function SessionLine({ session, account, onEnd }: SessionLineProps) {
  const when = useWhen();
  const { label, current, usedAt } = session;
  const name = (
    <>
      {label} {current && <span className="here">{texts.thisOne}</span>}
    </>
  );
  return (
    <Line icon={glyphOf(label)} name={name} sub={lasts(session, account, when)}>
      <span className="buttons">
        <span className="faint">{current ? texts.now : when.lately(usedAt)}</span>
        {!current && (
          <Button size="small" aria-label={`${texts.signOut}: ${label}`} onClick={onEnd}>
            {texts.signOut}
          </Button>
        )}
      </span>
    </Line>
  );
}

function lasts({ createdAt, usedAt }: SessionView, { idleMinutes, sessionDays }: AccountView, when: When): string {
  const unused = Date.parse(usedAt) + idleMinutes * minuteMs;
  const latest = Date.parse(createdAt) + sessionDays * dayMs;
  const [since, end] = [when.since(createdAt), when.ends(new Date(Math.min(unused, latest)).toISOString())];
  return unused < latest ? texts.sinceEndsUnlessUsed(since, end) : texts.sinceEndsAtLatest(since, end);
}

function glyphOf(label: string) {
  if (/iPhone|iPad|Android|phone/i.test(label)) return Smartphone;
  return /Linux|Mac/i.test(label) ? Laptop : Monitor;
}

function Everything() {
  const [asked, setAsked] = useState(false);
  return (
    <Line icon={LogOut} name={texts.everything} sub={texts.everythingSub}>
      <span className="buttons">
        <Button look="warned" size="small" onClick={() => setAsked(true)}>
          {texts.everythingAct}
        </Button>
      </span>
      {asked && <EverythingDialog onClose={() => setAsked(false)} />}
    </Line>
  );
}
