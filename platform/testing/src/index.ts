/**
 * Everything a test needs of the world: both databases, a server as shipped, a browser, a clock and chance that repeat.
 *
 * Knows the platform, never a feature: those are handed in.
 */
export * from './barriers.ts';
export * from './places.ts';
export * from './browser.ts';
export * from './chance.ts';
export * from './clock.ts';
export * from './issuers.ts';
export { obtainChromium } from './obtain-chromium.ts';
export { freePort } from './free-port.ts';
export { obtainPostgres } from './obtain-postgres.ts';
export * from './page-world.ts';
export * from './raw.ts';
export * from './passkey-device.ts';
export * from './refusal.ts';
export * from './server.ts';
export * from './size.ts';
export * from './stores.ts';
export * from './visitor.ts';
export * from './web-folder.ts';
