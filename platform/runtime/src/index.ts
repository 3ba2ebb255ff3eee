/** The door of the runtime. */
export * from './door.ts';
export { type Overrides, mailFolder, openPlatform, vaultPlaces } from './open-platform.ts';
export { type ServeOptions, type Served, serve } from './serve.ts';
