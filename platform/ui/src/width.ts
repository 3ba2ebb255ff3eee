/** The one width below which a thing is laid out for a phone. Style sheets say the same number. */
const phone = '(max-width: 767px)';

export function isPhone(): boolean {
  return matchMedia(phone).matches;
}
