/** `npm run sotto -- …`: what the operator does from the console. Each command leaves an entry in the operator log. */
import { createInterface } from 'node:readline/promises';
import { createConsole, silentLog } from '@sotto/log';
import { openPlatform } from '@sotto/runtime';
import { type Command, commands, usage } from './commands.ts';
import { readSettings } from './config.ts';
import { sentencesOf } from './sentences.ts';

const { say, warn } = createConsole();

async function main(words: readonly string[]): Promise<void> {
  const command = commands.find(({ name }) => name.every((word, index) => word === words[index]));
  if (!command) return usage().forEach(say);
  const args = words.slice(command.name.length);
  if (args.length !== command.args.length) return refuse(`This command is: ${command.name.join(' ')} ${command.args.join(' ')}`);
  await run(command, args);
}

async function run(command: Command, args: readonly string[]): Promise<void> {
  const settings = readSettings();
  // Loaded when a command is run: the list of them and a refusal need none of it.
  const { features } = await import('./app.ts');
  // Sotto may be running meanwhile: what it has begun is its own to finish.
  await command.prepare?.({ settings, say, ask });
  await using opened = new AsyncDisposableStack();
  const platform = opened.adopt(await openPlatform(settings, features, { log: silentLog, alone: false }), (each) => each.close());
  await command.run({ platform, settings, say, args });
  if (!command.logsItself) await platform.vault.logOperator({ actor: 'system', command: command.name.join(' ') });
}

async function ask(question: string): Promise<string> {
  say(question);
  const lines: string[] = [];
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '' && lines.length > 0) break;
    lines.push(line);
  }
  return lines.join('\n');
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
