/** What the options page says. */

export const optionsTexts = {
  heading: 'Options',
  connection: 'Connection',
  lead: 'The extension talks to one server, yours, and only after a click.',
  address: 'Server address',
  addressHint: 'As in the address bar when you use Sotto, such as sotto.example.org.',
  secret: 'Access key or one-time code',
  secretHint: 'Sotto shows both in Settings, Access keys. The key stays in this browser, where no page reaches it.',
  connect: 'Connect',
  connecting: 'Connecting…',
  connectAnew: 'Connect anew',
  connectedTo: (host: string) => `Connected to ${host}`,
  may: 'It may',
  mayNot: 'It may not fill forms: the key lacks the right to read the profile.',
  until: (day: string) => `The key is good until ${day}.`,
  test: 'Test the connection',
  testing: 'Asking…',
  works: (host: string) => `${host} answers and takes the key.`,
  clockAhead: (span: string) =>
    `This computer’s clock is ${span} ahead of the server’s. Times of what you save will be wrong until it is set.`,
  clockBehind: (span: string) =>
    `This computer’s clock is ${span} behind the server’s. Times of what you save will be wrong until it is set.`,
  waiting: 'Waiting to be sent',
  nothingWaits: 'Nothing waits.',
  waitingLead: 'What could not be sent lies here, in this browser alone.',
  since: (when: string) => `since ${when}`,
  sendAll: 'Send now',
  sendAnyway: 'Save a second one',
  sendHere: 'Send it here',
  drop: 'Drop',
  dropNamed: (title: string) => `Drop “${title}”`,
  forget: 'Forget everything',
  forgetMore:
    'Removes the key, the address, what waits to be sent and what was chosen last from this browser. The key itself is ended in Sotto, Settings, Access keys.',
  forgetWaiting: (count: number) =>
    count === 1 ? '1 posting that waits would be lost.' : `${count} postings that wait would be lost.`,
  forgetAll: 'Forget it all the same',
  keep: 'Keep',
  forgotten: 'Everything is forgotten.',
  keys: 'Keyboard',
  keysMore:
    'Alt+Shift+S logs the posting, Alt+Shift+F fills the form. Other keys can be chosen in the browser’s own page of extensions.',
};
