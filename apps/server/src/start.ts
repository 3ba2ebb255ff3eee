/** Sotto as a whole: every feature, on the stores the settings name. What `npm start`, the promises and whole-app tests run. */
import type { Settings } from '@sotto/config';
import {
  type Feature,
  type OpenPlatform,
  type Overrides,
  type ServeOptions,
  type Served,
  openPlatform,
  serve,
} from '@sotto/runtime';
import { features } from './app.ts';
import { extensionFolder, readTls, webFolder } from './config.ts';

export interface StartOverrides extends Overrides, Pick<ServeOptions, 'validateAnswers' | 'schedules' | 'graceMs'> {
  /** Folder of the built web app; `null`: none. @default dist/web where it was built */
  readonly webFolder?: string | null | undefined;
  /** @default all of them */
  readonly features?: readonly Feature[] | undefined;
}

/** Sotto, running. */
export interface Started extends Served, AsyncDisposable {
  readonly platform: OpenPlatform;
  /** Requests and jobs end in order, then the stores close. Ending twice is ending once. */
  close(): Promise<void>;
}

/**
 * Opens the stores and the port. Resolves when the first request can be answered.
 *
 * Throws `WrongEnvironment`, `VaultRefused`, `PortTaken`, or what the database throws; then nothing stays open.
 */
export async function startSotto(settings: Settings, overrides: StartOverrides = {}): Promise<Started> {
  const app = overrides.features ?? features;
  const tls = readTls(settings);
  const platform = await openPlatform(settings, app, overrides);
  const served = await serve(platform, app, serveOptions(settings, overrides, tls)).catch(async (error: unknown) => {
    await platform.close();
    throw error;
  });
  const close = onlyOnce(async () => {
    await served.close();
    await platform.close();
  });
  return { ...served, platform, close, [Symbol.asyncDispose]: close };
}

function onlyOnce(end: () => Promise<void>): () => Promise<void> {
  let ending: Promise<void> | undefined;
  return () => (ending ??= end());
}

function serveOptions(settings: Settings, overrides: StartOverrides, tls: ServeOptions['tls']): ServeOptions {
  const { validateAnswers, schedules, graceMs } = overrides;
  const folder = overrides.webFolder === undefined ? webFolder() : (overrides.webFolder ?? undefined);
  return {
    port: settings.port,
    host: settings.host,
    trustedProxies: settings.trustedProxies,
    tls,
    webFolder: folder,
    extensionFolder: extensionFolder(),
    validateAnswers,
    schedules,
    graceMs,
  };
}
