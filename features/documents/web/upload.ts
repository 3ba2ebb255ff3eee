/** Sends a file and says how far it has come: what `fetch` cannot say of a body. */
import { type CallOf, type Endpoint, Problem, urlOf } from '@sotto/contract';
import type { addVersion, createDocument, DocumentView } from '../api.ts';
import { sentAs } from './file-type.ts';

export interface Upload<E extends Endpoint> {
  readonly file: File;
  readonly call: Omit<CallOf<E>, 'body' | 'type'>;
  /** From 0 to 1. */
  readonly onProgress: (part: number) => void;
}

/** The document as it is with the file. Rejects with a `Problem`, as the client does. */
export function uploadFile<E extends typeof createDocument | typeof addVersion>(
  endpoint: E,
  { file, call, onProgress }: Upload<E>,
): Promise<DocumentView> {
  const { params = {}, query = {} } = call as { params?: object; query?: object };
  const { promise, resolve, reject } = Promise.withResolvers<DocumentView>();
  const request = new XMLHttpRequest();
  request.open(endpoint.method, urlOf(endpoint, params, query));
  request.setRequestHeader('content-type', sentAs(file));
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
  request.addEventListener('load', () => {
    // Safe: the server answers by its contract.
    if (request.status === 201) resolve(request.response as DocumentView);
    else reject(Problem.fromBody(request.response) ?? new Problem('unexpected'));
  });
  request.addEventListener('error', () => reject(new Problem('unavailable', { detail: 'The server did not answer.' })));
  request.send(file);
  return promise;
}
