/** The door of the runtime. */
export * from './door.ts';
export { examineSetting } from './doctor.ts';
export { type Overrides, mailFolder, openDatabase, openPlatform, vaultPlaces } from './open-platform.ts';
export { type ServeOptions, type Served, serve } from './serve.ts';
