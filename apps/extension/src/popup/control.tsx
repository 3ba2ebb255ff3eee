/**
 * What the popup does: opens, reads the page, asks what is known, saves. Every act changes the state and has it painted.
 *
 * It asks the background for whatever needs the server, so it never holds the key.
 */
import type { JSX } from 'preact';
import type { DuplicateReport } from '@sotto/features/capture/api';
import { ask } from '../ask.ts';
import type { Browser } from '../browser.ts';
import { type Draft, draftOf, type LineName, withoutText, withText } from '../draft.ts';
import { Failed } from '../failures.ts';
import type { Choices, Question, Questions, Sendable } from '../messages.ts';
import { type KeptDraft, localStore, sessionStore } from '../store.ts';
import type { ReadPage } from '../page/read-page.ts';
import { asksKnown, firstState, hostOf, isSecond, type State } from './state.ts';
import { readTab, tabOf } from './tab.ts';
import type * as Told from './told.tsx';

export interface Surroundings {
  readonly browser: Browser;
  readonly now: () => number;
  /** The tab to look at, when the popup is opened as a page of its own; `null`: the one that is open. */
  readonly chosenTab: string | null;
  paint(state: State, control: Control): void;
}

export interface Control {
  start(): Promise<void>;
  edit(draft: Draft): void;
  /** A line as it stands in its field. */
  type(name: LineName, text: string): void;
  /** A line was typed to its end: what it means is worked out, which saving waits for. */
  take(name: LineName): void;
  /** Remembers where this draft goes and whether it keeps the text, for the next one. */
  remember(draft: Draft): void;
  now(): number;
  save(): Promise<void>;
  showAllKnown(): void;
  showForm(): Promise<void>;
  openOptions(): void;
}

