/** What the edge must know of where it stands. */
export interface HttpSetting {
  /** `http://localhost:4747`, without a slash at the end: the one address people use. */
  readonly origin: string;
  /** Plain HTTP on this machine only: the origin is `http://localhost:…`. */
  readonly loopback: boolean;
  /** Addresses or ranges (`10.0.0.0/8`) whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

/**
 * Name of the one cookie. Cookies ignore ports, so on this machine the port is in the name; elsewhere the prefix makes
 * browsers refuse it unless it is Secure, for this host only and for the whole site.
 */
export function cookieName(setting: HttpSetting): string {
  return setting.loopback ? `sotto_session_${new URL(setting.origin).port || '80'}` : '__Host-sotto';
}
