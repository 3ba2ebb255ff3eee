import { describe, expect, test } from 'vitest';
import { createPaths, safeName } from './names.ts';

describe('a name within the copy', () => {
  test.each([
    ['../../etc/passwd', 'etc passwd'],
    ['C:\\Users\\me', 'C Users me'],
    ['con', 'x'],
    ['NUL.txt', 'x'],
    ['  ..  ', 'x'],
    ['fdp\u202Eexe', 'fdpexe'],
    ['a\u0000b\nc', 'ab c'],
    ['日本', '日本'],
    ['x'.repeat(300), 'x'.repeat(50)],
    ['', 'x'],
  ])('of %j is safe: %j', (wanted, safe) => {
    expect(safeName(wanted, 'x')).toBe(safe);
  });

  test('is there once, whatever the case of its letters', () => {
    const pathFor = createPaths();
    expect([pathFor('f/', 'Resume', 'pdf'), pathFor('f/', 'resume', 'PDF'), pathFor('f/', 'Resume', 'pdf')]).toEqual([
      'f/Resume.pdf',
      'f/resume (2).PDF',
      'f/Resume (3).pdf',
    ]);
  });

  test('that a file has already is passed over, and twenty-five thousand of one name are not counted anew for each', () => {
    const pathFor = createPaths();
    expect([pathFor('f/', 'CV (2)', 'pdf'), pathFor('f/', 'CV', 'pdf'), pathFor('f/', 'cv', 'pdf')]).toEqual([
      'f/CV (2).pdf',
      'f/CV.pdf',
      'f/cv (3).pdf',
    ]);
    const begun = process.cpuUsage();
    const paths = new Set(Array.from({ length: 25_000 }, () => pathFor('f/', 'Resume', 'pdf')));
    expect(paths.size).toBe(25_000);
    expect(paths).toContain('f/Resume (25000).pdf');
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5);
  });
});