export function createControl(around: Surroundings): Control {
  const { browser, now } = around;
  const local = localStore(browser.storage.local);
  const session = sessionStore(browser.storage.session);
  let state = firstState;
  let tabId: number | null = null;
  /** For the posting that may be saved next. Asked for at once and waited for only when it is saved. */
  let newId = ask('connection', {});
  let understanding: Promise<void> = Promise.resolve();
  /** Questions for what is known, counted: answers may overtake each other. */
  let asking = 0;

  function change(changed: Partial<State>): void {
    state = { ...state, ...changed };
    around.paint(state, control);
  }

  /** The answer; `null` when there is none, having told why. */
  async function asked<Q extends Question>(
    question: Q,
    given: Questions[Q]['with'],
    told: (failed: Failed) => void = (failed) => change({ failed }),
  ): Promise<Questions[Q]['answer'] | null> {
    return ask(question, given).catch((cause: unknown) => {
      if (!(cause instanceof Failed)) throw cause;
      told(cause);
      return null;
    });
  }

  /** Shows one thing that is said, instead of a posting. */
  async function tell(say: (parts: typeof Told) => JSX.Element): Promise<void> {
    const parts = await import('./told.tsx');
    change({ view: { kind: 'part', name: 'told', show: () => say(parts) } });
  }

  /** `reading`: begun already. */
  async function readDraft(reading = readTab(browser, tabId)): Promise<void> {
    const [page, preferred, kept] = await Promise.all([reading, local.get('preferred'), session.get('draft')]);
    if (page === null) return tell(({ Unreadable }) => <Unreadable />);
    const isKept = kept?.address === page.address;
    const read = isKept ? restored(kept, page) : draftOf({ page, now: now(), preferred });
    const draft = state.choices === null ? read : withKnownPlace(read, state.choices);
    change({ page, draft, lines: isKept ? kept.lines : page.lines, view: { kind: 'preview' } });
  }

  function restored({ draft, keepsText }: KeptDraft, page: ReadPage): Draft {
    return keepsText ? withText(draft, page.text, now()) : draft;
  }

  async function showPreview(reading?: Promise<ReadPage | null>): Promise<void> {
    change({ view: { kind: state.draft === null ? 'reading' : 'preview' }, failed: null });
    if (state.draft !== null) return;
    await readDraft(reading);
    if (state.draft !== null) await Promise.all([askChoices(), askKnown()]);
  }

  /** What the server knows comes after the preview, which does not wait for it. */
  async function askChoices(): Promise<void> {
    const choices = await asked('choices', {});
    if (choices !== null) change({ choices, draft: state.draft === null ? null : withKnownPlace(state.draft, choices) });
  }

  async function askKnown(): Promise<void> {
    if (state.draft === null || !asksKnown(state)) return;
    const { company, title, url } = state.draft.posting;
    asking += 1;
    const asks = asking;
    const answer = asked('duplicates', { company, title, url: url ?? '', tabId });
    // Of what stood there before one changed it: the later question is on its way.
    await showKnown(answer.then((report) => (asks === asking ? report : null)));
  }

  /** What shows the answer is loaded while it is on its way. */
  async function showKnown(answer: DuplicateReport | Promise<DuplicateReport | null>): Promise<void> {
    const [report, part] = await Promise.all([answer, import('./Known.tsx')]);
    if (report !== null) change({ known: { report, Known: part.Known } });
  }

  async function deliver(): Promise<void> {
    change({ waiting: (await ask('deliver', {})).length });
  }

  const control: Control = {
    async start() {
      const opening = Promise.all([local.getAll('connection', 'choices'), session.get('intent')]);
      tabId = await tabOf(browser, around.chosenTab);
      const reading = readTab(browser, tabId);
      const [{ connection, choices }, intent] = await opening;
      change({ connection, choices });
      if (connection === null) return tell(({ NotConnected }) => <NotConnected onConnect={control.openOptions} />);
      if (intent !== null) await session.remove('intent');
      await (intent === 'fill' ? control.showForm() : showPreview(reading));
      await deliver();
    },
    edit(draft) {
      const before = state.draft?.posting;
      change({ draft, failed: null });
      keep(draft);
      if (recognisedBy.some((field) => before?.[field] !== draft.posting[field])) void askKnown();
    },
    type: (name, text) => change({ lines: { ...state.lines, [name]: text } }),
    take(name) {
      understanding = understanding.then(() => understand(name));
    },
    remember({ groupId, stageId, snapshot }) {
      void local.set('preferred', { groupId: groupId ?? null, stageId: stageId ?? null, keepsText: snapshot !== undefined });
    },
    now,
    async save() {
      await understanding;
      const { draft, busy, isPayClear } = state;
      if (draft === null || busy || !isPayClear) return;
      change({ busy: true, failed: null });
      const capture = { ...draft, id: draft.id ?? (await newId).newId };
      // Tried again it goes by the same number, also from another popup.
      change({ draft: capture });
      keep(capture);
      await saveCapture(isSecond(state) ? { ...capture, override: true } : capture).finally(() => change({ busy: false }));
    },
    showAllKnown: () => change({ showsAllKnown: true }),
    async showForm() {
      if (tabId === null) return tell(({ Unreadable }) => <Unreadable />);
      const part = await import('./form/part.tsx');
      const country = state.draft?.posting.location?.country ?? '';
      await part
        .openForm({
          browser,
          tabId,
          country: /^[A-Z]{2}$/.test(country) ? country : null,
          show: (show) => change({ view: { kind: 'part', name: 'form', show } }),
          back: () => void showPreview(),
          openTab: (url) => void browser.tabs.create({ url }),
          ask: (question, given, trouble) => asked(question, given, ({ message }) => trouble(message)),
        })
        .catch(() => tell(({ Unreadable }) => <Unreadable />));
    },
    openOptions: () => void browser.runtime.openOptionsPage().then(() => close()),
  };

  function keep(draft: Draft): void {
    const { page, lines } = state;
    const kept = { draft: withoutText(draft), keepsText: draft.snapshot !== undefined, lines };
    if (page !== null) void session.set('draft', { address: page.address, ...kept });
  }

  /** What a line means, once it was typed to its end. */
  async function understand(name: LineName): Promise<void> {
    const typed = await import('../typed.ts');
    if (state.draft === null) return;
    const read = typed.readLine(state.draft, name, state.lines[name]);
    if (name === 'pay') change({ isPayClear: read !== null });
    if (read === null) return;
    change({ lines: { ...state.lines, [name]: read.line } });
    control.edit(read.draft);
  }

  async function saveCapture(capture: Sendable): Promise<void> {
    let refused: Failed | undefined;
    const saved = await asked('save', { capture, tabId }, (failed) => (refused = failed));
    if (refused !== undefined) return showRefusal(refused, capture);
    await session.remove('draft');
    await tell(({ IsSaved, Queued }) => (saved === null ? <Queued host={hostOf(state)} /> : <IsSaved {...saved} />));
  }

  async function showRefusal(failed: Failed, capture: Sendable): Promise<void> {
    const { failure } = failed;
    if (failure.kind === 'duplicate') await showKnown(failure.duplicates);
    change({ failed });
    if (failure.kind !== 'saved-otherwise') return;
    // Another attempt next time: what the server has under this id stays as it is.
    const { id: _, ...anew } = capture;
    newId = ask('connection', {});
    change({ draft: anew });
    keep(anew);
  }

  return control;
}

/** What tells one posting from another. */
const recognisedBy = ['company', 'title', 'url'] as const;

/** A group and a stage are always named: those chosen last while they are there, else the first. */
function withKnownPlace(draft: Draft, { groups, stages }: Choices): Draft {
  const group = groups.find(({ id }) => id === draft.groupId) ?? groups[0];
  const stage = stages.find(({ id }) => id === draft.stageId) ?? stages.find(({ kind }) => kind === 'lead');
  const { groupId: _, stageId: __, ...others } = draft;
  return { ...others, ...(group && { groupId: group.id }), ...(stage && { stageId: stage.id }) };
}
