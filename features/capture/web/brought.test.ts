import { expect, test } from 'vitest';
import { isWorthReading } from './brought.ts';
import { decoded, textOfFile } from './file-text.ts';

const words = (text: string) => ({ text, html: null });

test.for([
  ['https://www.linkedin.com/jobs/view/3801234567', true],
  [' http://acme.example/jobs/1\n', true],
  ['Senior engineer\nAcme\nLeeds', true],
  ['x'.repeat(200), true],
  ['Acme', false],
  ['Senior engineer\nAcme', false],
  ['acme.example is where they are', false],
] as const)('%j is read as a posting or stays a word: %s', ([text, isRead]) => {
  expect(isWorthReading(words(text))).toBe(isRead);
});

test('a file is read as it is written: UTF-8, with a mark, as it says itself, or as the West wrote', () => {
  const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  expect(decoded(new TextEncoder().encode('Zürich, 50\u00a0000 €'))).toBe('Zürich, 50\u00a0000 €');
  expect(decoded(new Uint8Array([0xff, 0xfe, 0x5a, 0, 0xfc, 0]))).toBe('Zü');
  expect(decoded(latin('<meta charset="iso-8859-2"> \xb9'))).toContain('š');
  expect(decoded(latin('Z\xfcrich'))).toBe('Zürich');
  expect(decoded(latin('<meta charset="made-up"> Z\xfcrich')), 'a name that is none').toContain('Zürich');
});

test('a file that is no page or too long is told so, unread', async () => {
  const most = 10;
  expect(await textOfFile(new File(['<p>x'], 'Posting.HTM'), most)).toEqual({ text: '<p>x', isPage: true });
  expect(await textOfFile(new File(['x'], 'posting.txt'), most)).toEqual({ text: 'x', isPage: false });
  expect(await textOfFile(new File(['x'.repeat(11)], 'posting.html'), most)).toEqual({ why: 'too-long' });
  expect(await textOfFile(new File(['%PDF'], 'resume.pdf', { type: 'application/pdf' }), most)).toEqual({ why: 'not-a-page' });
});
