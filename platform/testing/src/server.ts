/** A server as it is shipped, with the features a test is about, on stores of its own. */
import { type Feature, type OpenPlatform, openPlatform, type Overrides, type Served, serve } from '@sotto/runtime';
import { createRandomBytes } from './chance.ts';
import { type Clock, createClock } from './clock.ts';
import { freePort } from './free-port.ts';
import { type Engine, freshStores, type Stores } from './stores.ts';
import { createVisitor, type Visitor, type VisitorOptions } from './visitor.ts';

export interface ServerOptions {
  readonly features: readonly Feature[];
  /** @default 'sqlite' */
  readonly engine?: Engine;
  /** Stores to run on, kept when the server goes: for a second start or a second process. @default fresh ones, gone with it */
  readonly stores?: Stores;
  /** Settings by name, as an operator gives them. Not together with `stores`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** @default a clock that stands still until it is advanced */
  readonly clock?: Clock;
  /** Makes ids, tokens and nonces the same in every run. Never twice on the same stores. @default the system's randomness */
  readonly seed?: string;
  /** Folder of the built web app. @default none: API and pages alone */
  readonly webFolder?: string;
  /** Folder of the built extension. @default none is offered */
  readonly extensionFolder?: string;
  readonly log?: Overrides['log'];
  readonly crashAt?: Overrides['crashAt'];
  /** Hold every answer against its contract. @default true */
  readonly validateAnswers?: boolean;
}

export interface TestServer extends AsyncDisposable {
  readonly origin: string;
  readonly platform: OpenPlatform;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly routes: Served['routes'];
  /** What was said to the operator so far. */
  readonly said: readonly string[];
  /** Someone new at a browser, or a script when `key` is given. */
  visitor(options?: VisitorOptions): Visitor;
  /** Runs a job now; nothing runs by the clock. Throws when there is none of that name. */
  runJob(name: string): Promise<void>;
  /** Ends gracefully, and the stores with it unless they were given. Disposing does the same. */
  stop(): Promise<void>;
}

/**
 * Starts `features` on a port of their own.
 *
 * @example
 * test.for(engines)('a group is renamed (%s)', async (engine) => {
 *   await using server = await startServer({ features: [accountFeature, groupsFeature], engine });
 *   const visitor = server.visitor();
 * });
 */
export async function startServer(options: ServerOptions): Promise<TestServer> {
  await using opened = new AsyncDisposableStack();
  const { features, clock = createClock() } = options;
  const stores =
    options.stores ??
    opened.use(await freshStores(options.engine ?? 'sqlite', { SOTTO_PORT: String(await freePort()), ...options.environment }));
  const said: string[] = [];
  const platform = await openPlatform(stores.settings, features, overridesOf(options, clock, said));
  opened.defer(() => platform.close());
  const { validateAnswers = true, webFolder, extensionFolder } = options;
  const { port, host, trustedProxies } = stores.settings;
  const served = await serve(platform, features, {
    port,
    host,
    trustedProxies,
    webFolder,
    extensionFolder,
    validateAnswers,
    schedules: false,
  });
  opened.defer(() => served.close());
  const stack = opened.move();
  const { origin, routes } = served;
  const stop = () => stack.disposeAsync();
  return {
    origin,
    platform,
    stores,
    clock,
    routes,
    said,
    visitor: (who) => createVisitor(origin, who),
    runJob: (name) => served.runJob(name),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function overridesOf({ seed, log, crashAt }: ServerOptions, clock: Clock, said: string[]): Overrides {
  return {
    now: clock.now,
    log,
    crashAt,
    randomBytes: seed === undefined ? undefined : createRandomBytes(seed),
    say: (sentence) => void said.push(sentence),
  };
}
