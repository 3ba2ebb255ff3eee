import { type MinorUnits, decimalsOf, toMinorUnits } from '@sotto/domain';

/** `60,000`, `60 000`, `60.000,50`, `60k` in minor units of `currency`; `null` when it is no amount. */
export function minorUnitsIn(text: string, currency: string): MinorUnits | null {
  const [, digits, thousand] = /^([\d.,\s'’]+?)\s*(k?)$/i.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const plain = digits.replaceAll(/[\s'’]/g, '');
  // The last mark divides decimals, unless exactly three digits follow it.
  const decimal = new RegExp(`^(.*)[.,](\\d{1,${Math.max(2, decimalsOf(currency))}})$`).exec(plain);
  const [whole, rest] = decimal && decimal[2]?.length !== 3 ? [decimal[1] ?? '', decimal[2] ?? ''] : [plain, ''];
  const bare = whole.replaceAll(/[.,]/g, '');
  if (!/^\d+$/.test(bare)) return null;
  return toMinorUnits(Number(`${bare}.${rest}`) * (thousand ? 1_000 : 1), currency);
}
