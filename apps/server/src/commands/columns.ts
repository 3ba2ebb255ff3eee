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

/** `2026-11-21`, in UTC. */
export function dayOf(moment: number): string {
  return instantOf(moment).slice(0, 10);
}

/** A moment as programs read it: ISO-8601 in UTC. */
export function instantOf(moment: number): string {
  return new Date(moment).toISOString();
}
