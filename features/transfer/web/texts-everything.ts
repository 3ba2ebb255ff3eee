/** The words of bringing everything back in. */
const records = (count: number) => (count === 1 ? '1 record' : `${count.toLocaleString()} records`);

export const texts = {
  dropHint:
    'A copy of everything from Sotto (the zip, or sotto.json), CSV, TSV, a Markdown table, or the zip that LinkedIn or Huntr gave you. A table may have 25\u00a0MB. An Excel sheet: save it as CSV first.',
  sending: (share: number) => `Reading the file: ${Math.round(share * 100)}%`,
  checking: 'Looking at every record',
  empty: 'This file is empty.',
  lead: 'Look before anything is written. You can also take it all back, for 30 days.',
  fileFound: (count: number) => records(count),
  previewHint: 'By kind, before it comes in',
  previewFound: (refused: number) => (refused === 0 ? 'Everything fits' : `${refused.toLocaleString()} cannot come in`),
  asBegun:
    'This account is as it began, so the file takes its place: stages, groups and settings too. Sign-in, sessions and access keys stay those of this account.',
  joins:
    'What is in this account stays as it is. The file adds what is not here yet; companies, groups and stages of the same name become one. Sign-in, sessions and access keys stay those of this account.',
  willBeAdded: 'will be added',
  here: 'already here',
  yoursStay: 'differ, yours stay',
  refused: 'cannot come in',
  byKind: 'By kind',
  kind: 'Kind',
  added: 'Added',
  wasAdded: 'Came in',
  alreadyHere: 'Already here',
  differs: 'Yours stay',
  stayOut: 'Stay out',
  stayedOutHead: 'Stayed out',
  refusedTitle: 'Records that cannot come in',
  name: 'Name',
  why: 'Why',
  nameless: 'without a name',
  mostRefused: (shown: number, all: number) => `The first ${shown.toLocaleString()} of ${all.toLocaleString()}.`,
  bringIn: (count: number) => `Bring in ${records(count)}`,
  nothingNew: 'Nothing to bring in',
  cameIn: (count: number) => `${records(count)} came in`,
  hadComeIn: (count: number) => `${records(count)} had come in`,
  same: (count: number) => (count === 1 ? '1 was here already' : `${count.toLocaleString()} were here already`),
  differed: (count: number) =>
    count === 1
      ? '1 was here and says something else: yours stays'
      : `${count.toLocaleString()} were here and say something else: yours stay`,
  stayedOut: (count: number) => (count === 1 ? '1 stayed out' : `${count.toLocaleString()} stayed out`),
  another: 'Import something else',
  lists: 'One kind as a table',
  listsAside: 'CSV, for a spreadsheet',
  csvOf: (title: string) => `CSV of ${title}`,
} as const;
