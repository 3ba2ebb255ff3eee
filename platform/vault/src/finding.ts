/** What `doctor` says, whoever looks. */
import { existsSync, statSync } from 'node:fs';

/** `alarm`: something went wrong. `warning`: something could be lost if something went wrong. */
export interface Finding {
  readonly severity: 'alarm' | 'warning';
  readonly sentence: string;
}

export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function alarm(sentence: string): Finding {
  return { severity: 'alarm', sentence };
}

export function warning(sentence: string): Finding {
  return { severity: 'warning', sentence };
}

export function isOnSameDisk(left: string, right: string): boolean {
  return existsSync(left) && existsSync(right) && statSync(left).dev === statSync(right).dev;
}
