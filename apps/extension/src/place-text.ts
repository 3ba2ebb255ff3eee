/** A place as one line. The way back is in typed.ts. */
import type { Posting } from '@sotto/features/capture/api';

/** "Durham, NC, USA"; empty: no place is said. */
export function placeText(location: Posting['location']): string {
  if (location == null) return '';
  const { street1, street2, postalCode, city, region, country } = location;
  return [street1, street2, postalCode, city, region, country].filter((part) => part != null && part !== '').join(', ');
}
