/** The door of backups. */
export { DamagedBackup } from './archive.ts';
export {
  createBackup,
  listBackups,
  pruneBackups,
  restoreBackup,
  tryOut,
  verifyBackup,
  type BackupPlaces,
  type Listed,
} from './backups.ts';
export { examineBackups, missedBackups } from './doctor.ts';
export { readName } from './read.ts';
