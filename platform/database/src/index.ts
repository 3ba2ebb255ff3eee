export * from './door.ts';
export type * from './schema.ts';
