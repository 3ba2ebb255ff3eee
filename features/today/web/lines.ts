/** The lines of Today: what each says, what can be done with it, and how it is put off or done. */
import type { Format } from '@sotto/features/settings/web';
import type { ApplicationRef, DueItem, EndingItem, QuietItem, TodayView } from '../api.ts';
import { texts } from './texts.ts';

export type LineItem =
  | { readonly list: 'due'; readonly item: DueItem }
  | { readonly list: 'ending'; readonly item: EndingItem }
  | { readonly list: 'quiet'; readonly item: QuietItem };

export type Line = LineItem & {
  /** Names the line within one answer. */
  readonly key: string;
  readonly title: string;
  readonly sub: string;
  /** When, at the end of the line; `null`: nothing is said. */
  readonly when: string | null;
  readonly late: boolean;
};

export interface Lines {
  readonly due: readonly Line[];
  readonly ending: readonly Line[];
  readonly quiet: readonly Line[];
}

export function linesOf(today: TodayView, format: Format): Lines {
  return {
    due: today.due.map((item) => dueLine(item, today, format)),
    ending: today.ending.map((item) => endingLine(item, format)),
    quiet: today.quiet.map((item) => quietLine(item, format)),
  };
}

function dueLine(item: DueItem, today: TodayView, format: Format): Line {
  const away = format.daysAway(item.on);
  const when = away < 0 ? texts.late(-away) : item.at === null ? format.day(item.on) : texts.before(format.time(item.at));
  const id = item.task?.id ?? item.interview?.id ?? item.application?.id ?? '';
  return { list: 'due', item, key: `${item.what}:${id}`, ...dueWords(item, format), when, late: item.on < today.date };
}

function dueWords(item: DueItem, format: Format): { title: string; sub: string } {
  const { what, application, since, nudges, people, title, about, repeats } = item;
  const company = application?.company.name ?? '';
  const day = since === null ? '' : format.day(since);
  if (what === 'follow_up') return { title: texts.follow(company), sub: texts.followSub(application?.title ?? '', day, nudges) };
  if (what === 'thank_you') return { title: texts.thank(company), sub: texts.thankSub(application?.title ?? '', day, people) };
  const where = application === null ? (about?.title ?? '') : `${application.title}, ${company}`;
  return { title: title ?? '', sub: [where, repeats && texts.again].filter(Boolean).join('. ') };
}

function endingLine(item: EndingItem, format: Format): Line {
  const { application, days } = item;
  const words = endingWords(item, format);
  return { list: 'ending', item, key: `${item.what}:${application.id}`, ...words, when: null, late: days < 0 };
}

function endingWords({ what, application, on, days, savedOn }: EndingItem, format: Format): { title: string; sub: string } {
  const { title, company } = application;
  if (what === 'respond_by') {
    const words = days < 0 ? texts.answerLate : texts.answerBy;
    return { title: words(company.name, format.day(on)), sub: texts.answerSub(title, format.day(savedOn)) };
  }
  const words = days < 0 ? texts.closed : texts.closes;
  return { title: words(company.name, format.day(on)), sub: texts.closesSub(title, format.day(savedOn)) };
}

function quietLine(item: QuietItem, format: Format): Line {
  return { list: 'quiet', item, key: `quiet:${item.application.id}`, ...quietWords(item, format), when: null, late: false };
}

function quietWords({ what, application, since, days, nudges }: QuietItem, format: Format): { title: string; sub: string } {
  const { company, title, stage } = application;
  if (what === 'lying') return { title: texts.lying(company.name, days), sub: texts.lyingSub(title) };
  if (what === 'heard_again') return { title: texts.heard(company.name), sub: texts.heardSub(title, format.day(since)) };
  return { title: texts.silent(company.name, days), sub: texts.silentSub(title, stage.name, format.day(since), nudges) };
}

/** The application a line is about; `null`: none. */
export function applicationOf({ item }: LineItem): ApplicationRef | null {
  return item.application;
}
