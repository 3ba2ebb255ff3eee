/** The table of seeded breaks as a page of docs: what was broken, which proof was to fail, and whether it did. */
import type { Break } from '@sotto/promises/breaks';
import { type BreakResult, publishedProofs, sentencesOf } from '@sotto/promises/proofs';

export function tableOf(breaks: readonly Break[], results: Readonly<Record<string, BreakResult>>): string {
  const run = breaks.filter(({ id }) => results[id] !== undefined);
  const noticed = run.filter(({ id }) => results[id]?.outcome === 'noticed');
  const head = [
    '# Seeded breaks',
    '',
    'Each is a fault put into a copy of the product on purpose; the proof beside it has to fail there, and passes in the same copy',
    'without it. Written by `npm run promises:break`; the faults are in [promises/breaks](../promises/breaks).',
    '',
    `${breaks.length} breaks for ${new Set(breaks.flatMap(({ proofs }) => proofs)).size} of ${publishedProofs().length} proofs. ` +
      `Run as they are now: ${run.length}. Noticed: ${noticed.length}. Not run since they were written or changed: ${breaks.length - run.length}.`,
    '',
    '| sentences | break | proof | outcome | run |',
    '| --- | --- | --- | --- | --- |',
  ];
  const lines = breaks.map((each) => {
    const result = results[each.id];
    const sentences = [...new Set(each.proofs.flatMap(sentencesOf))].join(', ');
    const ran = result ? `${result.on}, ${result.commit}, ${result.seconds} s` : '';
    const cells = [
      sentences,
      `${each.fault} (\`${each.id}\`, ${[...new Set(each.edits.map(({ file }) => file))].join(', ')})`,
      each.proofs.join('; '),
      result?.outcome ?? 'not run',
      ran,
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  });
  return `${[...head, ...lines].join('\n')}\n`;
}
