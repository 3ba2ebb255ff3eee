/** The operator's commands, as a table. */
import type { Settings } from '@sotto/config';
import { UserId } from '@sotto/domain';
import { readMailFiles } from '@sotto/mail';
import { type OpenPlatform, mailFolder, vaultPlaces } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import { KeyShredded, VaultRefused, promoteKeyring, restoreFromMirrors } from '@sotto/vault';

/** What was asked cannot be done. `message` is a sentence for the operator. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}

/** What a command has before the stores are open. */
export interface Preparation {
  readonly settings: Settings;
  readonly say: (line: string) => void;
  /** Lines the operator types, until an empty one or the end. */
  readonly ask: (question: string) => Promise<string>;
}

export interface Context extends Omit<Preparation, 'ask'> {
  readonly platform: OpenPlatform;
  /** As many as the command names. */
  readonly args: readonly string[];
}

export interface Command {
  readonly name: readonly string[];
  readonly args: readonly string[];
  readonly says: string;
  /** The vault writes the entry of the operator log itself. */
  readonly logsItself?: boolean;
  /** What must be done so that the stores can be opened at all. */
  prepare?(preparation: Preparation): Promise<void>;
  run(context: Context): Promise<void>;
}

export const commands: readonly Command[] = [
  {
    name: ['secrets', 'sheet'],
    args: [],
    says: 'print the recovery sheet: whoever has it and a mirror of each store can open everything',
    logsItself: true,
    run: async ({ platform, say }) => (await platform.vault.secretsSheet()).split('\n').forEach(say),
  },
  { name: ['mail', 'show'], args: [], says: 'show the mails that wait on this machine because no SMTP is set', run: showMail },
  { name: ['doctor'], args: [], says: 'say what is wrong or missing', run: examine },
  {
    name: ['user', 'release'],
    args: ['ID'],
    says: 'free the address of someone who has keys but no rows after a restore; erases what is left of the account',
    run: releaseUser,
  },
  {
    name: ['keyring', 'promote'],
    args: [],
    says: 'use an older copy of the keyring: first carries out the erasures it does not know of',
    prepare: promote,
    run: opensAgain,
  },
  {
    name: ['keyring', 'restore'],
    args: [],
    says: 'bring keyring and epoch store back from their mirrors, and the root key from the recovery sheet',
    prepare: restore,
    run: opensAgain,
  },
];

/** One line per command. */
export function usage(): string[] {
  const lines = commands.map(({ name, args, says }) => `  ${[...name, ...args].join(' ').padEnd(18)} ${says}`);
  return ['npm run sotto -- <command>, one of:', ...lines];
}

async function promote({ settings, say }: Preparation): Promise<void> {
  const { entries, destroyed } = await promoteKeyring(vaultPlaces(settings));
  say(`${entries} erasures were unknown to this copy; ${destroyed} keys were destroyed because of them.`);
}

async function restore({ settings, say, ask }: Preparation): Promise<void> {
  const places = vaultPlaces(settings);
  const restored = await restoreFromMirrors(places, null).catch(async (error: unknown) => {
    if (!(error instanceof VaultRefused)) throw error;
    say(error.message);
    return restoreFromMirrors(places, await ask('Type the four lines of the recovery sheet (1: … to 4: …), then an empty line.'));
  });
  say(restored.keyringFrom === null ? 'The keyring was there.' : `The keyring came back from ${restored.keyringFrom}.`);
  say(restored.epochsFrom === null ? 'The epoch store was there.' : `The epoch store came back from ${restored.epochsFrom}.`);
}

async function opensAgain({ say }: Context): Promise<void> {
  say('Everything fits together and opens. Start Sotto.');
}

async function showMail({ platform, settings, say }: Context): Promise<void> {
  if (settings.smtpUrl !== null) throw new CommandRefused('Mails leave through SMTP; none is kept here.');
  await platform.mail.deliver();
  const open = openingMakerFor({ name: 'mail show', purposes: ['account'] });
  let count = 0;
  for await (const { letter } of readMailFiles(mailFolder(settings), platform.vault, (userId) => open(userId, 'account'))) {
    count += 1;
    for (const line of ['', `To: ${letter.to}`, `Subject: ${letter.subject}`, '', ...letter.text.split('\n')]) say(line);
  }
  say(count === 0 ? 'No mail.' : '');
}

async function examine({ platform, say }: Context): Promise<void> {
  const findings = await platform.vault.doctor();
  for (const { severity, sentence } of findings) say(`${severity}: ${sentence}`);
  if (findings.length === 0) say('All is well.');
}

async function releaseUser({ platform, say, args }: Context): Promise<void> {
  const userId = UserId.safeParse(args[0]);
  if (!userId.success)
    throw new CommandRefused('ID is the number that doctor names, in the form 01234567-89ab-4cde-8f01-23456789abcd.');
  await platform.vault.releaseUser(userId.data).catch((error: unknown) => {
    if (error instanceof KeyShredded) throw new CommandRefused('There is nobody of this ID.');
    throw error;
  });
  say('Released: the address is free, and what was left of the account is erased.');
}
