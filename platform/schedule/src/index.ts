/** The door of the schedule. */
export * from './door.ts';
export { oneByOne } from './one-by-one.ts';
export { createPurge } from './purge.ts';
export { createSchedule, openingMakerFor, type ScheduleOptions } from './schedule.ts';
export { type Lease, takeLease } from './lease.ts';
