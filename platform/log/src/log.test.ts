import { expect, test } from 'vitest';
import { createConsole, createLog } from './index.ts';

function recorder() {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { destination, lines, entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('an event is one line with level, UTC time, event and fields', () => {
  const { destination, entries } = recorder();
  createLog({ destination }).info('answered', { route: '/api/v1/groups', status: 200, durationMs: 3 });
  expect(entries()).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      event: 'answered',
      route: '/api/v1/groups',
      status: 200,
      durationMs: 3,
    },
  ]);
});

test('a field outside the allow-list is not written, also when the types are gone round', () => {
  const { destination, entries, lines } = recorder();
  const smuggled = { route: '/x', email: 'canary@example.org', status: 'canary', count: { canary: 1 } } as unknown as {
    route: string;
  };
  createLog({ destination }).warn('odd', smuggled);
  expect(Object.keys(entries()[0] ?? {})).toEqual(['level', 'time', 'route', 'event']);
  expect(lines.join('')).not.toContain('canary');
});

test('a field of the allow-list is written (control)', () => {
  const { destination, lines } = recorder();
  createLog({ destination }).warn('odd', { outcome: 'canary' });
  expect(lines.join('')).toContain('canary');
});

test('an error is told by class, code and place, never by message', () => {
  const { destination, entries, lines } = recorder();
  const cause = Object.assign(new TypeError('canary\n    at canary (/canary/src/a.ts:1:1)'), {
    code: 'SQLITE_FULL',
    detail: 'canary',
  });
  createLog({ destination }).error('failed', { cause, job: 'sweep' });
  expect(entries()[0]).toMatchObject({
    level: 'error',
    job: 'sweep',
    error: 'TypeError SQLITE_FULL',
    where: expect.stringMatching(/^platform\/log\/src\/log\.test\.ts:\d+$/),
  });
  expect(lines.join('')).not.toContain('canary');
});

test('a thrown value that is no error is told by its type', () => {
  const { destination, entries } = recorder();
  createLog({ destination }).error('failed', { cause: 'canary' });
  expect(entries()[0]).toMatchObject({ error: 'string' });
});

test('a code that may hold a value is left out', () => {
  const { destination, entries } = recorder();
  createLog({ destination }).error('failed', { cause: Object.assign(new Error('x'), { code: 'Jane Doe' }) });
  expect(entries()[0]).toMatchObject({ error: 'Error' });
});

test('events below the level are not written', () => {
  const { destination, lines } = recorder();
  createLog({ destination, level: 'error' }).info('answered');
  expect(lines).toEqual([]);
});

test('a line of the console stays one line and steers no terminal', () => {
  const out = recorder();
  const err = recorder();
  const console = createConsole({ out: out.destination, err: err.destination });
  console.say('Sotto runs.\n\u001b[2Jtwice');
  console.warn('Careful.');
  expect(out.lines).toEqual(['Sotto runs. [2Jtwice\n']);
  expect(err.lines).toEqual(['Careful.\n']);
});
