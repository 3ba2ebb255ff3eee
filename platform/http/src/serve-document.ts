/** Everything outside the API: pages, files, and for whoever navigates anywhere else the web app, which knows its own addresses. */
import { createHash } from 'node:crypto';
import { Problem } from '@sotto/contract';
import type { Edge } from './edge.ts';
import { entityTag, isKnown } from './entity-tag.ts';
import type { Document } from './options.ts';
import { type HeaderReader, fromHere, isNavigation } from './origin.ts';
import type { Exchange } from './reply.ts';
import { refuseMethod } from './serve-route.ts';
import type { WebFile } from './web-files.ts';

export async function serveDocument(edge: Edge, request: Request, path: string, exchange: Exchange): Promise<Response> {
  const header: HeaderReader = (name) => request.headers.get(name);
  const navigation = isNavigation(request.method, header);
  const signedIn = edge.cookie.read(header('cookie')) !== null;
  const page = edge.pages?.find((each) => each.path === path && !(each.signedOutOnly && signedIn));
  const file = edge.files?.get(path);
  if (path.startsWith('/api/')) throw new Problem('not-found');
  if ((page || file) && request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod(edge, exchange, ['GET']);
  if (!fromHere(header) && !navigation) throw new Problem('cross-site');
  if (page) return servePage(edge, exchange, header, page);
  const found = file ?? (navigation ? edge.files?.get('/index.html') : undefined);
  if (found) return serveFile(edge, exchange, header, found);
  throw new Problem('not-found');
}

async function servePage(edge: Edge, exchange: Exchange, header: HeaderReader, page: Document): Promise<Response> {
  const { type, body } = await page.render();
  const etag = entityTag(createHash('sha256').update(body).digest('base64url').slice(0, 22));
  const headers = { 'content-type': type, 'cache-control': 'no-cache', etag, ...(page.signedOutOnly && { vary: 'cookie' }) };
  if (isKnown(etag, header('if-none-match'))) return edge.reply.plain(exchange, 304, null, headers);
  return edge.reply.plain(exchange, 200, body, headers);
}

async function serveFile(edge: Edge, exchange: Exchange, header: HeaderReader, file: WebFile): Promise<Response> {
  const caching = file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
  const saving = file.saveAs === undefined ? {} : { 'content-disposition': `attachment; filename="${file.saveAs}"` };
  const headers = { 'content-type': file.type, 'cache-control': caching, etag: file.etag, vary: 'accept-encoding', ...saving };
  if (isKnown(file.etag, header('if-none-match'))) return edge.reply.plain(exchange, 304, null, headers);
  const { bytes, encoding } = await file.in(header('accept-encoding'));
  return edge.reply.plain(exchange, 200, bytes, encoding ? { ...headers, 'content-encoding': encoding } : headers);
}
