/** `npm run sotto -- …`: what the operator does from the console. Each command leaves an entry in the operator log. */
import { createConsole, silentLog } from '@sotto/log';
import { openPlatform } from '@sotto/runtime';
import { carryOut } from './commands/carry-out.ts';
import { commands, usage } from './commands/index.ts';
import { readSettings } from './config.ts';
import { sentencesOf } from './sentences.ts';
import { createTerminal, type Terminal } from './terminal.ts';
import { type Asked, readWords } from './words.ts';

const { say, warn } = createConsole();

async function main(words: readonly string[]): Promise<void> {
  const asked = readWords(commands, words);
  if (!asked) return usage().forEach(say);
  // Standard output is for what was asked for; with `--json` nothing else may be on it.
  using terminal = createTerminal(process.stdin, { say: asked.json ? warn : say, question: warn });
  await run(asked, terminal);
}

async function run(asked: Asked, terminal: Terminal): Promise<void> {
  const settings = readSettings();
  // Loaded when a command is run: the list of them and a refusal need none of it.
  const { features } = await import('./app.ts');
  const { args } = asked;
  const openedWith = (await asked.command.prepare?.({ settings, args, ...terminal })) ?? settings;
  await using opened = new AsyncDisposableStack();
  // Sotto may be running meanwhile: what it has begun is its own to finish.
  const purposes = asked.command.opensNothing ? [] : undefined;
  const platform = opened.adopt(await openPlatform(openedWith, features, { log: silentLog, alone: false, purposes }), (each) =>
    each.close(),
  );
  for (const line of await carryOut(asked, { platform, settings, ...terminal })) say(line);
}

function refuse(sentence: string): void {
  warn(sentence);
  process.exitCode = 1;
}

// Whoever reads may stop reading (`| head`): there is nothing left to say then.
process.stdout.on('error', () => process.exit());

await main(process.argv.slice(2)).catch((error: unknown) => {
  const sentences = sentencesOf(error);
  if (sentences.length === 0) throw error;
  for (const sentence of sentences) refuse(sentence);
});
