/**
 * What a reader took from a page that shows a posting, as the page says it.
 *
 * Plain data: it crosses from the page to the extension. `null`: the page does not say it, which is never guessed.
 */
export interface ReadPosting {
  readonly title: string | null;
  readonly company: string | null;
  /** As written, the main place first; empty: none. */
  readonly places: readonly string[];
  readonly workMode: 'onsite' | 'remote' | 'hybrid' | null;
  readonly employmentType:
    | 'full_time'
    | 'part_time'
    | 'contract'
    | 'temporary'
    | 'internship'
    | 'apprenticeship'
    | 'freelance'
    | 'volunteer'
    | null;
  readonly pay: ReadPay | null;
  /** Days as `2026-11-22`. */
  readonly postedOn: string | null;
  readonly closesOn: string | null;
  /** Where one applies, when that is a place of its own. */
  readonly applyUrl: string | null;
  /** The page says that the posting is no longer open. */
  readonly isClosed: boolean;
  /** The visible text of the posting, paragraphs apart by an empty line. */
  readonly text: string;
  /** The reader of a site that was used (`linkedin`); `null`: the general one alone. */
  readonly site: string | null;
}

/** In whole units of the currency, as 1200.5. One end may be absent: from, up to. Both ends equal: one figure. */
export interface ReadPay {
  readonly min: number | null;
  readonly max: number | null;
  /** ISO 4217; `null`: the page does not say. */
  readonly currency: string | null;
  readonly period: 'hour' | 'day' | 'week' | 'month' | 'year' | null;
}
