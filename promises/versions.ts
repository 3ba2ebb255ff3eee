/**
 * Every version of every published text there ever was, with its digest. A text that changes gets a line here; a line that is
 * here never changes, so that anyone can tell which sentences held on which day.
 */
import type { PublishedText } from '@sotto/features/policy/server';

export interface PastVersion {
  readonly text: PublishedText['name'];
  readonly version: string;
  readonly date: string;
  /** SHA-256, in hex, of everything that is read. */
  readonly sha256: string;
}

export const versions: readonly PastVersion[] = [
  {
    text: 'privacy',
    version: '1',
    date: '2026-11-21',
    sha256: 'ba73ed71ad52b52b9d6ef54d59fd5d012644d065006eb76f3fc47829a3b264c8',
  },
  { text: 'terms', version: '1', date: '2026-11-21', sha256: '36539baee0702e69161e6e451b4167756720ef7c03e8890abb1b3bcd91658c99' },
  {
    text: 'security',
    version: '1',
    date: '2026-11-21',
    sha256: 'be3a801a4bb8e33c6845ee961834c6ca299cc84769deff44f33f2e9b9a95a048',
  },
  {
    text: 'privacy',
    version: '2',
    date: '2026-11-22',
    sha256: '198f0cc306644251a31f201435d8dd721195e5c3aeac7309d32156c7b483cf2e',
  },
  { text: 'terms', version: '2', date: '2026-11-22', sha256: '677969f154b35c7438a9b6c27cf936c2e51940483b56b8a46f86c7acab8fd003' },
  {
    text: 'security',
    version: '2',
    date: '2026-11-22',
    sha256: 'ae3169392514f5a786336ce4060d793a510b6167e72f6b5fd2ba50f527a898bd',
  },
  {
    text: 'privacy',
    version: '3',
    date: '2026-11-22',
    sha256: 'bf3c142c984bfa8dece568ee6a7a946077b19148cac04dcd40b6acd01bf5418f',
  },
];
