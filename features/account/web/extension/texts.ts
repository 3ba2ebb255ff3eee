/** What is said about the browser extension: having it, and connecting it. */
export const texts = {
  connect: 'Connect the extension',
  extension: 'The extension',
  extensionLead:
    'It logs the posting you are looking at, says whether you have applied there before, and fills forms. It does nothing before you click it.',

  // The code
  connectName: 'Browser extension',
  connectLead: 'The extension gets a key of its own: you make a code here and put it in there. Nobody sees the key.',
  makeCode: 'Make a code',
  making: 'Making a code',
  connectCodeLead: 'Right-click the icon of the extension, choose Options, put both of these in, and press Connect.',
  address: 'Server address',
  code: 'The code',
  copyAddress: 'Copy the address',
  copyCode: 'Copy the code',
  codeLasts: (left: string) => `${left} left`,
  waiting: 'Works once. This page says when it was used.',
  codeOver: 'The code has ended',
  codeOverLead: 'It was good for five minutes. Make another one whenever you are at the extension.',
  anotherCode: 'Make another one',
  notMade: 'No code was made',
  itMay: 'What it may do',
  chooseOtherwise: 'Other rights, or another end…',
  connected: 'The extension is connected',
  connectedLead: (name: string, until: string) =>
    `Its key is “${name}” and works until ${until}. You can end it on this page at any time.`,
  done: 'Done',
  close: 'Close',

  // Having it
  whichBrowser: 'Which browser',
  browsers: { chrome: 'Chrome, Edge, Brave', firefox: 'Firefox' },
  download: { chrome: 'Download for Chrome', firefox: 'Download for Firefox' },
  version: (version: string, size: string) => `Version ${version}, ${size}`,
  sha256: 'SHA-256 of the file',
  copyHash: 'Copy the SHA-256',
  unpacked: {
    chrome:
      'It is not in the store yet, so you load it unpacked, as developers do. It comes from this server and does not update itself: after an update of Sotto, download it again.',
    firefox:
      'It is not in the store yet, so Firefox takes it for a while only: it is gone when Firefox ends, and you load it again. It comes from this server and does not update itself.',
  },
  steps: {
    chrome: [
      { name: 'Unpack', says: 'Unpack the file into a folder that stays where it is.' },
      { name: 'Open the extensions', says: 'Go to chrome://extensions and turn on Developer mode, at the top right.' },
      { name: 'Load it', says: 'Press Load unpacked and choose the folder.' },
    ],
    firefox: [
      { name: 'Keep the file', says: 'Leave the file as it is: Firefox reads it packed.' },
      { name: 'Open the page for add-ons', says: 'Go to about:debugging and choose This Firefox, at the left.' },
      { name: 'Load it', says: 'Press Load Temporary Add-on and choose the file.' },
    ],
  },
  guideLead: 'The whole story, with pictures, is in the guide that comes with Sotto:',
  guide: 'docs/guide/the-extension.md',
  thenConnect: 'Then connect it: it asks for this server and a code.',
  notBuilt: 'This server has no extension to offer yet',
  notBuiltLead: 'Whoever runs it makes one and starts Sotto again:',
  buildCommand: 'npm run build:extension',
} as const;
