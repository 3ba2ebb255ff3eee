/** What the options page knows at a moment, and what it can do. */
import { ask } from '../ask.ts';
import { Failed } from '../failures.ts';
import type { Connection, Question, Questions, Waiting } from '../messages.ts';

/** Which button was pressed and is being worked on. */
export type Busy = 'connect' | 'test' | 'deliver' | null;

export interface State {
  /** `undefined`: not known yet. */
  readonly connection: Connection | null | undefined;
  /** The address as it was typed, for what is said of a server that did not take it. */
  readonly address: string;
  readonly asksAnew: boolean;
  readonly busy: Busy;
  /** What went wrong, in a sentence. */
  readonly trouble: string | null;
  /** The answer of the last test: how far the clock is off; `null`: none yet, or the server did not say. */
  readonly tested: { readonly clockOffMs: number | null } | null;
  readonly waiting: readonly Waiting[];
  /** Forgetting would lose what waits, and was pressed once. */
  readonly asksForget: boolean;
  readonly isForgotten: boolean;
}

export interface Control {
  start(): Promise<void>;
  connect(address: string, secret: string): Promise<void>;
  connectAnew(): void;
  test(): Promise<void>;
  deliver(given: Questions['deliver']['with']): Promise<void>;
  drop(id: string): Promise<void>;
  /** Everything; where something waits, only when pressed again. */
  forget(): Promise<void>;
  keep(): void;
}

export interface OptionsProps {
  readonly state: State;
  readonly control: Control;
}

const firstState: State = {
  connection: undefined,
  address: '',
  asksAnew: false,
  busy: null,
  trouble: null,
  tested: null,
  waiting: [],
  asksForget: false,
  isForgotten: false,
};

export function createControl(paint: (state: State, control: Control) => void): Control {
  let state = firstState;
  function change(changed: Partial<State>): void {
    state = { ...state, ...changed };
    paint(state, control);
  }

  /** Asks with `busy` shown meanwhile. `undefined`: it failed, and the state says how. */
  async function asked<Q extends Question>(
    question: Q,
    given: Questions[Q]['with'],
    busy: Busy = null,
  ): Promise<Questions[Q]['answer'] | undefined> {
    change({ busy, trouble: null, isForgotten: false });
    return ask(question, given)
      .catch((cause: unknown) => {
        if (!(cause instanceof Failed)) throw cause;
        change({ trouble: cause.message });
        return undefined;
      })
      .finally(() => change({ busy: null }));
  }

  const control: Control = {
    async start() {
      const [{ connection }, waiting] = await Promise.all([ask('connection', {}), ask('waiting', {})]);
      change({ connection, waiting });
      if (connection !== null && waiting.length > 0) change({ waiting: await ask('deliver', {}) });
    },
    async connect(address, secret) {
      change({ address });
      const connection = await asked('connect', { address, secret }, 'connect');
      if (connection === undefined) return;
      change({ connection, asksAnew: false });
      await control.test();
    },
    connectAnew: () => change({ asksAnew: true, tested: null, trouble: null }),
    async test() {
      const tested = await asked('test', {}, 'test');
      if (tested === undefined) return change({ tested: null });
      const { clockOffMs, ...connection } = tested;
      change({ connection, tested: { clockOffMs } });
    },
    async deliver(given) {
      const waiting = await asked('deliver', given, 'deliver');
      if (waiting !== undefined) change({ waiting });
    },
    async drop(id) {
      const waiting = await asked('drop', { id });
      if (waiting !== undefined) change({ waiting });
    },
    async forget() {
      if (state.waiting.length > 0 && !state.asksForget) return change({ asksForget: true });
      await asked('forget', {});
      change({ ...firstState, connection: null, isForgotten: true });
    },
    keep: () => change({ asksForget: false }),
  };
  return control;
}
