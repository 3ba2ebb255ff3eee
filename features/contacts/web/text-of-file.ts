/** The text of a vCard file: UTF-16 where its first bytes say so, UTF-8 where it is that, else as old Windows programs wrote it. */
export async function textOfFile(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return new TextDecoder(charsetOf(bytes)).decode(bytes);
}

function charsetOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // What does not come back as it was, is no UTF-8.
  return new TextDecoder().decode(bytes).includes('\ufffd') ? 'windows-1252' : 'utf-8';
}
