/** Acts on many picked rows: a thousand per call, told in one sentence, taken back by one undo. Which calls those are, the feature says. */
import { useMutation } from '@tanstack/react-query';
import { notify } from './app/index.ts';

export interface BulkItem {
  readonly id: string;
  readonly revision: number;
}

/** What a call answers; `undo`: `null` when nothing changed. */
export interface BulkAnswer {
  readonly items: readonly { readonly result: string }[];
  readonly undo: string | null;
}

export interface BulkCalls<Change> {
  readonly send: (items: BulkItem[], change: Change) => Promise<BulkAnswer>;
  readonly undo: (undo: string) => Promise<unknown>;
  /** Asks again for what shows these records. */
  readonly refresh: () => Promise<void>;
  /** Said of those that stayed as they are. */
  readonly left: (count: number) => string;
}

interface BulkAct<Change> {
  readonly rows: readonly BulkItem[];
  readonly change: Change;
  /** Said when it is done, for the number that changed. */
  readonly said: (count: number) => string;
  /** Called when it is done, also when what asked for it is no longer shown: deleted rows take their bar with them. */
  readonly onDone: () => void;
}

const perCall = 1_000;

export function useBulk<Change>({ send, undo, refresh, left }: BulkCalls<Change>) {
  const back = useMutation({
    mutationFn: async (undos: readonly string[]) => {
      // Newest first, as they were done.
      for (const one of undos.toReversed()) await undo(one);
    },
    onSettled: refresh,
  });
  return useMutation({
    mutationFn: async ({ rows, change }: BulkAct<Change>) => {
      const answers: BulkAnswer[] = [];
      for (let at = 0; at < rows.length; at += perCall) {
        const items = rows.slice(at, at + perCall).map(({ id, revision }) => ({ id, revision }));
        answers.push(await send(items, change));
      }
      return answers;
    },
    onSuccess: (answers, { said, onDone }) => {
      const results = answers.flatMap(({ items }) => items.map(({ result }) => result));
      const undos = answers.flatMap((answer) => answer.undo ?? []);
      const done = results.filter((result) => result === 'done').length;
      const others = results.filter((result) => result !== 'done' && result !== 'unchanged').length;
      const text = others > 0 ? `${said(done)}. ${left(others)}` : said(done);
      notify({ text, ...(undos.length > 0 && { undo: () => back.mutate(undos) }) });
      onDone();
    },
    onSettled: refresh,
  });
}
