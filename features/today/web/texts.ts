/** What Today says. Counts are words up to twelve, as one would say them. */
const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const inWord = (count: number) => small[count] ?? String(count);
const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
const things = (count: number) => (count === 1 ? 'one thing is' : `${inWord(count)} things are`);
const days = (count: number) => (count === 1 ? 'a day' : `${count} days`);
const nudges = (count: number) => (count === 0 ? '' : count === 1 ? ', one nudge sent' : `, ${inWord(count)} nudges sent`);

export const texts = {
  /** The sentence beneath the date. */
  lead: {
    interviews: (times: readonly string[]) =>
      times.length === 1
        ? `One interview at ${times[0]}.`
        : `${capital(inWord(times.length))} interviews, the first at ${times[0]}.`,
    due: (due: number, late: number) => {
      const lateOnes =
        late === 0
          ? ''
          : late === due
            ? due === 1
              ? ', and late'
              : ', all late'
            : late === 1
              ? ', one is late'
              : `, ${inWord(late)} are late`;
      return `${capital(things(due))} due${lateOnes}.`;
    },
    nothing: 'Nothing is due.',
    next: (day: string) => `The next is ${day}.`,
    endings: (count: number) =>
      count === 1 ? 'One thing comes to an end soon.' : `${capital(inWord(count))} things come to an end soon.`,
    quiet: (count: number) => (count === 1 ? 'One waits for your word.' : `${capital(inWord(count))} wait for your word.`),
  },
  due: 'Due',
  ending: 'Coming to an end',
  quiet: 'Gone quiet',
  quietAside: 'Nothing moves without you',
  andMore: (count: number) => `and ${count.toLocaleString()} more`,
  showMore: (count: number) => `Show ${count.toLocaleString()} more`,
  late: (count: number) => `${count} d late`,
  before: (time: string) => `before ${time}`,
  follow: (company: string) => `Follow up with ${company}`,
  thank: (company: string) => `Thank ${company}`,
  followSub: (title: string, since: string, sent: number) => `${title}. No word since ${since}${nudges(sent)}`,
  thankSub: (title: string, day: string, people: readonly string[]) =>
    `${title}. Interview ${day}${people.length === 0 ? '' : ` with ${people.join(' and ')}`}`,
  again: 'Comes again',
  closes: (company: string, day: string) => `${company} closes ${day}`,
  closed: (company: string, day: string) => `${company} closed ${day}`,
  closesSub: (title: string, saved: string) => `${title}. Saved ${saved}`,
  answerBy: (company: string, day: string) => `Answer ${company} by ${day}`,
  answerLate: (company: string, day: string) => `${company} wanted your answer ${day}`,
  answerSub: (title: string, received: string) => `${title}. Offer received ${received}`,
  silent: (company: string, count: number) => `${company}, ${days(count)} without a word`,
  silentSub: (title: string, stage: string, since: string, sent: number) => `${title}. ${stage} since ${since}${nudges(sent)}`,
  lying: (company: string, count: number) => `${company}, saved ${days(count)} ago`,
  lyingSub: (title: string) => `${title}. Not sent yet`,
  heard: (company: string) => `${company} is heard of again`,
  heardSub: (title: string, day: string) => `${title}. Marked as without an answer, then something happened ${day}`,
  acts: {
    tomorrow: 'Tomorrow',
    write: 'Write',
    template: 'Template',
    apply: 'Apply',
    letGo: 'Let go',
    keepWaiting: 'Keep waiting',
    keep: 'Keep',
    noAnswer: (stage: string) => `Mark ${stage}`,
    back: (stage: string) => `Back to ${stage}`,
    noThanks: 'Not needed',
    compare: 'Compare',
    done: 'Done',
    followedUp: 'Followed up',
    later: 'In a week',
  },
  doneBox: (title: string) => `Done: ${title}`,
  said: {
    done: (title: string) => `Done: ${title}`,
    tomorrow: (title: string) => `${title}: tomorrow again`,
    later: (title: string, day: string) => `${title}: again on ${day}`,
    nudged: (company: string) => `Noted: you followed up with ${company}`,
    thanked: (company: string) => `Noted: you thanked ${company}`,
    skipped: 'Not suggested again for this interview',
    moved: (company: string, stage: string) => `${company} moved to ${stage}`,
  },
  round: (company: string, round: number | null) => (round === null ? company : `${company}, round ${round}`),
  kinds: {
    phone: 'Phone',
    video: 'Video',
    onsite: 'On site',
    technical: 'Technical',
    take_home: 'Take-home',
    panel: 'Panel',
    presentation: 'Presentation',
    informal: 'Informal',
    assessment_centre: 'Assessment centre',
    other: 'Interview',
  },
  with: (kind: string, people: readonly string[]) => (people.length === 0 ? kind : `${kind} with ${people.join(' and ')}`),
  inTime: (hours: number, minutes: number) =>
    hours === 0 ? `in ${minutes} min` : minutes === 0 ? `in ${hours} h` : `in ${hours} h ${String(minutes).padStart(2, '0')}`,
  now: 'now',
  over: 'over',
  thisWeek: 'This week',
  target: (target: number) => `target ${target}`,
  sent: (sent: number) => (sent === 1 ? ' application sent' : ' applications sent'),
  toGo: (left: number, day: string) => `, ${inWord(left)} to go by ${day}.`,
  reached: ', as many as you meant to.',
  setTarget: 'Set a weekly target',
  sentOf: (sent: number, target: number) => `${sent} of ${target} applications`,
  sinceYesterday: 'Since yesterday',
  movedTo: (stage: string, when: string) => `to ${stage}, ${when}`,
  saved: (when: string) => `saved, ${when}`,
  allTasks: 'All tasks',
  rules: 'When Sotto speaks up',
  emptyTitle: 'Nothing here yet',
  emptyLead:
    'Today gathers what is due, who has not answered and the interviews of your week. It begins with the first posting you save.',
  emptyAct: 'New application',
  quietDay: 'Nothing is due today',
  quietDayNext: (day: string) => `The next thing is ${day}.`,
  quietDayFree: 'Nothing is planned. What you note, save or send will stand here when its day comes.',
  failed: 'Today could not be loaded.',
  tryAgain: 'Try again',
  actsOf: (title: string) => `What to do with ${title}`,
  moveOf: (title: string) => `Move “${title}” to`,
  keys: {
    next: 'Next line',
    previous: 'Previous line',
    done: 'Done',
    tomorrow: 'Tomorrow, or wait a while',
    followUp: 'Followed up',
    move: 'Move to another stage',
    moveShort: 'move',
    doneShort: 'done',
    tomorrowShort: 'tomorrow',
    followShort: 'followed up',
    stageShort: 'to a stage',
    all: 'all keys',
  },
} as const;
