/**
 * Money: whole minor units and an ISO 4217 code, never a fraction.
 *
 * Alphabet of the domain. No exchange rates: two currencies are not compared.
 */
import { z } from 'zod';
import { limits } from './text.ts';

/** An ISO 4217 code in capitals. Any three letters are taken, so that a currency of tomorrow needs no release. */
export const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/, { error: 'This is not a currency code such as EUR.' });
export type Currency = z.infer<typeof Currency>;

/** An amount in minor units of its currency (cents of EUR, yen of JPY, fils of KWD), not negative. */
export const MinorUnits = z.int().min(0).max(limits.amount);
export type MinorUnits = z.infer<typeof MinorUnits>;

/** Currencies that do not have two decimals. Source: ISO 4217, list one, column "minor units". */
const decimalsByCurrency: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

/** Decimals of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD; 2 for a code we do not know. */
export function decimalsOf(currency: Currency): number {
  return decimalsByCurrency[currency] ?? 2;
}

/**
 * Minor units of an amount written in whole units: `1234.5` EUR is `123450`.
 *
 * Rounded half up to the minor unit. `null`: negative, not finite, or more than is taken.
 */
export function toMinorUnits(amount: number, currency: Currency): MinorUnits | null {
  const decimals = decimalsOf(currency);
  // Through text, since 1.005 * 100 is 100.49999999999999.
  const minor = Math.round(Number(`${amount}e${decimals}`));
  return Number.isSafeInteger(minor) && minor >= 0 && minor <= limits.amount ? minor : null;
}

/** An amount in whole units as plain digits with a point: `123450` EUR is `1234.50`. For CSV and forms, not for prose. */
export function minorUnitsToDecimal(minor: MinorUnits, currency: Currency): string {
  const decimals = decimalsOf(currency);
  if (decimals === 0) return String(minor);
  const digits = String(minor).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
