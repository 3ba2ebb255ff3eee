/**
 * Sentences for the operator in front of the console: what runs where, what to do next.
 *
 * Apart from the log: these are for people, the log is for machines. Callers write sentences of their own making;
 * nothing a person typed into Sotto belongs here.
 */
export interface Console {
  /** Writes one line to standard output. */
  say(sentence: string): void;
  /** Writes one line to standard error: something needs attention. */
  warn(sentence: string): void;
}

/** @param streams where lines go; the process's own by default */
export function createConsole(
  streams: { out: { write(line: string): void }; err: { write(line: string): void } } = {
    out: process.stdout,
    err: process.stderr,
  },
): Console {
  return {
    say: (sentence) => void streams.out.write(`${oneLine(sentence)}\n`),
    warn: (sentence) => void streams.err.write(`${oneLine(sentence)}\n`),
  };
}

/** Control characters, line breaks included, become spaces: a line is one line, and a terminal is not steered. */
function oneLine(sentence: string): string {
  return sentence.replaceAll(/\p{Cc}+/gu, ' ');
}
