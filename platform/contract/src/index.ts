/** The door of the contract: endpoints, problems, and the client that calls by them. */
export * from './client.ts';
export * from './endpoint.ts';
export * from './problem.ts';
