/** The door of the server: Sotto as a whole, for promises and whole-app tests. */
export { features } from './app.ts';
export { readSettings } from './config.ts';
export { type StartOverrides, type Started, startSotto } from './start.ts';
