/** The door of the domain: what Sotto's words mean. Pure: no I/O, no clock, no framework. */
export * from './application.ts';
export * from './calendar-date.ts';
export * from './company.ts';
export * from './duplicate.ts';
export * from './group.ts';
export * from './id.ts';
export * from './import-ref.ts';
export * from './kind.ts';
export * from './money.ts';
export * from './posting.ts';
export * from './rank.ts';
export * from './result.ts';
export * from './settings.ts';
export * from './snapshot.ts';
export * from './stage.ts';
export * from './stage-change.ts';
export * from './text.ts';
