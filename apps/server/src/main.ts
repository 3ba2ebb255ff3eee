/** `npm start`. Says where Sotto is, and ends in order when it is told to or its parent goes. */
import { createConsole, createLog } from '@sotto/log';
import { readSettings } from './config.ts';
import { sentencesOf } from './sentences.ts';
import { startSotto } from './start.ts';

const { say, warn } = createConsole();

async function main(): Promise<void> {
  const settings = readSettings();
  const sotto = await startSotto(settings, { say });
  if (!sotto.platform.setting.smtp) say('Mails are sealed files on this machine: no SMTP is set.');
  if (sotto.platform.vault.startedWith.isRestored)
    warn('The database is an older copy. Everybody was signed out, and what was erased since then is erased again.');
  for (const { sentence } of await sotto.platform.vault.doctor()) warn(sentence);
  say(`Sotto is at ${sotto.origin}`);
  endWhenTold(async () => {
    await sotto.close();
    say('Sotto has ended; everything that was acknowledged is kept.');
  });
}

/** SIGTERM, Ctrl+C, and the launcher going away. A second signal ends at once. */
function endWhenTold(end: () => Promise<void>): void {
  let ending = false;
  const begin = () => {
    if (ending) process.exit(1);
    ending = true;
    end().then(() => process.exit(0), refuse);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, begin);
  process.on('disconnect', () => !ending && begin());
}

/** Whatever keeps Sotto from running, as sentences where there are some. Of anything else only class and place: its message may hold values. */
function refuse(error: unknown): void {
  const sentences = sentencesOf(error);
  for (const sentence of sentences) warn(sentence);
  if (sentences.length === 0) createLog({}).error('ended by an error', { cause: error });
  process.exit(1);
}

process.on('unhandledRejection', refuse);
process.on('uncaughtException', refuse);
await main().catch(refuse);
