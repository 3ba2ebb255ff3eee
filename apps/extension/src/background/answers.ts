/** Answers what popup and options page ask: the list of all there is to ask, and who may. */
import { findDuplicates, getCaptureOptions } from '@sotto/features/capture/api';
import { getProfile, getResume } from '@sotto/features/profile/api';
import type { Browser, Sender } from '../browser.ts';
import { readAddress } from '../address.ts';
import { Failed, type Failure, isAboutContent } from '../failures.ts';
import type { Answer, Message, Question, Questions, Waiting } from '../messages.ts';
import { type KeptWaiting, type LocalStore, localStore } from '../store.ts';
import { failureText, keptText } from '../texts-failures.ts';
import { type Badge, badgeOf } from './badge.ts';
import { connectTo, connectionIn, testConnection } from './connection.ts';
import { callServer, type Reach } from './server.ts';
import { createOutbox, type Outbox } from './waiting.ts';

type Answers = { readonly [Q in Question]: (given: Questions[Q]['with']) => Promise<Questions[Q]['answer']> };

/** What the background stands on. */
export interface Ground extends Reach {
  readonly browser: Pick<Browser, 'storage' | 'action'>;
  readonly newId: () => string;
}

export interface Background {
  readonly outbox: Outbox;
  /** Answers one message. A failure is an answer, too, with its sentence. */
  answer(message: Message): Promise<Answer<Question>>;
}

export function createBackground(ground: Ground): Background {
  const local = localStore(ground.browser.storage.local);
  const outbox = createOutbox(ground, local);
  const answers = { ...aboutConnection(ground, local), ...aboutPostings(ground, local, outbox), ...aboutForms(ground, local) };
  return {
    outbox,
    answer: (message) =>
      answered(answers, message).then(
        (value) => ({ ok: true, value }),
        async (cause: unknown) => {
          // What nobody expected is told as what it is for the person: it did not work, and may another time.
          const failure: Failure = cause instanceof Failed ? cause.failure : { kind: 'server-failed' };
          const sentence = failureText(failure, await hostFor(message, local));
          return {
            ok: false,
            failure,
            sentence: message.ask === 'save' && waits(failure) ? `${sentence} ${keptText}` : sentence,
          };
        },
      ),
  };
}

/** What was to be saved lies here until there is a key that may, or a server that can. */
function waits(failure: Failure): boolean {
  return !isAboutContent(failure) && failure.kind !== 'no-room';
}

async function answered(answers: Answers, message: Message): Promise<Questions[Question]['answer']> {
  // Safe: a message names its question beside what that question takes; TypeScript cannot tie the two through a table.
  const answer = answers[message.ask] as (given: Message['with']) => Promise<Questions[Question]['answer']>;
  return answer(message.with);
}

/** The server a message was about, as one knows it. */
async function hostFor(message: Message, local: LocalStore): Promise<string> {
  if (message.ask !== 'connect') return hostIn(local);
  const read = readAddress(message.with.address);
  return 'origin' in read ? new URL(read.origin).host : message.with.address;
}

async function hostIn(local: LocalStore): Promise<string> {
  const kept = await local.get('connection');
  return kept === null ? 'Sotto' : new URL(kept.origin).host;
}

function aboutConnection(ground: Ground, local: LocalStore) {
  const { storage } = ground.browser;
  return {
    async connection() {
      return { connection: await local.get('connection'), newId: ground.newId() };
    },
    connect: (given: Questions['connect']['with']) => connectTo(ground, local, given),
    test: () => testConnection(ground, local),
    async forget() {
      await Promise.all([storage.local.clear(), storage.session.clear()]);
      return null;
    },
  };
}

function aboutPostings(ground: Ground, local: LocalStore, outbox: Outbox) {
  const badge: Badge = badgeOf(ground.browser.action);
  return {
    async choices() {
      const { body } = await callServer(ground, await connectionIn(local), getCaptureOptions, {});
      await local.set('choices', body);
      return body;
    },
    async duplicates({ tabId, ...query }: Questions['duplicates']['with']) {
      const { body } = await callServer(ground, await connectionIn(local), findDuplicates, { query });
      await badge.show(
        tabId,
        body.items.some(({ level }) => level === 'same_posting'),
      );
      return body;
    },
    async save({ capture, tabId }: Questions['save']['with']) {
      const saved = await outbox.save(capture);
      if (saved !== null) await badge.show(tabId, true);
      return saved;
    },
    waiting: async () => listed(await outbox.all()),
    deliver: async (given: Questions['deliver']['with']) => listed(await outbox.deliver(given)),
    drop: async ({ id }: Questions['drop']['with']) => listed(await outbox.drop(id)),
  };

  async function listed(waiting: readonly KeptWaiting[]): Promise<readonly Waiting[]> {
    const host = await hostIn(local);
    return waiting.map(({ capture: { id, posting }, since, failure }) => ({
      id,
      title: posting.title,
      company: posting.company,
      since,
      trouble: failure === null ? null : { kind: failure.kind, sentence: failureText(failure, host) },
    }));
  }
}

function aboutForms(ground: Ground, local: LocalStore) {
  return {
    async profile() {
      return (await callServer(ground, await connectionIn(local), getProfile, {})).body;
    },
    async resume({ name, type }: Questions['resume']['with']) {
      const { body } = await callServer(ground, await connectionIn(local), getResume, {});
      return { name, type, base64: base64Of(new Uint8Array(await body.arrayBuffer())) };
    },
  };
}

/** Messages carry text: bytes go as base64, a piece at a time, since a call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Whether a message comes from a page of this extension: its popup or its options. Scripts in pages and other extensions are not heard. */
export function isOurs(runtime: Pick<Browser['runtime'], 'id' | 'getURL'>, sender: Sender): boolean {
  const pages = ['popup.html', 'options.html'].map((page) => runtime.getURL(page));
  return sender.id === runtime.id && pages.includes((sender.url ?? '').replace(/[?#].*$/s, ''));
}
