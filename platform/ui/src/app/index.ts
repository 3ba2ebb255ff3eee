/**
 * The ground of every screen: calling the server, saying what was done, keeping what was typed, keys, acts, titles.
 *
 * Knows nothing about job hunting and has no routes of its own; a feature describes itself to the shell by `WebFeature`.
 */
export * from './actions.ts';
export * from './address.ts';
export * from './api.tsx';
export * from './autosave.ts';
export { type ConflictWords, type SavedOver, type SavingOver, saveOver, saveOverTelling } from './conflict.ts';
export * from './Conflicts.tsx';
export * from './drafts.ts';
export * from './feature.ts';
export * from './field-error.ts';
export * from './list-state.ts';
export { type ListedChange, useChangeListed } from './listed.ts';
export { isSame, wayBack } from './merge.ts';
export * from './notices.ts';
export * from './Notices.tsx';
export * from './preferences.ts';
export { type RouteNode, type Search, hrefOf, parseSearch, searchText } from './route-match.ts';
export { go, place } from './history.ts';
export * from './router.tsx';
export * from './shortcuts.ts';
export * from './slots.ts';
export * from './store.ts';
export * from './title.ts';
export { whenLoaded } from './when-loaded.ts';
