/** What is wrong with the backups, in plain sentences for the operator. */
import { alarm, dayOf, isOnSameDisk, warning, type Finding } from '@sotto/vault';
import { type BackupPlaces, type Listed, listBackups } from './backups.ts';

const hourMs = 60 * 60 * 1000;
/** One is made each day; half a day is left for a server that was off at that hour. */
const lateMs = 36 * hourMs;

/** `liveFolder`: where the database lies, when it is a file. `foundedAt`: since when there is something to back up, epoch ms. */
export async function examineBackups(
  places: BackupPlaces,
  { liveFolder, foundedAt }: { liveFolder: string | null; foundedAt: number },
): Promise<Finding[]> {
  const backups = await listBackups(places);
  return [
    ...latest(backups, places.now(), foundedAt),
    ...backups.flatMap(({ file, createdAt }) =>
      file === null
        ? [
            alarm(
              `The file of the backup of ${dayOf(createdAt)} is gone from ${places.folder}. Bring the folder back, or make another now: npm run sotto -- backup create`,
            ),
          ]
        : [],
    ),
    ...(liveFolder !== null && isOnSameDisk(places.folder, liveFolder)
      ? [warning(`Backups lie on the same disk as the database: set SOTTO_BACKUPS to a folder on another one.`)]
      : []),
  ];
}

function latest([newest]: readonly Listed[], now: number, foundedAt: number): Finding[] {
  if (newest === undefined && now - foundedAt > lateMs)
    return [
      alarm(
        `There is no backup, and one should have been made each night. Look for "backup" in the log, see that the folder can be written and has room, and make one: npm run sotto -- backup create`,
      ),
    ];
  if (newest === undefined)
    return [warning('There is no backup yet. One is made each night; make one now: npm run sotto -- backup create')];
  if (now - newest.createdAt > lateMs)
    return [
      alarm(
        `The last backup is from ${dayOf(newest.createdAt)}. One should be made each night while Sotto runs. Look for "backup" in the log, see that the folder can be written and has room, and make one: npm run sotto -- backup create`,
      ),
    ];
  return newest.verifiedAt === null && now - newest.createdAt > hourMs
    ? [alarm(`The backup of ${dayOf(newest.createdAt)} was not restored and compared. Do it now: npm run sotto -- backup verify`)]
    : [];
}

/** What of it went wrong already: what an operator is told without asking. */
export async function missedBackups(places: BackupPlaces, foundedAt: number): Promise<string[]> {
  const findings = await examineBackups(places, { liveFolder: null, foundedAt });
  return findings.filter(({ severity }) => severity === 'alarm').map(({ sentence }) => sentence);
}
