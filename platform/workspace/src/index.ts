/** The door of the workspace. */
export * from './door.ts';
export { createWorkspaces, defaultLimits, type Keys, type Limits, type WorkspacesOptions } from './workspaces.ts';
export { BadUpgrade } from './record.ts';
export * from './search/door.ts';
export { createSearch, type CreateSearchOptions } from './search/search.ts';
