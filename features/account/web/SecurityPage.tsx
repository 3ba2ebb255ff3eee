import { type Format, useFormat } from '@sotto/features/settings/web';
import { Block, Button, type Choice, Line, PageTitle, Segments, Skeleton } from '@sotto/ui';
import { notify, useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Laptop, Monitor, Smartphone } from 'lucide-react';
import { type AccountView, type SessionView, endOtherSessions, endSession } from '../api.ts';
import './account.css';
import { sessionsKey, useAccount, useChangeAccount, useSessions } from './queries.ts';
import { texts } from './texts.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Settings, Security: where one is signed in, and how long that lasts. */
export function SecurityPage() {
  const { data: account } = useAccount();
  const { data: sessions } = useSessions();
  return (
    <>
      <PageTitle lead={texts.securityLead}>{texts.security}</PageTitle>
      {account && sessions ? <Sessions account={account} sessions={sessions} /> : <Skeleton lines={3} height="3rem" />}
      {account && <Lasting account={account} />}
      <p className="page-lead after">{texts.lost}</p>
    </>
  );
}

function Sessions({ account, sessions }: { readonly account: AccountView; readonly sessions: readonly SessionView[] }) {
  const others = sessions.filter(({ current }) => !current);
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
  const signOutOthers = (
    <Button size="small" onClick={() => endOthers.mutate()}>
      {texts.signOutOthers(others.length)}
    </Button>
  );
  return (
    <Block title={texts.whereSignedIn} aside={sessions.length} actions={others.length > 0 && signOutOthers}>
      {sessions.map((session) => (
        <SessionLine key={session.id} session={session} account={account} onEnd={() => end.mutate(session)} />
      ))}
    </Block>
  );
}

function SessionLine({
  session,
  account,
  onEnd,
}: {
  readonly session: SessionView;
  readonly account: AccountView;
  readonly onEnd: () => void;
}) {
  const format = useFormat();
  const name = (
    <>
      {session.label} {session.current && <span className="here">{texts.thisOne}</span>}
    </>
  );
  return (
    <Line icon={glyphOf(session.label)} name={name} sub={lasts(session, account, format)}>
      <span className="buttons">
        <span className="faint">{session.current ? texts.now : format.moment(session.usedAt)}</span>
        {!session.current && (
          <Button size="small" aria-label={`${texts.signOut}: ${session.label}`} onClick={onEnd}>
            {texts.signOut}
          </Button>
        )}
      </span>
    </Line>
  );
}

function lasts({ createdAt, usedAt }: SessionView, { idleMinutes, sessionDays }: AccountView, format: Format): string {
  const unused = Date.parse(usedAt) + idleMinutes * minuteMs;
  const latest = Date.parse(createdAt) + sessionDays * dayMs;
  const since = format.longDay(format.dateOf(createdAt));
  const end = format.longDay(format.dateOf(new Date(Math.min(unused, latest)).toISOString()));
  return unused < latest ? texts.sinceEndsUnlessUsed(since, end) : texts.sinceEndsAtLatest(since, end);
}

function glyphOf(label: string) {
  if (/iPhone|iPad|Android|phone/i.test(label)) return Smartphone;
  return /Linux|Mac/i.test(label) ? Laptop : Monitor;
}

const idleChoices = [
  { value: '60', label: '1 hour' },
  { value: '1440', label: '1 day' },
  { value: '10080', label: '7 days' },
] as const satisfies readonly Choice<string>[];

const absoluteChoices = [
  { value: '1', label: '1 day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
] as const satisfies readonly Choice<string>[];

function Lasting({ account }: { readonly account: AccountView }) {
  const change = useChangeAccount();
  return (
    <Block title={texts.howLong}>
      <Line name={texts.idle} sub={texts.idleSub}>
        <Segments<string>
          label={texts.idle}
          choices={idleChoices}
          value={String(account.idleMinutes)}
          onChange={(minutes) => change.mutate({ idleMinutes: Number(minutes) })}
        />
      </Line>
      <Line name={texts.absolute} sub={texts.absoluteSub}>
        <Segments<string>
          label={texts.absolute}
          choices={absoluteChoices}
          value={String(account.sessionDays)}
          onChange={(days) => change.mutate({ sessionDays: Number(days) })}
        />
      </Line>
    </Block>
  );
}
