import type { Place } from '@sotto/ui/app';

/** The part of the present address that goes along to a place: the group one looks at. */
export function keep(place: Pick<Place, 'keeps'>) {
  return (present: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries((place.keeps ?? []).filter((name) => present[name] !== undefined).map((name) => [name, present[name]]));
}
