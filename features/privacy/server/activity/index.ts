/** The activity log: what was done in an account, for its owner to read. See [Note: Activity log]. */
export { recordActivity } from './append.ts';
export type { Deed } from './chain.ts';
export { examineActivity, faultsOfActivity, readActivity } from './read.ts';
