/** The door of the edge. */
export { askedBefore } from './asked-before.ts';
export * from './create-http.ts';
export * from './door.ts';
export { entityTag, isKnown } from './entity-tag.ts';
export { type ExtensionArchive, extensionListPath, readExtensionFiles } from './extension-files.ts';
export { fieldErrors, type FieldError } from './field-errors.ts';
export { createGate, type Gate } from './few-at-a-time.ts';
export { contentSecurityPolicy } from './headers.ts';
export * from './listen.ts';

export type { Document, HttpOptions } from './options.ts';
export { type Pace, createPace } from './pace.ts';
export { RoutesNotInOrder } from './route-table.ts';
export { serviceEndpoints } from './service.ts';
export { type HttpSetting, cookieName } from './setting.ts';
export { type WebFile, readWebFiles } from './web-files.ts';
