/** The door of the workspace. */
export * from './door.ts';
export { createWorkspaces, defaultLimits, type Keys, type Limits, type WorkspacesOptions } from './workspaces.ts';
export { BadUpgrade } from './record.ts';
