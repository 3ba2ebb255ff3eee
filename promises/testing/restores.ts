/** Real backups: made as each night, and put in the place of the database while nobody serves it. */
import { createBackup, readName, restoreBackup } from '@sotto/backup';
import type { Settings } from '@sotto/config';
import { silentLog } from '@sotto/log';
import { openDatabase, vaultPlaces } from '@sotto/runtime';
import type { TestServer } from '@sotto/testing';
import { archiveOpener } from '@sotto/vault';

/** Makes a backup under a server that runs. Answers its file. */
export async function backUp({ platform, stores, clock }: TestServer): Promise<string> {
  const places = { folder: stores.settings.folders.backups, vault: platform.vault, now: clock.now };
  const { file } = await createBackup(platform.database, places);
  if (file === null) throw new Error('The backup was made and is not there.');
  return file;
}

/** Restores a backup where `settings` say the database lies. Nothing may have it open. Answers when it was made, epoch ms. */
export async function putBack(settings: Settings, file: string): Promise<number> {
  const opener = await archiveOpener(vaultPlaces(settings), await readName(file));
  const { createdAt } = await restoreBackup({ file, folder: settings.folders.backups, opener }, (target) =>
    openDatabase(settings, silentLog, target),
  );
  return createdAt;
}
