/** The console a command speaks to: lines out, lines in. Answers may be typed, or piped in, one a line. */
import { createInterface } from 'node:readline/promises';
import { CommandRefused } from './commands/command.ts';

export interface Terminal {
  /** Says a line on the way, for whoever watches: on standard output, but for `--json`. */
  readonly say: (line: string) => void;
  /** The next line that is typed, without outer space. The question goes to standard error. Throws `CommandRefused` when there is none. */
  readonly ask: (question: string) => Promise<string>;
  /** Lines that are typed, until an empty one or the end. */
  readonly askLines: (question: string) => Promise<string>;
}

/** Reads from `input` when something is asked, and no sooner: whoever asks nothing waits for nobody. */
export function createTerminal(
  input: NodeJS.ReadableStream,
  { say, question }: { say: (line: string) => void; question: (line: string) => void },
): Terminal & Disposable {
  const reading: { lines?: ReturnType<typeof createInterface>; next?: AsyncIterator<string> } = {};
  async function line(): Promise<string | null> {
    reading.lines ??= createInterface({ input });
    reading.next ??= reading.lines[Symbol.asyncIterator]();
    const { done, value } = await reading.next.next();
    return done ? null : value;
  }
  return {
    say,
    async ask(asked) {
      question(asked);
      const answer = await line();
      if (answer === null) throw new CommandRefused('Nothing was answered, so nothing was done.');
      return answer.trim();
    },
    async askLines(asked) {
      question(asked);
      const lines: string[] = [];
      for (let next = await line(); next !== null; next = await line()) {
        if (next.trim() === '' && lines.length > 0) break;
        lines.push(next);
      }
      return lines.join('\n');
    },
    [Symbol.dispose]: () => reading.lines?.close(),
  };
}
