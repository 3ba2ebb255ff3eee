/**
 * Every version of every published text there ever was: when it was posted, from when it holds, what changed, and its digest.
 *
 * A text that changes gets a line here and a file in `versions/`; a line that is here never changes, so that anyone can tell
 * which sentences held on which day. From version 8 of the privacy page on, a line says what changed in a `notice`, and names
 * the earliest day from which it holds, at least a week later: people are told first. The true day is that of each server: a
 * week after `sotto policy publish` there, or later.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Archive, KeptText, PublishedVersion } from '@sotto/features/policy/server';

/** What a version said, as it was kept. */
function textOf({ text, version }: PublishedVersion): KeptText | null {
  const file = new URL(`versions/${text}-${version}.json`, import.meta.url);
  if (!existsSync(file)) return null;
  // Written by us, and held against its digest by index.spec.ts.
  return JSON.parse(readFileSync(file, 'utf8')) as KeptText;
}

export const versions: readonly PublishedVersion[] = [
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
  {
    text: 'privacy',
    version: '4',
    date: '2026-11-22',
    sha256: '15f3655f47f7407874c7e9bca682ddce2e1cc5067590403c0813adba9427f9df',
  },
  {
    text: 'privacy',
    version: '5',
    date: '2026-11-22',
    sha256: 'fb3550346c778a8669183f477ee8e9a5a1cad7a239447d4502e761e2805e6c85',
  },
  {
    text: 'security',
    version: '3',
    date: '2026-11-22',
    sha256: '2ae53858e755cc92cc60e48830f41ec027ceca3e1109862d62552a6a9f4953f3',
  },
  {
    text: 'privacy',
    version: '6',
    date: '2026-11-22',
    sha256: 'a40ed0b8040b2736961f6f2b2d9acd4686f22aaf7bb41957cd3682776f40ada2',
  },
  {
    text: 'security',
    version: '4',
    date: '2026-11-22',
    sha256: '6c0d6b177adcccc4f83746b323225fd35fc8712a0bee1af03026ae956e226237',
  },
  {
    text: 'privacy',
    version: '7',
    date: '2026-11-22',
    sha256: 'c6b3b12c34d02e1e872d90b3ba508d7bbb7fc8e9a198bbaf330cf6d47fdcf825',
  },
  {
    text: 'privacy',
    version: '8',
    date: '2026-11-22',
    effective: '2026-12-01',
    notice:
      'New are: help from whoever runs the server, only as far as you grant it; what happens when the law demands data or a breach concerns you; freezing the account; one file with everything, and what a backup that is put back can and cannot bring back. Nothing is collected that was not before, beside what you ask for help, what you were told, and the subjects of the mails you were sent.',
    sha256: 'd8a6db4b052766696eae8e9a1bade6c671d3421c1c209a14ff24bff267642bc2',
  },
  {
    text: 'terms',
    version: '3',
    date: '2026-11-22',
    effective: '2026-12-01',
    notice: 'The terms say that changes are told a week before they hold.',
    sha256: 'b3d773fa4a8cee724bf2200505d8614516bef7057b2bcce0da6de812d8f62410',
  },
  {
    text: 'security',
    version: '5',
    date: '2026-11-22',
    effective: '2026-12-01',
    notice:
      'New are: TLS 1.3 alone, records of deletions and of what operators did that cannot be changed unseen, files that are never trusted, and how soon a report is answered.',
    sha256: '956719689a1fee59e0cb414191142bc80d99b11f68e0508457283df0d17cdc66',
  },
  {
    text: 'privacy',
    version: '9',
    date: '2026-11-22',
    effective: '2026-12-01',
    notice:
      'Said more plainly: what an employer can see, what stays when an account is gone, what whoever runs a server without mail can open, and when a notice reaches you in the app alone. Nothing more is kept than before.',
    sha256: '104a7b8d50cc252f03c8ade6aa6088e71fa68459ba199e8c5e1596f950ede56b',
  },
  {
    text: 'security',
    version: '6',
    date: '2026-11-22',
    effective: '2026-12-01',
    notice:
      'Said more plainly: who can make a link to a new password where a server sends no mail, and what that does not protect from.',
    sha256: '2970ddba793f0b91322ee36edcd27caa844100eb0c4872ec95cb1fb7b8cd657b',
  },
];

export const archive: Archive = { versions, textOf };
