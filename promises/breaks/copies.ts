/** Faults in copies: those people take along and bring back, backups, and the records of what was done. */
import { type Break, breakOf } from './break.ts';

const transfer = 'features/transfer/server';
const archive = 'features/transfer/server/archive/archive.test.ts';
const restored = 'promises/a-restore-un-deletes-nobody.spec.ts';

export const copiesBreaks: readonly Break[] = [
  breakOf(
    'log-cut-unseen',
    'An activity log that was cut short is taken for whole',
    {
      file: 'features/privacy/server/activity/chain.ts',
      find: '  if (isCut) faults.push(',
      replace: '  if (isCut && rows.length === 0) faults.push(',
    },
    'features/privacy/server/activity/activity.test.ts: tells what was changed in the database, in each of its ways, and what was not',
  ),
  breakOf(
    'gap-unsaid',
    'A log that lost entries with a backup does not say that it did',
    {
      file: 'features/privacy/server/activity/append.ts',
      find: 'restored_from: gap !== null && isRestored ? gap.from : null,',
      replace: 'restored_from: null,',
    },
    'features/privacy/server/activity/activity.test.ts: of a database that was put back says which entries are gone, and cries no forgery',
  ),
  breakOf(
    'hash-leaves-out-who',
    'The hash of an entry does not hold who did it',
    {
      file: 'features/privacy/server/activity/chain.ts',
      find: 'happening, by, about, count, missing, salt, previous]));',
      replace: 'happening, about, count, missing, salt, previous]));',
    },
    'features/privacy/server/activity/recipe.test.ts: a stranger who follows the recipe finds a download whole, and each change of it',
  ),
  breakOf(
    'mails-remembered',
    'The lines about mails stay for good',
    {
      file: 'platform/schedule/src/purge.ts',
      find: "build.deleteFrom('sent_mail').where('written_at', '<=', now - 90 * dayMs)",
      replace: "build.deleteFrom('sent_mail').where('written_at', '<=', 0)",
    },
    'features/privacy/server/privacy.test.ts: lists the mails that were sent, to their owner alone, for 90 days',
  ),
  breakOf(
    'sealed-columns-unnamed',
    'What is held is told without what lies sealed',
    {
      file: 'features/privacy/server/held.ts',
      find: '.filter((column) => column.isSealed === isSealed)',
      replace: '.filter((column) => column.isSealed === isSealed && !column.isSealed)',
    },
    'features/privacy/server/held.test.ts: is named column by column, and a planted table stands there without an edit',
  ),
  breakOf(
    'sessions-left-out',
    'What one takes along leaves the sign-ins out',
    {
      file: `${transfer}/archive/account-part.ts`,
      find: "new Set(['record', 'chunk', 'activity'])",
      replace: "new Set(['record', 'chunk', 'activity', 'session'])",
    },
    `${archive}: holds something of every table that is someone’s, every kind of record, and no secret`,
  ),
  breakOf(
    'notes-lost-on-the-way',
    'Notes are lost when what was taken comes back in',
    {
      file: `${transfer}/everything/renaming.ts`,
      find: 'if (renamed.size === 0) return content;',
      replace:
        "if (renamed.size === 0) return typeof content === 'object' && content !== null && 'notes' in content ? { ...content, notes: null } : content;",
    },
    `${archive}: brought into an empty account and taken again is equal, file by file`,
  ),
  breakOf(
    'goes-on-a-byte-early',
    'A download that goes on begins one byte too early',
    {
      file: `${transfer}/archive/fetching.ts`,
      find: 'const [from, to] = [Math.max(0, first - at)',
      replace: 'const [from, to] = [Math.max(0, first - at - 1)',
    },
    `${archive}: goes on where a download broke off, with the same bytes whatever was changed meanwhile`,
  ),
  breakOf(
    'copies-stay',
    'A copy that was made stays after its hour',
    {
      file: `${transfer}/forget-files.ts`,
      find: "'in', [ImportFileKind.number, ExportArchiveKind.number]",
      replace: "'in', [ImportFileKind.number]",
    },
    `${archive}: longer than a part is told of on its way, noted when it was taken, and forgotten after an hour with all its parts`,
  ),
  breakOf(
    'anyone-fetches',
    'A copy of everything is handed to any session of the account',
    {
      file: `${transfer}/archive/routes.ts`,
      find: 'if (archive.holder !== holderOf(caller))',
      replace: "if (archive.holder === '')",
    },
    `${archive}: is made only by whoever proved just now who they are, fetched only where it was asked for, and noted in the log`,
  ),
  breakOf(
    'reminded-again-and-again',
    'The reminder of the next copy is mailed with every look',
    {
      file: 'features/reminders/server/by-mail.ts',
      find: 'const claimed = isNew && letter.length > 0 ? [claim(platform, look, told.moment)] : [];',
      replace: 'const claimed: never[] = [];',
    },
    'features/transfer/server/archive/remind.test.ts: comes by mail at the person’s time, once a month, until a copy is taken or it is ended',
  ),
  breakOf(
    'contacts-stay-behind',
    'Taking an import back leaves the contacts and answers that came with it',
    {
      file: `${transfer}/take-back.ts`,
      find: 'const picked = await removePicked(platform, by, batch.id);',
      replace: 'const picked = { count: 0, kept: [] };',
    },
    'features/transfer/server/bring.test.ts: brings in who and what was ticked, says the second time that all is the same, and takes all of it back',
  ),
  breakOf(
    'everyone-comes-in',
    'Everybody in an archive becomes a contact, ticked or not',
    {
      file: `${transfer}/import-plan.ts`,
      find: 'picked: wanted.has(one.key) && !one.isHere',
      replace: 'picked: !one.isHere',
    },
    'features/transfer/server/bring.test.ts: brings nobody and no answer in unless they were ticked',
  ),
  breakOf(
    'locked-archives-tried',
    'A locked archive is read as if it were open',
    { file: `${transfer}/reading/zip.ts`, find: 'if ((flags & isLocked) !== 0) return', replace: 'if (flags < 0) return' },
    'features/transfer/server/reading/zip.test.ts: with %s is refused with a sentence that says what to do',
  ),
  breakOf(
    'formulas-unguarded',
    'A cell that begins as a formula does is written as it is',
    {
      file: `${transfer}/guard.ts`,
      find: "return formulaStart.test(value) ? `'${value}` : value;",
      replace: 'return formulaStart.test(value) ? value : value;',
    },
    'features/transfer/server/guard.test.ts: no guarded cell is a formula',
  ),
  breakOf(
    'purge-left-out',
    'Whoever was deleted since stays in a database that is put back',
    {
      file: 'platform/vault/src/reconcile.ts',
      find: '  for (const userId of toPurge) await removeEveryRow(core, userId);\n',
      replace: '',
    },
    `${restored}: each backup that is put in place loses every deleted person before the port opens, and nobody else`,
  ),
  breakOf(
    'user-keys-stay',
    'The keys of a deleted account stay in the keyring',
    {
      file: 'platform/vault/src/user-key.ts',
      find: "    { query: build.deleteFrom('user_key').where('user_id', '=', userId), rows: null },\n    { query: build.deleteFrom('login')",
      replace: "    { query: build.deleteFrom('login')",
    },
    `${restored}: what the deleted had opens from no backup with any key that is left, and what the living have opens from all`,
  ),
  breakOf(
    'backups-for-ninety-days',
    'A backup is kept for ninety days',
    {
      file: 'platform/backup/src/retention.ts',
      find: 'const retentionMs = 30 * dayMs;',
      replace: 'const retentionMs = 90 * dayMs;',
    },
    `${restored}: thirty days later no backup holds anything of them, and a copy of one that was kept aside opens no more`,
  ),
  breakOf(
    'purged-by-guessing',
    'Whoever has neither key nor entry in the ledger is purged',
    { file: 'platform/vault/src/reconcile.ts', find: "  neither: 'quarantine',", replace: "  neither: 'purge' as 'quarantine'," },
    'platform/vault/src/reconcile.test.ts: leaves people without key and ledger entry alone, and says so',
  ),
  breakOf(
    'restores-untold',
    'Nobody is told that a backup was put back',
    {
      file: 'platform/vault/src/reconcile.ts',
      find: '    rememberRestored(build, incarnation, core.now()),\n',
      replace: '',
    },
    `${restored}: a record that was deleted by itself comes back with a backup, and its owner is told the date in Sotto and by mail`,
  ),
  breakOf(
    'missing-backup-unsaid',
    'A nightly backup that is missing alarms nobody',
    {
      file: 'platform/runtime/src/jobs.ts',
      find: '  if (missed.length === 0) return;',
      replace: '  if (missed.length >= 0) return;',
    },
    'apps/server/src/commands/doctor.test.ts: tells its operator by log and mail when a backup is missing, and nobody when there is one',
  ),
  breakOf(
    'operator-log-unverified',
    'The chain of the operator log is not looked at',
    {
      file: 'platform/vault/src/chains.ts',
      find: '    ...broken(() => verifyChain(operatorChain(keys.log), log, logHead)),\n',
      replace: '',
    },
    'platform/vault/src/chains.test.ts: no edit, removal or forgery of ledger, copy or operator log goes unnoticed, and 100 erasures verify',
  ),
  breakOf(
    'old-credentials-count',
    'Credentials of an older database count although the keyring knows later ones',
    {
      file: 'features/account/server/credentials/change.ts',
      find: '  return account.version >= leastVersion;',
      replace: '  return account.version > 0 || leastVersion < 0;',
    },
    'promises/what-a-restore-brings-back.spec.ts: %s lets nobody in any more, and its owner comes in',
  ),
  breakOf(
    'older-tls-will-do',
    'TLS 1.2 is spoken too',
    { file: 'platform/http/src/listen.ts', find: "minVersion: 'TLSv1.3'", replace: "minVersion: 'TLSv1.2'" },
    'platform/http/src/listen.test.ts: 1.3 is spoken, 1.2 is refused by the server, plain HTTP gets no answer',
  ),
  breakOf(
    'a-demand-left-out',
    'The security checklist leaves a line out',
    { file: 'docs/security-checklist.md', find: '\n- **80** ', replace: '\n- **81** ' },
    'promises/checklist.spec.ts: each of the eighty lines names tests that are there and run, or says why not',
  ),
  breakOf(
    'help-kept-for-ever',
    'Help that was asked for is kept for ten years',
    {
      file: 'platform/schedule/src/purge.ts',
      find: "build.deleteFrom('support_grant').where('asked_at', '<=', now - 365 * dayMs)",
      replace: "build.deleteFrom('support_grant').where('asked_at', '<=', now - 3650 * dayMs)",
    },
    'features/support/server/support.test.ts: goes a year later, with what was said',
  ),
  breakOf(
    'former-versions-gone',
    'Former versions of the texts are no pages any more',
    {
      file: 'features/policy/server/index.ts',
      find: '    ...own.map((version) => page(`${base}/${version.version}`, async () => renderVersion(await read(), version))),\n',
      replace: '',
    },
    'promises/index.spec.ts: every version there ever was is a page, with its hash, and what changed since',
  ),
  breakOf(
    'notice-of-a-day',
    'A text is posted one day before it holds',
    {
      file: 'promises/versions.ts',
      find: "version: '8',\n    date: '2026-11-22',\n    effective: '2026-12-01',",
      replace: "version: '8',\n    date: '2026-11-22',\n    effective: '2026-11-23',",
    },
    'promises/index.spec.ts: a text that changed says what changed, and a week before it holds',
  ),
];
