/** Faults in what operators may do, what people are told, and what the law may reach. */
import { type Break, breakOf } from './break.ts';

const support = 'features/support/server';
const notices = 'features/notices/server';
const desk = 'apps/server/src/commands';

export const handsBreaks: readonly Break[] = [
  breakOf(
    'link-by-one-operator',
    'Whoever began a case for a link to an account approves it themselves',
    {
      file: `${desk}/approve.ts`,
      find: "if (by === 'system' || by === file.openedBy)",
      replace: "if (by === 'system')",
    },
    'apps/server/src/commands/reset.test.ts: one operator alone gets no link to an account; when another has approved it they do, once, and its owner is told',
  ),
  {
    id: 'grant-for-everyone',
    fault: 'A grant to one operator lets every operator read',
    edits: [
      {
        file: 'domain/src/support.ts',
        find: "  return grant.operator === operator || (grant.operator === null && state === 'waiting');",
        replace: '  return operator.length > 0 && state.length > 0;',
      },
      {
        file: `${support}/grants.ts`,
        find: "    .where((row) => row.or([row('operator', '=', operator), ...(waiting ? [row('operator', 'is', null)] : [])]));",
        replace: "    .where('user_id', '=', grant.userId);",
      },
    ],
    proofs: [
      'features/support/server/support.test.ts: opens nothing to another operator, of another kind, or under an id that is none',
    ],
  },
  {
    id: 'operator-list-shows-addresses',
    fault: 'A command shows the addresses of all accounts to whoever runs the server',
    edits: [
      {
        file: `${desk}/users.ts`,
        find: 'json: { items: page.map(itemOf), next },',
        replace:
          "json: { items: await Promise.all(page.map(async (each) => ({ ...itemOf(each), address: await readAddress(platform, open(each.userId, 'account')) }))), next },",
      },
      { file: `${desk}/users.ts`, find: 'import { deleteAccountOf,', replace: 'import { readAddress, deleteAccountOf,' },
    ],
    proofs: [
      'apps/server/src/commands/grants.test.ts: without one no route and no command opens anything: all of them are tried, and 0 of what was typed is found',
    ],
  },
  {
    id: 'help-never-lapses',
    fault: 'A request for help that nobody took up goes on for twice its time and more',
    edits: [
      {
        file: 'domain/src/support.ts',
        find: "  return now < lapsesAt ? 'waiting' : 'lapsed';",
        replace: "  return now < lapsesAt * 2 ? 'waiting' : 'lapsed';",
      },
      {
        file: `${support}/grants.ts`,
        find: "base.where('until_at', 'is', null).where('lapses_at', '>', now())",
        replace: "base.where('until_at', 'is', null)",
      },
    ],
    proofs: [
      'features/support/server/support.test.ts: lapses after twelve hours, and ends an hour after it was taken up, to the moment',
    ],
  },
  {
    id: 'revoking-forgotten',
    fault: 'A grant that was revoked is read under all the same',
    edits: [
      { file: 'domain/src/support.ts', find: "  if (endedAt !== null) return 'revoked';\n", replace: '' },
      {
        file: `${support}/grants.ts`,
        find: "    .where('id', '=', grant.id)\n    .where('ended_at', 'is', null)\n",
        replace: "    .where('id', '=', grant.id)\n",
      },
    ],
    proofs: ['features/support/server/support.test.ts: is over at once when it is %s, whether it waits or is open'],
  },
  breakOf(
    'read-unshown',
    'What an operator reads is not shown to whoever granted it',
    {
      file: `${support}/reading.ts`,
      find: "    await appendEntry(platform, data, grant, { what: 'read', operator: operator.id, content: { read } }),\n",
      replace: '',
    },
    'features/support/server/support.test.ts: is read as far as it was granted, and each read is shown to whoever granted it',
  ),
  breakOf(
    'reminded-while-frozen',
    'Reminders go on while an account is frozen',
    {
      file: 'features/reminders/server/ledger.ts',
      find: '  return row && haltOf(row) === null;',
      replace: '  return row && haltOf({ ...row, frozen_at: null }) === null;',
    },
    'apps/server/src/frozen.test.ts: is passed by by every job, told nothing but what concerns its safety, and all of it comes back when it is thawed',
  ),
  breakOf(
    'freezing-does-nothing',
    'A frozen account is changed like any other',
    {
      file: 'platform/http/src/door.ts',
      find: "  return row.frozen_at === null ? null : 'frozen';",
      replace: '  return null;',
    },
    'apps/server/src/frozen.test.ts: is read and exported by its owner, and changed by nobody until it is thawed; frozen once, it is told once',
  ),
  breakOf(
    'whole-records-handed-over',
    'A package for a demand holds whole records in the place of the named fields',
    {
      file: 'features/legal/server/package.ts',
      find: 'const there = named.filter((property) => item[property] !== undefined && item[property] !== null);',
      replace: 'const there = Object.keys(item).filter((property) => item[property] !== undefined && item[property] !== null);',
    },
    'apps/server/src/commands/legal.test.ts: gives the named fields of one person, nothing else of theirs and nothing of anyone else',
  ),
  breakOf(
    'negotiable-will-do',
    'A demand that leaves room to negotiate is carried out',
    {
      file: `${desk}/legal.ts`,
      find: "if (flags['binding'] === undefined || flags['non-negotiable'] === undefined)",
      replace: "if (flags['binding'] === undefined)",
    },
    'apps/server/src/commands/legal.test.ts: is refused without each of its flags, for another place’s courts, and until another operator has approved exactly it',
  ),
  breakOf(
    'never-told-of-a-demand',
    'Whom an order kept from being told is never told',
    {
      file: 'features/legal/server/disclosures.ts',
      find: '(demand.quietUntil ?? 0) > now',
      replace: 'demand.quietUntil !== null',
    },
    'apps/server/src/commands/legal.test.ts: is told to its person at once, or on the day until which an order forbids it',
  ),
  breakOf(
    'counts-of-one',
    'Counts are told that a single person stands behind',
    { file: `${desk}/stats.ts`, find: 'const fewest = 10;', replace: 'const fewest = 1;' },
    'apps/server/src/commands/stats.test.ts: counts without opening anything, tells no number that fewer than ten people stand behind, and nobody’s id or word',
  ),
  breakOf(
    'requests-called-too-late',
    'A request that is due in a month is called for after it',
    {
      file: 'features/legal/server/deadlines.ts',
      find: '[receivedAt + 20 * dayMs, receivedAt + 27 * dayMs]',
      replace: '[receivedAt + 40 * dayMs, receivedAt + 47 * dayMs]',
    },
    'apps/server/src/commands/deadlines.test.ts: is due in one month, called for on its 20th and 27th day, and silent once it is answered',
  ),
  breakOf(
    'reports-called-too-late',
    'The report of a weakness may wait for three days',
    {
      file: 'features/legal/server/deadlines.ts',
      find: 'const reportHours = { called: 12, late: 20, due: 24 };',
      replace: 'const reportHours = { called: 48, late: 60, due: 72 };',
    },
    'apps/server/src/commands/deadlines.test.ts: of a weakness is due in a day, called for after 12 and after 20 hours',
  ),
  breakOf(
    'nobody-calls',
    'What must be answered is called for by nobody; only `doctor` knows, when it is asked',
    {
      file: 'features/legal/server/calls.ts',
      find: '  if (due.length === 0) return;',
      replace: '  if (due.length < 9) return;',
    },
    'apps/server/src/commands/deadlines.test.ts: is due in one month, called for on its 20th and 27th day, and silent once it is answered',
    'apps/server/src/commands/deadlines.test.ts: of a weakness is due in a day, called for after 12 and after 20 hours',
  ),
  breakOf(
    'breach-told-to-newcomers',
    'A breach is told to people who came after it',
    { file: `${notices}/everyone.ts`, find: 'createdAt < begunBefore &&', replace: '' },
    'features/notices/server/breaches.test.ts: everyone it concerns is told once, disabled or not, and nobody else',
  ),
  breakOf(
    'breach-clock-slow',
    'The clock of a breach runs at half its speed',
    {
      file: `${notices}/breach-clock.ts`,
      find: 'now >= knownAt + hours * hourMs',
      replace: 'now >= knownAt + 2 * hours * hourMs',
    },
    'features/notices/server/breaches.test.ts: the operator is alarmed at 24, 48 and 66 hours, once each, until the authority was told',
  ),
  breakOf(
    'agencies-forgotten',
    'A breach of thousands is closed without the reporting agencies',
    {
      file: `${notices}/breaches.ts`,
      find: 'impacted > agenciesAbove && agencies === null',
      replace: 'impacted < 0 && agencies === null',
    },
    'features/notices/server/breaches.test.ts: it is closed only with every duty done or a reason, and then forgets whom it concerned',
  ),
  breakOf(
    'operators-words-unread',
    'What an operator writes to people about a breach is held to no rule',
    {
      file: `${notices}/breach-notice.ts`,
      find: "return faultsOfLetter(letterOf('someone@example.org', content.data, { ...setting, contact: null }), setting.origin);",
      replace: 'return faultsOfLetter.length > 9 ? [letterOf.name, setting.origin] : [];',
    },
    'apps/server/src/commands/breaches.test.ts: refuses when %s, and writes nothing down',
  ),
  breakOf(
    'one-id-for-all',
    'A notice lies under the same id for everybody who was told it',
    {
      file: `${notices}/notify.ts`,
      find: "vault.blind('notice', `${userId} ${id}`)",
      replace: "vault.blind('notice', userId === '' ? '' : id)",
    },
    'features/notices/server/notices.test.ts: a notice is sealed, under another id for everybody, and goes with the account',
  ),
  breakOf(
    'changes-untold-to-all',
    'A changed text is taken for told when it is published',
    {
      file: `${notices}/policy.ts`,
      find: 'announced_at: atOnce || notice === undefined ? publishedAt : null,',
      replace: 'announced_at: notice === null ? null : publishedAt,',
    },
    'features/notices/server/policy.test.ts: are told to everybody before they hold, in one notice and one mail each, whoever publishes and however often',
  ),
  breakOf(
    'told-the-day-before',
    'A changed text holds on the next day',
    { file: `${notices}/policy.ts`, find: '+ dayMs + leastNoticeMs', replace: '+ dayMs' },
    'features/notices/server/policy.test.ts: hold a week after they are told at the earliest, whatever day they name',
  ),
];
