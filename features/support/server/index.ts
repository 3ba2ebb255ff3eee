/** The door of support on the server: help from the operator by grants their owner gives, and accounts their owners froze. It owns no records. */
import type { Feature } from '@sotto/runtime';
import { supportRoutes } from './routes.ts';

export { answerHelp } from './answering.ts';
export { type Grant, openGrants } from './grants.ts';
export { type AtDesk, NotGranted, type Read, readUnderGrant } from './reading.ts';
export { listHelpOf } from './viewing.ts';

export const supportFeature: Feature = {
  name: 'support',
  start: (platform) => ({ routes: supportRoutes(platform) }),
};
