/** The door of the workspace. */
export * from './door.ts';
export { createWorkspaces } from './workspaces.ts';
export { defaultLimits, type Keys, type Limits, type WorkspacesOptions } from './context.ts';
export { BadUpgrade } from './record.ts';
export * from './calendar.ts';
export * from './search/door.ts';
export { openToken, sealToken } from './tokens.ts';
export { createSearch, type CreateSearchOptions } from './search/search.ts';
