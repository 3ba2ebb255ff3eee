/** What is said where something did not work. */
import type { Failure } from './failures.ts';
import { scopeTexts } from './texts-scopes.ts';

/** Added where something was to be saved. */
export const keptText = 'What you saved waits in this browser until then; the options list it.';

/** Shown wherever something did not work. `host`: of the server, as one knows it. */
export function failureText(failure: Failure, host: string): string {
  switch (failure.kind) {
    case 'not-connected':
      return 'Not connected. Open the options and say where your Sotto is.';
    case 'no-address':
      return 'This is no address of a server. Write it as sotto.example.org.';
    case 'not-private':
      return 'The key would travel readable over plain HTTP. Use an address that begins with https://.';
    case 'mistyped-key':
      return 'This key is mistyped or cut off: its checksum does not fit. Copy it again. Nothing was sent.';
    case 'unknown-key':
      return `${host} does not know this key. It may have been ended, or belong to another server.`;
    case 'revoked-key':
      return `${host} does not take this key any more: it was ended there. Make another one in Settings, Access keys.`;
    case 'expired-key':
      return `This key was good until ${failure.expiresOn}. Make another one in Settings, Access keys.`;
    case 'void-code':
      return 'This code is mistyped, was used already, or its five minutes are over. Show another one in Settings, Access keys.';
    case 'missing-scope':
      return `This key may not do that: it lacks the right “${scopeTexts[failure.scope]}”. Make one that has it in Settings, Access keys.`;
    case 'account-disabled':
      return 'This account is disabled. In the web app you can take your data with you.';
    case 'unreachable':
      return `${host} does not answer. Is it running, and are you online?`;
    case 'not-sotto':
      return `Something answers at ${host}, but it is no Sotto that this extension can talk to. Check the address.`;
    case 'server-too-old':
      return `The Sotto at ${host} is older than this extension and does not know how to do that. Update it.`;
    case 'slow-down':
      return 'That was a lot at once. Wait a minute, then try again.';
    case 'server-failed':
      return `${host} did not manage that. Try again shortly.`;
    case 'refused':
      return failure.sentences.join(' ');
    case 'duplicate':
      return 'You may already have this one.';
    case 'saved-otherwise':
      return 'This one was saved a moment ago with other details. Open it in Sotto to change it.';
    case 'other-server':
      return `This was to be saved at ${failure.host}, and now ${host} is connected. Connect to ${failure.host} again, or send it to ${host}.`;
    case 'no-room':
      return 'The browser keeps no more for this extension. Send or drop what waits in the options.';
  }
}
