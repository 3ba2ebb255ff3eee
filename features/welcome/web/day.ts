/** A calendar date moved by whole days. Here and not from the domain, whose arithmetic is heavier than this view. */
export function addDaysTo(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
