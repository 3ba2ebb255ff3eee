/** The door of the domain: what Sotto's words mean. Pure: no I/O, no clock, no framework. */
export * from './id.ts';
export * from './kind.ts';
export * from './result.ts';
