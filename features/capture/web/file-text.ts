/** The text of a file somebody dropped: a page they saved, or a plain text. */

type FileText = { readonly text: string; readonly isPage: boolean } | { readonly why: 'not-a-page' | 'too-long' };

export async function textOfFile(file: File, most: number): Promise<FileText> {
  const isPage = /\.x?html?$/i.test(file.name) || file.type === 'text/html';
  if (!isPage && !/\.(txt|md)$/i.test(file.name) && file.type !== 'text/plain') return { why: 'not-a-page' };
  if (file.size > most) return { why: 'too-long' };
  return { text: decoded(new Uint8Array(await file.arrayBuffer())), isPage };
}

/** UTF-8 where it is that; else as the page says it is written, else as old pages of the West are. */
export function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const utf8 = new TextDecoder().decode(bytes);
  // What is not UTF-8 leaves marks of replacement, and few pages hold one of their own.
  if (!utf8.includes('\uFFFD')) return utf8;
  const declared = /charset=["']?\s*([\w-]+)/i.exec(utf8.slice(0, 4096))?.[1];
  return decoderFor(declared).decode(bytes);
}

function decoderFor(label: string | undefined): TextDecoder {
  const known =
    /^(iso-8859-([1-9]|1[03-6])|windows-125[0-8]|koi8-[ru]|shift_jis|euc-(jp|kr)|gb18030|gbk|gb2312|big5|macintosh)$/i;
  return new TextDecoder(label !== undefined && known.test(label) ? label : 'windows-1252');
}
