/** The options page: being connected, what waits to be sent, forgetting. */
import type { ComponentChildren } from 'preact';
import { optionsTexts as texts } from '../texts-options.ts';
import { scopeTexts } from '../texts-scopes.ts';
import { Connect } from './Connect.tsx';
import type { OptionsProps } from './state.ts';
import { Told } from './Told.tsx';
import { WaitingList } from './WaitingList.tsx';

export function Options({ state, control }: OptionsProps) {
  const { connection, asksAnew, waiting, asksForget, isForgotten } = state;
  return (
    <main>
      <h1>
        <span class="wordmark large" aria-hidden="true">
          sott<span>o</span>
        </span>{' '}
        {texts.heading}
      </h1>
      <Section title={texts.connection}>
        {isForgotten && <Told text={texts.forgotten} />}
        {connection === null || asksAnew ? (
          <Connect state={state} control={control} />
        ) : (
          <Connected state={state} control={control} />
        )}
      </Section>
      <Section title={texts.waiting}>
        <WaitingList state={state} control={control} />
      </Section>
      <Section title={texts.keys}>
        <p>{texts.keysMore}</p>
      </Section>
      <Section title={texts.forget}>
        <p>{texts.forgetMore}</p>
        {asksForget && <Told text={texts.forgetWaiting(waiting.length)} isTrouble />}
        <div class="buttons">
          <button type="button" class="button warned" onClick={() => void control.forget()}>
            {asksForget ? texts.forgetAll : texts.forget}
          </button>
          {asksForget && (
            <button type="button" class="button quiet" onClick={control.keep}>
              {texts.keep}
            </button>
          )}
        </div>
      </Section>
    </main>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Connected({ state, control }: OptionsProps) {
  const { connection, busy, tested, trouble } = state;
  if (connection == null) return null;
  const { host } = new URL(connection.origin);
  return (
    <>
      <p class="strong">{texts.connectedTo(host)}</p>
      <p>
        {texts.may}: {connection.scopes.map((scope) => scopeTexts[scope]).join(', ')}.{' '}
        {texts.until(dayText(connection.expiresOn))}
      </p>
      {!connection.scopes.includes('profile:read') && <p class="soft">{texts.mayNot}</p>}
      {trouble !== null && <Told text={trouble} isTrouble />}
      {tested !== null && <Told text={texts.works(host)} />}
      {tested?.clockOffMs != null && Math.abs(tested.clockOffMs) > tolerableMs && (
        <Told text={clockText(tested.clockOffMs)} isTrouble />
      )}
      <div class="buttons">
        <button type="button" class="button" aria-disabled={busy === 'test'} onClick={() => void control.test()}>
          {busy === 'test' ? texts.testing : texts.test}
        </button>
        <button type="button" class="button quiet" onClick={control.connectAnew}>
          {texts.connectAnew}
        </button>
      </div>
    </>
  );
}

function dayText(day: string): string {
  return new Date(`${day}T00:00`).toLocaleDateString(undefined, { dateStyle: 'long' });
}

// Two clocks that are set by the network agree within seconds; nothing of ours is finer than minutes.
const tolerableMs = 3 * 60_000;

function clockText(offMs: number): string {
  const minutes = Math.round(Math.abs(offMs) / 60_000);
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 72 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day'];
  const span = count.toLocaleString(undefined, { style: 'unit', unit, unitDisplay: 'long' });
  return offMs > 0 ? texts.clockAhead(span) : texts.clockBehind(span);
}
