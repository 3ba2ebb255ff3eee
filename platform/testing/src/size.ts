/** How much a test does: a tenth of the figures of the design in everyday runs, all of it with `SOTTO_FULL=1`. */
export const isFull = process.env['SOTTO_FULL'] === '1';

/** @example const kills = sized({ everyday: 3, full: 30 }); */
export function sized({ everyday, full }: { readonly everyday: number; readonly full: number }): number {
  return isFull ? full : everyday;
}
