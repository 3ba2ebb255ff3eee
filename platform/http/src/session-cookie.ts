/** The one cookie there is. */
import type { HttpSetting } from './setting.ts';
import { cookieName } from './setting.ts';

export interface SessionCookie {
  readonly name: string;
  /** The token in a Cookie header; `null` when it holds none. */
  read(header: string | null): string | null;
  /** Value of `Set-Cookie` that keeps `token` for so long. */
  set(token: string, maxAgeSeconds: number): string;
  /** Value of `Set-Cookie` that removes it. */
  clear(): string;
}

export function sessionCookie(setting: HttpSetting): SessionCookie {
  const name = cookieName(setting);
  // Safari drops Secure cookies over plain HTTP, also on localhost.
  const attributes = `Path=/; HttpOnly; SameSite=Lax${setting.loopback ? '' : '; Secure'}`;
  return {
    name,
    read: (header) => valueOf(name, header),
    set: (token, maxAgeSeconds) => `${name}=${token}; ${attributes}; Max-Age=${maxAgeSeconds}`,
    clear: () => `${name}=; ${attributes}; Max-Age=0`,
  };
}

function valueOf(name: string, header: string | null): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [key, value = ''] = pair.trim().split('=', 2);
    if (key === name && value !== '') return value;
  }
  return null;
}
