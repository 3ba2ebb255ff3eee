import type { Caller } from '@sotto/http';

/** Who did it, as a deed says it. */
export function byOf({ kind }: Caller): 'user' | 'key' {
  return kind === 'key' ? 'key' : 'user';
}
