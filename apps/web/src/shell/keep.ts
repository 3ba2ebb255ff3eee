import type { RailPlace, Search } from '@sotto/ui/app';

/** The part of the present address that goes along to a place: the group one looks at. */
export function keep(place: Pick<RailPlace, 'keeps'>) {
  return (present: Search): Search => Object.fromEntries(Object.entries(present).filter(([name]) => place.keeps?.includes(name)));
}
