/** What was measured, with its goal beside it: the table on the console and `bench/latest.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

export type Unit = 'ms' | 's' | '/s' | '×' | '%' | 'MB' | 'kB' | 'points' | 'px' | 'bytes';

/** One number. Without a goal it is there to be compared with. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Figures of one piece of work. */
export interface Row {
  readonly work: string;
  readonly figures: readonly Figure[];
  /** How it was taken, where the name alone would mislead; or why it could not be. */
  readonly how?: string;
}

/** Whether the figure reaches its goal; `null`: it has none. */
export function reaches({ value, atMost, atLeast }: Figure): boolean | null {
  if (atMost === undefined && atLeast === undefined) return null;
  return value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity);
}

const widths = { work: 46, figure: 26, value: 13, goal: 13 };

export function printRow({ work, figures, how }: Row): void {
  const lines = figures.map((figure, place) =>
    [
      (place === 0 ? work : '').padEnd(widths.work),
      figure.name.padEnd(widths.figure),
      withUnit(figure.value, figure.unit).padStart(widths.value),
      goalOf(figure).padStart(widths.goal),
      { true: '  reached', false: '  MISSED', null: '' }[String(reaches(figure))] ?? '',
    ].join(' '),
  );
  if (figures.length === 0) lines.push(work);
  if (how !== undefined) lines.push(`${' '.repeat(widths.work + 1)}(${how})`);
  process.stdout.write(`${lines.map((line) => line.trimEnd()).join('\n')}\n`);
}

export function printHead(): void {
  const { work, figure, value, goal } = widths;
  const head = ['work'.padEnd(work), 'figure'.padEnd(figure), 'measured'.padStart(value), 'goal'.padStart(goal)].join(' ');
  process.stdout.write(`${head}\n${'-'.repeat(head.length + 10)}\n`);
}

/** Replaces what was measured last. */
export function saveReport(root: string, rows: readonly Row[], startedAt: Date): void {
  const folder = join(root, 'bench');
  mkdirSync(folder, { recursive: true });
  const machine = { cores: cpus().length, processor: cpus()[0]?.model ?? '', loadAtEnd: loadavg(), node: process.version };
  const judged = rows.map((row) => ({ ...row, figures: row.figures.map((figure) => ({ ...figure, reached: reaches(figure) })) }));
  const report = { startedAt: startedAt.toISOString(), machine, rows: judged };
  writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(report, null, 2)}\n`);
}

function goalOf({ atMost, atLeast, unit }: Figure): string {
  if (atMost !== undefined) return `≤ ${withUnit(atMost, unit)}`;
  return atLeast === undefined ? '' : `≥ ${withUnit(atLeast, unit)}`;
}

function withUnit(value: number, unit: Unit): string {
  const maximumFractionDigits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const number = value.toLocaleString('en', { maximumFractionDigits });
  return unit === '/s' ? `${number}${unit}` : `${number} ${unit}`;
}
