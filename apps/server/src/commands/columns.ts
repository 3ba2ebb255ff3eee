/** Lists on a console. */

/** A heading and rows, each column as wide as its widest cell. */
export function columns(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = heading.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [heading, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `812 bytes`, `48.3 kB`, `1.2 GB`: the first unit of which it is less than a thousand, as it is rounded. */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  let [value, unit] = [bytes / 1000, 1];
  for (; Number(value.toFixed(1)) >= 1000 && unit < units.length - 1; unit += 1) value /= 1000;
  return `${value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** `1 row`, `2 rows`. */
export function counted(count: number, one: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${one}s`;
}

/** `2026-11-21`, in UTC. */
export function dayOf(moment: number): string {
  return instantOf(moment).slice(0, 10);
}

/** `2026-11-21 14:30`, in UTC. */
export function minuteOf(moment: number): string {
  return instantOf(moment).slice(0, 16).replace('T', ' ');
}

/** A moment as programs read it: ISO-8601 in UTC. */
export function instantOf(moment: number): string {
  return new Date(moment).toISOString();
}
