/** What an operator may decide. Everything has a default: Sotto starts with nothing set. */
export interface Settings {
  /** TCP port. @default 4747 */
  readonly port: number;
  /** Address to listen on. @default '127.0.0.1' */
  readonly host: string;
  /** Where people reach this Sotto, without a slash at the end. @default `http://localhost:<port>` */
  readonly origin: string;
  /** Plain HTTP, on this machine only: the origin is `http://localhost:…` and `host` is a loopback address. */
  readonly loopback: boolean;
  /** Files of the certificate chain and its key (PEM), when Sotto itself ends TLS; `null`: it does not. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | null;
  /** Network addresses or ranges whose `X-Forwarded-*` are believed. Empty: nobody's. */
  readonly trustedProxies: readonly string[];

  /** Absolute paths. Never one inside another, so that no single copy holds two of them: see docs/decisions/004. */
  readonly folders: { readonly data: string; readonly keys: string; readonly epoch: string; readonly backups: string };
  /** `postgres://…` of each store; `null`: SQLite in its folder. */
  readonly databaseUrl: string | null;
  readonly keyringUrl: string | null;
  readonly epochUrl: string | null;
  /** Where live copies lie: absolute paths of folders, or `postgres://…`. */
  readonly keyringMirrors: readonly string[];
  readonly epochMirrors: readonly string[];
  /** The root key, 32 bytes as base64 or base64url; `null`: it lies in `folders.keys` or comes from `rootKeyCommand`. */
  readonly rootKey: string | null;
  /** Command whose output is the root key: how a key service is attached. */
  readonly rootKeyCommand: string | null;

  /** `smtp://user:password@host:port` or `smtps://…`; `null`: mails are sealed files in `data/mail/`. */
  readonly smtpUrl: string | null;
  /** Sender of every mail. @default `sotto@<host of the origin>` */
  readonly mailFrom: string;
  /** OpenID Connect issuers through which people may sign in. @default none */
  readonly issuers: readonly {
    readonly id: string;
    readonly name: string;
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
  }[];
  /** File of SHA-1 digests of passwords known from breaches, sorted, one per line; `null`: none. */
  readonly breachedPasswords: string | null;
  /** Who may make an account. @default 'open' */
  readonly signUp: 'open' | 'invite' | 'closed';
  /** Address on the public pages and in security.txt. `null`: none. @default `privacy@<host of the origin>`; on this machine alone `null` */
  readonly contact: string | null;
  /** The operator named a contact; without that, beyond this machine, `contact` is an address made up from the origin. */
  readonly isContactNamed: boolean;
  /** Whose courts and authorities can bind this operator: ISO 3166 codes, such as `US-NC`. Demands of any other are refused. @default none */
  readonly jurisdictions: readonly string[];
  /** Least severe events that are written. @default 'info' */
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}
