/**
 * What is wrong with how an installation is set up: permissions, links to other hosts, clocks, a contact nobody named.
 * Each finding says how to mend it. Looks at everything, changes nothing.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@sotto/config';
import { alarm, type ClockReading, type Finding, warning } from '@sotto/vault';
import type { Platform } from './door.ts';

/** Clocks further apart than this make times of sign-ins, links and leases wrong. */
const skewMs = 30_000;
/** What was written with a clock this far ahead of ours was not written now. */
const futureMs = 2 * 60_000;

/** `systemNow`: what the clock of this machine says, epoch milliseconds. */
export async function examineSetting(
  { vault, now }: Pick<Platform, 'vault' | 'now'>,
  settings: Settings,
  systemNow: () => number,
): Promise<Finding[]> {
  const { stores } = await vault.keyring.status();
  const latest = Math.max(...stores.map(({ changedAt }) => changedAt));
  return [
    ...permissionFindings(settings),
    ...linkFindings(settings),
    ...contactFindings(settings),
    ...clockFindings(await vault.keyring.clocks(), systemNow()),
    ...(latest > now() + futureMs ? [fromTheFuture(latest)] : []),
  ];
}

/** Folders and files that hold keys, sealed rows or backups, and that others on this machine may read. */
export function permissionFindings(settings: Settings): Finding[] {
  const { folders, tls, keyringMirrors, epochMirrors } = settings;
  const files = [...(tls === null ? [] : [tls.keyFile]), ...backupsIn(folders.backups)];
  return [folders.data, folders.backups, ...keyringMirrors, ...epochMirrors, ...files].flatMap((path) => {
    if (!existsSync(path)) return [];
    const { mode } = statSync(path);
    if ((mode & 0o077) === 0) return [];
    const right = statSync(path).isDirectory() ? '700' : '600';
    return [alarm(`${path} may be read by other users of this machine. Take that away: chmod ${right} ${path}`)];
  });
}

function backupsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => (name.endsWith('.backup') ? [join(folder, name)] : []));
}

/** Links that leave this machine without being encrypted, or without asking who answers. */
export function linkFindings({ databaseUrl, keyringUrl, epochUrl, keyringMirrors, epochMirrors, smtpUrl }: Settings): Finding[] {
  const named = [
    ['DATABASE_URL', databaseUrl],
    ['KEYRING_URL', keyringUrl],
    ['SOTTO_EPOCH_URL', epochUrl],
    ...keyringMirrors.map((place) => ['SOTTO_KEYRING_MIRRORS', place] as const),
    ...epochMirrors.map((place) => ['SOTTO_EPOCH_MIRRORS', place] as const),
  ] as const;
  return [
    ...named.flatMap(([name, url]) => (url !== null && isWeakPostgres(url) ? [weakPostgres(name, url)] : [])),
    ...(smtpUrl !== null && isWeakSmtp(smtpUrl) ? [weakSmtp] : []),
  ];
}

function isWeakPostgres(url: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(url)) return false;
  const { hostname, searchParams } = new URL(url);
  return !isHere(hostname) && !['require', 'verify-ca', 'verify-full'].includes(searchParams.get('sslmode') ?? '');
}

function weakPostgres(name: string, url: string): Finding {
  return alarm(
    `The link to PostgreSQL at ${new URL(url).hostname} is not encrypted, or does not ask who answers. Add ?sslmode=verify-full to ${name}.`,
  );
}

/** Beyond this machine mail leaves encrypted or not at all, unless the address itself asks for less. */
function isWeakSmtp(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  const weakened = [
    searchParams.get('tls.rejectUnauthorized') === 'false',
    searchParams.get('ignoreTLS') === 'true',
    searchParams.get('requireTLS') === 'false',
  ];
  return !isHere(hostname) && weakened.includes(true);
}

const weakSmtp = alarm(
  'SOTTO_SMTP_URL asks for less than an encrypted link to a known mail server. Take the part behind the question mark away.',
);

function isHere(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return host === '' || host === 'localhost' || host === '::1' || host.startsWith('127.');
}

export function contactFindings({ loopback, contact, isContactNamed }: Settings): Finding[] {
  if (loopback || isContactNamed) return [];
  return [
    warning(
      `No contact is named: the public pages say ${contact ?? 'nothing'}. Set SOTTO_CONTACT to an address that somebody reads every day.`,
    ),
  ];
}

/** Stores with a clock of their own, compared with each other and with this machine's. */
export function clockFindings(readings: readonly ClockReading[], here: number): Finding[] {
  return readings.flatMap(({ store, at }) => {
    const apart = Math.round(Math.abs(at - here) / 1000);
    if (apart * 1000 <= skewMs) return [];
    const way = at > here ? 'ahead of' : 'behind';
    return [
      alarm(
        `The clock of the ${store}'s server is ${apart} seconds ${way} this machine's. Set both by a time server (timedatectl set-ntp true).`,
      ),
    ];
  });
}

function fromTheFuture(latest: number): Finding {
  return alarm(
    `The keyring was last changed at ${new Date(latest).toISOString().slice(0, 16).replace('T', ' ')} UTC, which is in the future by this machine's clock. Set the clock by a time server, and look when it was wrong.`,
  );
}
