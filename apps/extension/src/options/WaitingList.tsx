/** What could not be sent yet, each with why. */
import { optionsTexts as texts } from '../texts-options.ts';
import type { OptionsProps } from './state.ts';

export function WaitingList({ state: { waiting, busy }, control }: OptionsProps) {
  if (waiting.length === 0) return <p class="soft">{texts.nothingWaits}</p>;
  return (
    <>
      <p>{texts.waitingLead}</p>
      <ul class="waiting">
        {waiting.map(({ id, title, company, since, trouble }) => (
          <li key={id}>
            <b>{title}</b>
            <span>
              {company}, {texts.since(new Date(since).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }))}
            </span>
            {trouble !== null && <span class="late">{trouble.sentence}</span>}
            <div class="buttons">
              {(trouble?.kind === 'duplicate' || trouble?.kind === 'other-server') && (
                <button type="button" class="button small" onClick={() => void control.deliver({ id, override: true })}>
                  {trouble.kind === 'duplicate' ? texts.sendAnyway : texts.sendHere}
                </button>
              )}
              <button
                type="button"
                class="button small warned"
                aria-label={texts.dropNamed(title)}
                onClick={() => void control.drop(id)}
              >
                {texts.drop}
              </button>
            </div>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button type="button" class="button" aria-disabled={busy === 'deliver'} onClick={() => void control.deliver({})}>
          {texts.sendAll}
        </button>
      </div>
    </>
  );
}
