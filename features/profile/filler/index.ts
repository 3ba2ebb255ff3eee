/**
 * The door of the filler: what finds the fields of a form and fills those one has ticked. It runs inside somebody else's page,
 * in a world of its own there: `findFields(document, profile, occasion)` gives `Found` and changes nothing;
 * `fill(document, keys, resume)` gives `Filled`. Both in the same world, which remembers the fields between the two.
 */
export type { Filled, FormElsewhere, Found, GivenFile, Occasion, Reason, Source, Suggestion } from './suggestion.ts';
export { fill, findFields, placesOf } from './filler.ts';
