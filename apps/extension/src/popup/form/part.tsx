/**
 * Filling the form of the page: look, let the person tick, fill what is ticked, say what was filled. A part of its own, which
 * the popup loads when it is asked for.
 */
import type { Found, Suggestion } from '@sotto/features/profile/filler';
import type { Question, Questions } from '../../messages.ts';
import type { Browser } from '../../browser.ts';
import { Fill, type FormOnPage } from './Fill.tsx';
import { fillTexts } from '../../texts-form.ts';
import { formInTab } from './form-in-tab.ts';

/** What it needs of the popup. */
export interface FormGround {
  readonly browser: Browser;
  readonly tabId: number;
  /** Where the job is, as an ISO 3166-1 code; `null`: not known. */
  readonly country: string | null;
  /** Shows this in the popup. */
  show(view: () => preact.JSX.Element): void;
  back(): void;
  openTab(url: string): void;
  /** The answer; `null` when there is none, having told `trouble` why. */
  ask<Q extends Question>(
    question: Q,
    given: Questions[Q]['with'],
    trouble: (sentence: string) => void,
  ): Promise<Questions[Q]['answer'] | null>;
}

const nothingYet: FormOnPage = { host: '', found: null, ticked: new Set(), isBusy: false, trouble: null, filled: null };

/** Shows what of the page's form could be filled. Throws where the browser lets no extension into the page. */
export async function openForm(ground: FormGround): Promise<void> {
  const { ask } = ground;
  const tab = formInTab(ground.browser, ground.tabId);
  let form = nothingYet;
  /** The resume of the profile, by name; its bytes are asked for when it is to be filled in. */
  let resume: { readonly name: string; readonly type: string } | null = null;

  function change(changed: Partial<FormOnPage>): void {
    form = { ...form, ...changed };
    ground.show(() => <Fill form={form} acts={acts} />);
  }

  const trouble = (sentence: string) => change({ trouble: sentence });
  const acts = {
    back: ground.back,
    openTab: ground.openTab,
    tick(key: string, isTicked: boolean) {
      const ticked = new Set(form.ticked);
      if (isTicked) ticked.add(key);
      else ticked.delete(key);
      change({ ticked });
    },
    async fill() {
      if (form.found === null || form.isBusy || form.ticked.size === 0) return;
      change({ isBusy: true, trouble: null });
      await fillChosen(form.found.fields.filter(({ key }) => form.ticked.has(key))).finally(() => change({ isBusy: false }));
    },
  };

  async function fillChosen(chosen: readonly Suggestion[]): Promise<void> {
    const wanted = chosen.some(({ source }) => source === 'resume') ? resume : null;
    const file = wanted === null ? null : await ask('resume', { name: wanted.name, type: wanted.type }, trouble);
    if (wanted !== null && file === null) return;
    const keys = chosen.map(({ key }) => key);
    // Gone elsewhere, to where the browser lets us in no more.
    const filled = await tab.fill(keys, file).catch(() => null);
    if (filled === null) trouble(fillTexts.pageGone);
    else change({ filled });
  }

  /** What the profile has for the fields of this page. The profile itself is let go of with the end of this call. */
  async function look(): Promise<Found | null> {
    const profile = await ask('profile', {}, trouble);
    if (profile === null) return null;
    const { resume: given, revision: _, ...fields } = profile;
    resume = given;
    return tab.findFields(fields, { country: ground.country, resume: given?.name ?? null });
  }

  change({ host: await tab.host() });
  const found = await look();
  if (found === null) return;
  change({ found, ticked: new Set(found.fields.filter(({ tick }) => tick === 'ticked').map(({ key }) => key)) });
}
