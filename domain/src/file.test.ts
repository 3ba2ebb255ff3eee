import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileRef, fileNameOf, fileTypes } from './file.ts';

const bad = /[/\\:*?"<>|;%\p{Control}\p{Format}\p{Surrogate}]/u;
const good = /^[^.\s].*\.(pdf|docx|txt)$/;

describe('the name of a file', () => {
  test.for([
    ['Resume 2026.pdf', 'Resume 2026.pdf'],
    ['C:\\Users\\me\\Resume.exe', 'Resume.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['Lebenslauf Müller.v2.pdf', 'Lebenslauf Müller.v2.pdf'],
    ['履歴書.pdf', '履歴書.pdf'],
    ['cv\u202efdp.exe', 'cvfdp.pdf'],
    ['a"b;c\r\nSet-Cookie: x.pdf', 'a b c Set-Cookie x.pdf'],
    ['.htaccess', 'resume.pdf'],
    ['', 'resume.pdf'],
    ['/', 'resume.pdf'],
    ['con.pdf', 'resume.pdf'],
    ['\ud800.pdf', 'resume.pdf'],
    ['x'.repeat(1_000), `${'x'.repeat(60)}.pdf`],
  ] as const)('%j becomes %j', ([wanted, name]) => {
    expect(fileNameOf(wanted, fileTypes.pdf)).toBe(name);
  });

  test('never has anything in it that a header, a file system or an eye stumbles over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...Object.values(fileTypes)), (wanted, type) => {
        const name = fileNameOf(wanted, type);
        expect(bad.test(name)).toBe(false);
        expect(good.test(name)).toBe(true);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
        expect(FileRef.shape.name.safeParse(name).success).toBe(true);
        expect(fileNameOf(name, type)).toBe(name);
      }),
    );
  });
});
