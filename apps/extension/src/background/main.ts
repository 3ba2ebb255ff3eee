/**
 * The background of the extension: holds the key, asks the server, and keeps what could not be sent yet.
 *
 * It does nothing by itself but two things: send what waits when the browser starts, and open the popup when the keyboard asks.
 */
import { createIds } from '@sotto/domain';
import { browser } from '../browser.ts';
import type { Message } from '../messages.ts';
import { sessionStore } from '../store.ts';
import { createBackground, isOurs } from './answers.ts';

const { runtime, storage, commands, action } = browser;
const now = () => Date.now();
const ids = createIds(now, (length) => crypto.getRandomValues(new Uint8Array(length)));
const background = createBackground({ browser, fetch: (url, init) => fetch(url, init), now, newId: () => ids.record() });

// Scripts in pages, ours as well, never reach what is kept.
void storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });

runtime.onMessage.addListener((message, sender, answer) => {
  if (!isOurs(runtime, sender)) return false;
  // Safe: it comes from our own pages, which send nothing else (ask.ts).
  void background.answer(message as Message).then(answer);
  return true;
});

runtime.onStartup.addListener(() => void background.outbox.deliver());

commands.onCommand.addListener((command) => {
  if (command !== 'fill-form') return;
  void sessionStore(storage.session).set('intent', 'fill');
  // Not after it: older Firefox opens it only while the press is handled. Whoever is opened asks later than this was kept.
  void action.openPopup();
});
