/** Days and moments in notices: in UTC, for one text goes to everybody. */

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `22 November 2026`. */
export function dayInWords(at: number): string {
  return day.format(at);
}
