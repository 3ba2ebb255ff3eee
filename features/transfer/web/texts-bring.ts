/** The words of where one comes from, and of people and answers that come in only when ticked. */
const count = (many: number, one: string, more: string) => (many === 1 ? `1 ${one}` : `${many.toLocaleString()} ${more}`);

/** A place one may come from: what it gives, how one gets it, and what it leaves out. Only what is known. */
export interface Origin {
  readonly name: string;
  readonly gives: string;
  readonly steps: readonly string[];
  readonly note?: string;
}

export const origins: readonly Origin[] = [
  {
    name: 'LinkedIn',
    gives: 'A zip: applications, saved jobs, saved answers, connections',
    steps: [
      'At LinkedIn, open Settings & Privacy, Data privacy, Get a copy of your data.',
      'Ask for the larger archive, which holds what you applied for.',
      'LinkedIn mails you when it is ready, within a day or so. Drop the zip here as it is.',
    ],
    note: 'As far as we know, it holds only what you sent through LinkedIn itself. People and answers come in only if you tick them.',
  },
  {
    name: 'Huntr',
    gives: 'A zip with your board as a table',
    steps: [
      'Ask Huntr for your data. The file in it is called USER_JOBS_USER_FULL_DATA_DOWNLOAD.',
      'Drop the zip here as it is.',
    ],
  },
  {
    name: 'Teal',
    gives: 'A CSV of the job tracker',
    steps: ['In Teal, choose Download Data.', 'Drop the CSV here.'],
  },
  {
    name: 'Simplify',
    gives: 'A CSV of the tracker',
    steps: [
      'Save the tracker as CSV, or copy its table and paste it below.',
      'Say what each column is, where Sotto does not know it.',
    ],
  },
  {
    name: 'JobSync',
    gives: 'jobs.csv',
    steps: ['In JobSync, export the list of jobs as CSV.', 'Drop jobs.csv here.'],
    note: 'That file has no links, no pay and no notes, so those cannot come along.',
  },
  {
    name: 'Reactive Resume',
    gives: 'What its API answers, or a table',
    steps: [
      'With an API key of yours, ask its API for /applications, and save what it answers as a .json file.',
      'Drop the file here. A table with the columns of its own import is read as well.',
    ],
  },
  {
    name: 'career-ops',
    gives: 'applications.md, and its scan history',
    steps: ['Drop applications.md here, or paste the table.'],
  },
  {
    name: 'JAT',
    gives: 'A CSV for each group',
    steps: ['Export a group as CSV, and drop it here. Choose the group it goes into first.'],
  },
  {
    name: 'Excel, Google Sheets, Numbers, Notion',
    gives: 'Any spreadsheet or table',
    steps: [
      'Save or download the sheet as CSV (UTF-8), and drop it here. Or copy the cells and paste them below.',
      'Say what each column is, where Sotto does not know it.',
    ],
  },
  {
    name: 'Somewhere else',
    gives: 'Anything with a row for each application',
    steps: [
      'If it gives you a CSV, a table or a page with a table, drop or paste it: columns are matched by their names, in nine languages.',
    ],
  },
];

export const texts = {
  origins: 'Where do you come from?',
  originsAside: 'How to get your file',
  label: (label: string) => `Read as: ${label}.`,

  picked: 'People and answers',
  pickedHint: 'Only what you tick',
  pickedFound: (people: number, answers: number) =>
    people + answers === 0
      ? 'Nobody and nothing ticked'
      : `${count(people, 'person', 'people')}, ${count(answers, 'answer', 'answers')}`,
  toPicked: 'Next: people and answers',

  people: 'Connections',
  peopleLead: 'Whoever you tick becomes a contact. Nobody else is kept.',
  peopleOf: (many: number) => count(many, 'connection', 'connections'),
  answers: 'Saved answers',
  answersLead:
    'Answers that LinkedIn kept from forms you filled in. They may hold what you want to earn and where you may work. What you tick goes into your question bank, and nothing else is kept.',
  find: 'Find by name, company or role',
  which: 'Which connections',
  all: 'All',
  tracked: 'Where you apply',
  ticked: 'Ticked',
  tickShown: (many: number) => `Tick these ${many.toLocaleString()}`,
  tickOne: 'Tick this one',
  untickShown: 'Untick these',
  nobodyFound: 'Nobody fits.',
  noneTicked: 'Nobody is ticked.',
  here: 'already a contact',
  namesake: 'a contact has this name',
  hereAnswer: 'already in your question bank',
  since: (day: string) => `since ${day}`,
  tick: (name: string) => `Bring in ${name}`,

  importAll: (parts: readonly string[]) => `Import ${parts.join(', ')}`,
  applications: (many: number) => count(many, 'application', 'applications'),
  changes: (many: number) => count(many, 'change', 'changes'),
  contacts: (many: number) => count(many, 'contact', 'contacts'),
  answersOf: (many: number) => count(many, 'answer', 'answers'),
  nothing: 'Nothing is ticked',

  cameIn: (parts: readonly string[]) => `${parts.join(', ')} came in`,
  contactsCameIn: (many: number) => `${count(many, 'contact', 'contacts')} came in`,
  answersCameIn: (many: number) => `${count(many, 'answer', 'answers')} came into your question bank`,
  contactsHadComeIn: (many: number) => `${count(many, 'contact', 'contacts')} had come in`,
  answersHadComeIn: (many: number) => `${count(many, 'answer', 'answers')} had come into your question bank`,
} as const;
