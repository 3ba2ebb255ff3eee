/** Pay by the year in words, with the way it was worked out. */
import { yearlyPay, type Compensation } from '@sotto/domain';
import type { Format } from '@sotto/features/settings/web';
import { texts } from './texts.ts';

/** `€68,000` and `× 40 hours a week (taken for granted) × 52 weeks`. `null`: it cannot be worked out. */
export function yearlyInWords(
  format: Format,
  pay: Compensation | null,
): { readonly amount: string; readonly way: string } | null {
  const yearly = yearlyPay(pay);
  if (yearly === null) return null;
  const way = yearly.steps.map(({ by, of, assumed }) => {
    const step = `× ${format.number(by)} ${texts.steps[of]}`;
    return assumed ? `${step} (${texts.assumed})` : step;
  });
  // `pay` writes one amount once.
  const max = yearly.max === yearly.min ? null : yearly.max;
  return { amount: format.pay({ ...yearly, max: max ?? yearly.min }), way: way.length === 0 ? texts.asStated : way.join(' ') };
}
