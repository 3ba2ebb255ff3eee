/** Files: good ones are taken, hostile ones refused in words. */
import { deflateSync } from 'node:zlib';
import { Problem } from '@sotto/contract';
import { fileTypes } from '@sotto/domain';
import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typeOrRefuse } from './upload-check.ts';
import { docx, docxParts, pdf, pdfOf, pdfStream, rels } from './testing.ts';

const { pdf: asPdf, docx: asDocx } = fileTypes;
const asText = 'application/octet-stream';
const utf8 = (text: string) => Buffer.from(text, 'utf8');

/** Why it is refused; `null`: it is taken. */
function refusalOf(bytes: Uint8Array, declared: string): string | null {
  try {
    typeOrRefuse(bytes, declared);
    return null;
  } catch (error) {
    if (error instanceof Problem && error.problem === 'unprocessable') return error.message;
    throw error;
  }
}

/** A central list that says something else than it should, at `offset` of its first entry. */
function withListed(file: Buffer, { offset, value }: { offset: number; value: number }): Buffer {
  const changed = Buffer.from(file);
  changed.writeUInt32LE(value, changed.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + offset);
  return changed;
}

const objects = (content: string) => pdfStream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync(utf8(content)));

describe('an uploaded file', () => {
  test.for<[string, Buffer, string]>([
    ['a PDF', pdf(), asPdf],
    ['a PDF of 5 MB', pdfOf(5 * 1024 * 1024), asPdf],
    ['a PDF whose objects are packed', pdf({ more: objects('4 0 << /Type /Pages >>') }), asPdf],
    [
      'a PDF that speaks of JavaScript',
      pdf({ more: '5 0 obj\n<< /Keywords (HTML/CSS/JavaScript, TS/JS \\(5 years\\)) >>\nendobj' }),
      asPdf,
    ],
    ['a PDF with links', pdf({ more: '5 0 obj\n<< /A << /S /URI /URI (https://ana.example) >> >>\nendobj' }), asPdf],
    ['a PDF that opens at its first page', pdf({ more: '5 0 obj\n<< /OpenAction [3 0 R /XYZ null null 0] >>\nendobj' }), asPdf],
    ['a Word document', docx(), asDocx],
    [
      'a Word document with a link',
      docx({ 'word/_rels/document.xml.rels': rels({ type: 'hyperlink', target: 'https://ana.example', mode: 'External' }) }),
      asDocx,
    ],
    [
      'a Word document that knows its template',
      docx({
        'word/_rels/settings.xml.rels': rels({
          type: 'attachedTemplate',
          target: 'file:///C:\\Users\\ana\\Resume.dotx',
          mode: 'External',
        }),
      }),
      asDocx,
    ],
    [
      'a Word document with a drawing',
      docx({ 'word/media/image1.svg': utf8('<svg/>'), 'word/media/image2.png': Buffer.alloc(500_000) }),
      asDocx,
    ],
    ['plain text', utf8('Ana Ferrer i Vidal\n\nSkills: HTML <b>, C++\r\n\tGirona ✓'), asText],
    ['plain text with a mark of order', utf8('\ufeffAna'), asText],
  ])('is taken: %s', ([, bytes, declared]) => {
    expect(refusalOf(bytes, declared)).toBeNull();
  });

  test.for<[string, Buffer, string, RegExp]>([
    ['nothing', Buffer.alloc(0), asPdf, /empty/],
    ['only spaces', utf8(' \n '), asText, /empty/],
    ['a PDF sent as a Word document', pdf(), asDocx, /sent as a Word document/],
    ['a Word document sent as a PDF', docx(), asPdf, /sent as a PDF/],
    ['a PDF sent as text', pdf(), asText, /sent as plain text/],
    ['text sent as a PDF', utf8('Ana'), asPdf, /sent as a PDF/],
    ['a program', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), asText, /neither/],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'), asText, /neither/],
    ['an old Word file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), asText, /neither/],
    ['text that is not UTF-8', Buffer.from('Fran\xe7ois', 'latin1'), asText, /UTF-8/],
    ['a web page', utf8('\n<!DOCTYPE html><script>alert(1)</script>'), asText, /web page/],
    ['an SVG', utf8('<svg onload="alert(1)"/>'), asText, /web page/],
    ['a script', utf8('#!/bin/sh\nrm -rf ~'), asText, /script/],
    ['a PDF without an end', pdf().subarray(0, 200), asPdf, /cut off/],
    ['a PDF after a script', Buffer.concat([utf8('<script>1</script>'), pdf()]), asPdf, /sent as a PDF/],
    ['the first bytes of a PDF alone', utf8('%PDF-1.4\n%%EOF'), asPdf, /no pages/],
    ['a locked PDF', pdf({ trailer: '/Encrypt 9 0 R ' }), asPdf, /locked/],
    ['a PDF with a program', pdf({ more: '5 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj' }), asPdf, /JavaScript/],
    [
      'a PDF with a program under another spelling',
      pdf({ more: '5 0 obj\n<< /S%\n/J#61vaScript /JS 6 0 R >>\nendobj' }),
      asPdf,
      /JavaScript/,
    ],
    ['a PDF with a program packed', pdf({ more: objects('4 0 << /S /JavaScript /JS (x) >>') }), asPdf, /JavaScript/],
    [
      'a PDF with a list of programs',
      pdf({ more: '5 0 obj\n<< /Names << /JavaScript 6 0 R >> >>\nendobj' }),
      asPdf,
      /JavaScript/,
    ],
    [
      'a PDF with a program in what says it is a stream',
      pdf({ more: '% >> stream\n5 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj % endstream' }),
      asPdf,
      /JavaScript/,
    ],
    [
      'a PDF that starts a program',
      pdf({ more: '5 0 obj\n<< /S/Launch /F (cmd.exe) >>\nendobj' }),
      asPdf,
      /starts another program/,
    ],
    ['a PDF that sends data', pdf({ more: '5 0 obj\n<< /S /SubmitForm /F (https://x.example) >>\nendobj' }), asPdf, /sends/],
    ['a PDF that is a form', pdf({ more: '5 0 obj\n<< /AcroForm << /XFA [6 0 R] >> >>\nendobj' }), asPdf, /interactive/],
    ['a PDF with a film', pdf({ more: '5 0 obj\n<< /Subtype /RichMedia >>\nendobj' }), asPdf, /film/],
    [
      'a PDF that unpacks without end',
      pdf({ more: pdfStream('/Type /ObjStm /Filter /FlateDecode', deflateSync(Buffer.alloc(40_000_000))) }),
      asPdf,
      /entangled/,
    ],
    [
      'a PDF whose objects are packed twice',
      pdf({ more: pdfStream('/Type /ObjStm /Filter [/FlateDecode /ASCIIHexDecode]', Buffer.alloc(9)) }),
      asPdf,
      /entangled/,
    ],
    ['an archive that is no document', Buffer.from(zipSync({ 'a.txt': utf8('a') })), asDocx, /not a Word document/],
    ['a damaged archive', docx().subarray(0, 300), asDocx, /damaged/],
    ['an archive with something behind its end', Buffer.concat([docx(), utf8('more')]), asDocx, /damaged/],
    ['a document with macros', docx({ 'word/vbaProject.bin': utf8('x') }), asDocx, /macros/],
    [
      'a document that may have macros',
      docx({
        '[Content_Types].xml': utf8(
          '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
        ),
      }),
      asDocx,
      /macros/,
    ],
    ['a document with an object', docx({ 'word/embeddings/oleObject1.bin': utf8('x') }), asDocx, /another file/],
    ['a document with an archive', docx({ 'word/media/more.zip': utf8('PK') }), asDocx, /another file/],
    ['a document with a page', docx({ 'word/chunk.html': utf8('<p>') }), asDocx, /another file/],
    [
      'a document with a template from elsewhere',
      docx({
        'word/_rels/settings.xml.rels': rels({ type: 'attachedTemplate', target: 'https://x.example/t.dotm', mode: 'External' }),
      }),
      asDocx,
      /elsewhere/,
    ],
    [
      'a document with a template on another machine',
      docx({
        'word/_rels/settings.xml.rels': rels({ type: 'attachedTemplate', target: 'file://host/t.dotm', mode: 'External' }),
      }),
      asDocx,
      /elsewhere/,
    ],
    [
      'a document with a picture from elsewhere',
      docx({ 'word/_rels/document.xml.rels': rels({ type: 'image', target: 'https://x.example/1.png', mode: 'External' }) }),
      asDocx,
      /elsewhere/,
    ],
    [
      'a document that hides that it is from elsewhere',
      docx({
        'word/_rels/document.xml.rels': rels({ type: 'oleObject', target: 'https://x.example/?a>b', mode: '&#69;xternal' }),
      }),
      asDocx,
      /elsewhere/,
    ],
    [
      'a document with a link that runs',
      docx({ 'word/_rels/document.xml.rels': rels({ type: 'hyperlink', target: 'ms-msdt:/id', mode: 'External' }) }),
      asDocx,
      /elsewhere/,
    ],
    [
      'a document with rules of its own',
      docx({ 'word/document.xml': utf8('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><w:document/>') }),
      asDocx,
      /DTD/,
    ],
    ['a document with a part outside', docx({ '../../evil.xml': utf8('<a/>') }), asDocx, /points out/],
    ['a document with an absolute part', docx({ '/etc/passwd': utf8('x') }), asDocx, /points out/],
    [
      'a document with a link in its file system',
      docx({ 'word/link.xml': [utf8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] }),
      asDocx,
      /points out/,
    ],
    [
      'a document of many parts',
      docx(Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`word/${at}.xml`, utf8('<a/>')]))),
      asDocx,
      /too many parts/,
    ],
    ['a document that unpacks without end', docx({ 'word/media/image1.png': Buffer.alloc(60_000_000) }), asDocx, /too large/],
    ['a document that packs too well', docx({ 'word/media/image1.png': Buffer.alloc(2_000_000) }), asDocx, /too large/],
    [
      'a document whose list unpacks without end',
      docx({ 'word/_rels/document.xml.rels': Buffer.concat([docxParts['_rels/.rels'], Buffer.alloc(900_000, ' ')]) }),
      asDocx,
      /too large/,
    ],
    [
      'a document that names one part twice',
      withListed(docx({ 'word/a.xml': utf8('<a/>') }), { offset: 42, value: 60 }),
      asDocx,
      /damaged/,
    ],
    ['a locked document', withListed(docx(), { offset: 8, value: 0x0008_0001 }), asDocx, /locked/],
    ['a document packed in a way of its own', withListed(docx(), { offset: 8, value: 0x000c_0000 }), asDocx, /damaged/],
  ])('is refused: %s', ([, bytes, declared, words]) => {
    expect(refusalOf(bytes, declared)).toMatch(words);
  });

  const long = 1_500_000;
  const repeated = (text: string) => text.repeat(Math.floor(long / text.length));
  test.for<[string, Buffer]>([
    ['names', pdf({ more: repeated('/S%') })],
    ['spaces', pdf({ more: `/S${repeated(' ')}` })],
    ['numbers', pdf({ more: `/XFA ${repeated('1')}` })],
    ['signs', pdf({ more: repeated('#2') })],
    ['streams', pdf({ more: repeated('obj<<>>stream\n') })],
    ['streams without objects', pdf({ more: repeated('>>stream') })],
    ['remarks', pdf({ more: repeated('%\n') })],
    [
      'parts that become more than they say',
      docx(Object.fromEntries(Array.from({ length: 190 }, (_, at) => [`word/${at}.xml`, Buffer.alloc(250_000, ' ')]))),
    ],
    ['remarks in a part', docx({ 'word/a.xml': utf8(`<!--${repeated('- ').slice(0, 900_000)}`) })],
    ['tags in a list', docx({ 'word/_rels/a.rels': utf8(`<a>${'<Relationship "'.repeat(30_000)}`) })],
  ])('of nothing but %s is looked at in no time', ([, bytes]) => {
    const begun = process.cpuUsage();
    refusalOf(bytes, bytes[0] === 0x25 ? asPdf : asDocx);
    // Milliseconds of the processor, however busy it is; a search that goes back and forth takes minutes.
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3_000);
  });

  test('that is torn or scribbled on is refused or taken, and never breaks the check', () => {
    const samples = [pdf({ more: objects('4 0 << /Type /Pages >>') }), docx(), pdfOf(4_000)];
    const scribble = fc.record({ sample: fc.nat(2), at: fc.nat(5_000), value: fc.nat(255), length: fc.nat(5_000) });
    fc.assert(
      fc.property(scribble, ({ sample, at, value, length }) => {
        const bytes = Buffer.from(samples[sample] ?? pdf());
        bytes[at % bytes.length] = value;
        for (const type of [asPdf, asDocx, asText]) refusalOf(bytes.subarray(0, 1 + (length % bytes.length)), type);
      }),
      { numRuns: 300 },
    );
  });
});
