/** Plain text: UTF-8, without controls, and nothing that a browser or a shell would take for something else. */

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** All but tab, line feed, form feed, carriage return. */
// eslint-disable-next-line no-control-regex -- controls are what is looked for
const control = /[\0-\x08\x0b\x0e-\x1f\x7f]/;
/** The start of a page, an image, a script, a mail, or of rich text, which programs know by its beginning under any name. */
const markup = /^\s*(?:<[!?a-z]|#!|\{\\rt|%!PS|GIF8|MIME-Version:|Content-Type:)/i;

export function objectionToText(bytes: Buffer): string | null {
  const text = textOf(bytes);
  if (text === null || control.test(text))
    return 'This is neither a PDF nor a Word document (.docx), and no plain text in UTF-8.';
  if (markup.test(text)) return 'This is a web page, a script or rich text, not plain text.';
  return text.trim() === '' ? 'The file is empty.' : null;
}

function textOf(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    // How a decoder says that it is not UTF-8.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
