import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { type Socket, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PortTaken } from './listen.ts';
import { oneRoute, raw, startHttp } from './testing.ts';

describe('bytes that are no request', () => {
  const host = (port: number) => `Host: localhost:${port}\r\n`;

  test.each([
    [
      'two lengths that differ',
      'POST /api/v1/account/sign-in HTTP/1.1\r\n<host>Content-Length: 5\r\nContent-Length: 6\r\n\r\nhelloX',
    ],
    [
      'a length and chunks',
      'POST /api/v1/account/sign-in HTTP/1.1\r\n<host>Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n<host>\r\n',
    ],
    [
      'chunks that are named twice',
      'POST /api/v1/account/sign-in HTTP/1.1\r\n<host>Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n',
    ],
    ['an encoding nobody knows', 'POST /api/v1/account/sign-in HTTP/1.1\r\n<host>Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
    [
      'a broken chunk',
      'POST /api/v1/account/sign-in HTTP/1.1\r\n<host>Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n',
    ],
    ['a negative length', 'POST /api/v1/account/sign-in HTTP/1.1\r\n<host>Content-Length: -1\r\n\r\n'],
    ['a header with a space in its name', 'GET /healthz HTTP/1.1\r\n<host>Content Length: 5\r\n\r\n'],
    ['a folded header', 'GET /healthz HTTP/1.1\r\n<host>X-A: 1\r\n  2\r\nTransfer-Encoding : chunked\r\n\r\n'],
    ['an absolute address', 'GET http://evil.test/healthz HTTP/1.1\r\n<host>Connection: close\r\n\r\n'],
    ['noise', '\u0016\u0003\u0001 hello\r\n\r\n'],
  ])('%s: refused with our headers, and the connection closed', async (_, bytes) => {
    await using server = await startHttp();
    const answer = await raw(server.port, bytes.replaceAll('<host>', host(server.port)));
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.toLowerCase()).toContain('content-security-policy:');
    expect(answer.toLowerCase()).toContain('connection: close');
    // One answer: nothing that followed was taken for a request of its own.
    expect(answer.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
  });

  test('headers beyond all measure are refused', async () => {
    await using server = await startHttp();
    const answer = await raw(server.port, `GET /healthz HTTP/1.1\r\n${host(server.port)}X-Long: ${'a'.repeat(70_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('an expectation nobody meets is refused', async () => {
    await using server = await startHttp();
    const answer = await raw(
      server.port,
      `GET /healthz HTTP/1.1\r\n${host(server.port)}Expect: miracles\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('two requests in one packet get two answers, in order', async () => {
    await using server = await startHttp();
    const answer = await raw(
      server.port,
      `GET /healthz HTTP/1.1\r\n${host(server.port)}\r\nGET /nothing HTTP/1.1\r\n${host(server.port)}Connection: close\r\n\r\n`,
    );
    expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '404']);
  });
});

describe('what does not come in time', () => {
  test.each([
    ['a head', 'GET /healthz HTTP/1.1\r\n<host>X-Long: ', 'X'],
    [
      'a body',
      'POST /api/v1/notes/import HTTP/1.1\r\n<host>Origin: http://localhost:<port>\r\nCookie: sotto_session_<port>=fresh\r\nContent-Type: text/csv\r\nContent-Length: 900\r\n\r\n',
      'x',
    ],
  ])('%s: is told so, and cut off even if the sender goes on and closes nothing', async (_, begun, more) => {
    await using server = await startHttp({}, { requestMs: 200 });
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    let answer = '';
    socket.setEncoding('latin1').on('data', (text) => (answer += text));
    // Writing to what the other side has cut off is an error, and what this waits for.
    socket.on('error', () => null);
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.write(begun.replace('<host>', `Host: localhost:${server.port}\r\n`).replaceAll('<port>', String(server.port)));
    const goingOn = setInterval(() => socket.write(more), 20);
    await closed;
    clearInterval(goingOn);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('This took too long to arrive.');
  });
});

describe('the end', () => {
  test('requests under way finish, later ones are not taken, and whoever was answered was answered whole', async () => {
    const arrived = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const slow = oneRoute(async () => {
      arrived.resolve();
      await goOn.promise;
      return { status: 200, body: { fine: true } };
    });
    const server = await startHttp({ routes: [slow] });
    const answer = server.fetch('/api/v1/one');
    await arrived.promise;
    const closed = server.close();
    await expect(refused(server.port)).resolves.toBe('ECONNREFUSED');
    goOn.resolve();
    const response = await answer;
    expect([response.status, await response.json()]).toEqual([200, { fine: true }]);
    await closed;
  });

  test('a connection kept open for later does not hold it up', async () => {
    const server = await startHttp();
    const socket = await keptOpen(server.port);
    await server.close();
    expect(await ended(socket)).toBe(true);
  });

  test('what does not finish within the grace is cut off', async () => {
    const never = oneRoute(() => new Promise(() => {}));
    const server = await startHttp({ routes: [never] }, { graceMs: 50 });
    const answer = server.fetch('/api/v1/one').then(
      () => 'answered',
      () => 'cut off',
    );
    await server.fetch('/healthz');
    await server.close();
    expect(await answer).toBe('cut off');
  });

  test('ending twice is ending once', async () => {
    const server = await startHttp();
    expect(server.close()).toBe(server.close());
    await server.close();
  });
});

test('a port that is taken is told by its own error', async () => {
  await using server = await startHttp();
  await expect(startHttp({}, { port: server.port })).rejects.toEqual(new PortTaken(server.port));
});

describe('TLS', () => {
  let folder: string;
  let tls: { certificate: Buffer; key: Buffer };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sotto-tls-'));
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=sotto.example',
        ...files,
      ],
      { stdio: 'ignore' },
    );
    tls = { certificate: readFileSync(join(folder, 'cert.pem')), key: readFileSync(join(folder, 'key.pem')) };
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const setting = { origin: 'https://sotto.example', loopback: false, trustedProxies: [] };

  test('1.3 is spoken, 1.2 is refused by the server, plain HTTP gets no answer', async () => {
    await using server = await startHttp({ setting }, { tls });
    expect(await handshake(server.port, { minVersion: 'TLSv1.3' })).toBe('TLSv1.3');
    // Alert 70, protocol_version: the server's own refusal, not that of this client's settings.
    expect(await handshake(server.port, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' })).toMatch(/ALERT_PROTOCOL_VERSION/);
    expect(
      await raw(server.port, 'POST /api/v1/account/sign-in HTTP/1.1\r\nHost: sotto.example\r\n\r\n').catch(() => ''),
    ).not.toContain('200');
  });

  test('an answer over TLS keeps browsers to it for two years', async () => {
    await using server = await startHttp({ setting }, { tls });
    const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
    request(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/healthz',
        servername: 'sotto.example',
        headers: { host: 'sotto.example' },
        rejectUnauthorized: false,
        agent: false,
      },
      (answer) => {
        answer.resume();
        resolve(answer.headers['strict-transport-security']);
      },
    )
      .on('error', reject)
      .end();
    expect(await promise).toBe('max-age=63072000; includeSubDomains');
  });
});

function handshake(
  port: number,
  versions: { minVersion?: 'TLSv1.2' | 'TLSv1.3'; maxVersion?: 'TLSv1.2' },
): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connectTls(
      { port, host: '127.0.0.1', servername: 'sotto.example', rejectUnauthorized: false, ...versions },
      () => {
        resolve(socket.getProtocol());
        socket.destroy();
      },
    );
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

function refused(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve('connected'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
}

/** A connection that has had one answer and stays. */
function keptOpen(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`GET /healthz HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`));
    socket.once('data', () => resolve(socket)).on('error', reject);
  });
}

function ended(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    if (socket.closed || socket.readableEnded) resolve(true);
    socket.resume().on('close', () => resolve(true));
  });
}
