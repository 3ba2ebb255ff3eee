/** Commands about the installation itself: its recovery sheet, its keyring, its mails on this machine, what is wrong with it. */
import { randomBytes } from 'node:crypto';
import { examineBackups } from '@sotto/backup';
import { examineCases } from '@sotto/features/legal/server';
import { examineBreaches, examineTexts } from '@sotto/features/notices/server';
import { readMailFiles } from '@sotto/mail';
import { archive, published } from '@sotto/promises';
import { examineSetting, mailFolder, vaultPlaces } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import { VaultRefused, promoteKeyring, restoreFromMirrors } from '@sotto/vault';
import { type Command, CommandRefused, type Context, type Outcome, type Preparation } from './command.ts';
import { refuseWhileServed } from './served.ts';

export const installationCommands: readonly Command[] = [
  {
    name: ['secrets', 'sheet'],
    args: [],
    says: 'print the recovery sheet: whoever has it and a mirror of each store can open everything',
    logsItself: true,
    run: async ({ platform }) => ({ lines: (await platform.vault.secretsSheet()).split('\n') }),
  },
  { name: ['mail', 'show'], args: [], says: 'show the mails that wait on this machine because no SMTP is set', run: showMail },
  { name: ['doctor'], args: [], says: 'say what is wrong or missing', run: examine },
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

async function promote({ settings, say }: Preparation): Promise<undefined> {
  await refuseWhileServed(settings, 'promote');
  const { entries, destroyed } = await promoteKeyring(vaultPlaces(settings), { now: Date.now, randomBytes });
  say(`Erasures that this copy did not know of: ${entries}. Keys that were destroyed because of them: ${destroyed}.`);
}

async function restore({ settings, say, askLines }: Preparation): Promise<undefined> {
  await refuseWhileServed(settings, 'restore');
  const places = vaultPlaces(settings);
  const restored = await restoreFromMirrors(places, null).catch(async (error: unknown) => {
    if (!(error instanceof VaultRefused)) throw error;
    say(error.message);
    const sheet = await askLines('Type the four lines of the recovery sheet (1: … to 4: …), then an empty line.');
    return restoreFromMirrors(places, sheet);
  });
  say(restored.keyringFrom === null ? 'The keyring was there.' : `The keyring came back from ${restored.keyringFrom}.`);
  say(restored.epochsFrom === null ? 'The epoch store was there.' : `The epoch store came back from ${restored.epochsFrom}.`);
}

async function opensAgain(): Promise<Outcome> {
  return { lines: ['Everything fits together and opens. Start Sotto.'] };
}

async function showMail({ platform, settings, note }: Context): Promise<Outcome> {
  if (settings.smtpUrl !== null) throw new CommandRefused('Mails leave through SMTP; none is kept here.');
  await note();
  await platform.mail.deliver();
  const open = openingMakerFor({ name: 'mail show', purposes: ['account'] });
  const files = readMailFiles(mailFolder(settings), platform.vault, (userId) => open(userId, 'account'));
  const items: { to: string; subject: string; text: string }[] = [];
  for await (const { letter } of files) items.push({ to: letter.to, subject: letter.subject, text: letter.text });
  const lines = items.flatMap(({ to, subject, text }) => ['', `To: ${to}`, `Subject: ${subject}`, '', ...text.split('\n')]);
  return { lines: items.length === 0 ? ['No mail.'] : [...lines, ''], json: { items } };
}

async function examine({ platform, settings }: Context): Promise<Outcome> {
  const places = { folder: settings.folders.backups, vault: platform.vault, now: platform.now };
  const liveFolder = settings.databaseUrl === null ? settings.folders.data : null;
  const { foundedAt } = await platform.vault.keyring.status();
  const findings = [
    ...(await platform.vault.doctor()),
    ...(await examineSetting(platform, settings, Date.now)),
    ...(await examineBackups(places, { liveFolder, foundedAt })),
    ...(await examineBreaches(platform)),
    ...(await examineCases(platform.vault, platform.now())),
    ...(await examineTexts(platform, { published, archive })),
  ];
  const lines = findings.map(({ severity, sentence }) => `${severity}: ${sentence}`);
  return { lines: findings.length === 0 ? ['All is well.'] : lines, json: { items: findings } };
}
