/** The door of the configuration: the environment, parsed once, and refused in sentences. */
export * from './environment.ts';
export type * from './settings.ts';
