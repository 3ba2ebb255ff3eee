/** What a person is told of a disclosure. */
import type { Notice } from '@sotto/features/notices/server';
import type { Disclosure } from './disclosures.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Without its id: whoever tells says which case it is. */
export function noticeOf({ demand, at, counts }: Disclosure): Omit<Notice, 'id'> {
  const { reference, jurisdiction, fields, quietUntil } = demand;
  const listed = byList(fields, counts);
  return {
    kind: 'disclosure',
    title: 'Something you keep here was handed over by law',
    paragraphs: [
      `On ${day.format(at)}, whoever runs this Sotto had to hand over something of yours: the law left no choice, and two operators put their names to it.`,
      `The demand is called ${reference} and comes from ${jurisdiction}.`,
      `What was handed over, and how many values of each: ${shortened(listed)}. Nothing else was opened.`,
      ...(quietUntil === null ? [] : [`The law forbade telling you before ${day.format(quietUntil)}.`]),
    ],
    link: { path: '/settings/privacy', label: 'What we hold about you' },
  };
}

/** `groups: name (3), id (3)`. Not as the console names them: with a dot between, mail programs would make links of them. */
function byList(fields: readonly string[], counts: Readonly<Record<string, number>>): string {
  const lists = Map.groupBy(fields, (field) => field.slice(0, field.indexOf('.')));
  return [...lists]
    .map(
      ([list, each]) => `${list}: ${each.map((field) => `${field.slice(list.length + 1)} (${counts[field] ?? 0})`).join(', ')}`,
    )
    .join('; ');
}

/** A notice has room for a few lines. All of it stands in what we hold about them. */
function shortened(listed: string): string {
  const most = 1500;
  return listed.length <= most ? listed : `${listed.slice(0, most)} and more`;
}
