/** What the tests of notices stand on: many people, a text with a new version, a breach. */
import { accountFeature } from '@sotto/features/account/server';
import { settle } from '@sotto/features/account/testing';
import { type Archive, type Published, hashOf, sampleArchive, sampleTexts } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import type { Feature, Platform } from '@sotto/runtime';
import type { BreachWords } from '../breaches.ts';
import { noticesFeature } from '../index.ts';

/** What notices need to run. */
export const features: readonly Feature[] = [accountFeature, privacyFeature, noticesFeature];

/** The sample texts, with a second version of two of them that people have to be told of. */
export function changedTexts(effective: string): { published: Published; archive: Archive } {
  const texts = sampleTexts.texts.map((text) =>
    text.name === 'security' ? text : { ...text, version: '2', date: '2026-11-21', lead: `${text.lead} In other words.` },
  );
  const changed = texts.filter(({ version }) => version === '2');
  const versions = changed.map((text) => ({
    text: text.name,
    version: '2',
    date: text.date,
    effective,
    notice: `Other words at the beginning of ${text.title}.`,
    sha256: hashOf(text),
  }));
  return {
    published: { ...sampleTexts, texts },
    archive: {
      versions: [...sampleArchive.versions, ...versions],
      textOf: (version) =>
        changed.find((text) => text.name === version.text && text.version === version.version) ?? sampleArchive.textOf(version),
    },
  };
}

export const breachWords: BreachWords = {
  happened: 'A disk with a copy of the database was stolen on 20 November 2026.',
  concerned: 'What you entered, sealed; the key was not on it.',
  done: 'The theft was reported, and every key was replaced.',
  advice: 'Be wary of mails that speak of your job search.',
};

/** So many people with addresses, who never sign in. */
export async function people(platform: Platform, count: number): Promise<string[]> {
  const emails: string[] = [];
  for (let done = 0; done < count; done += 20)
    emails.push(...(await Promise.all(Array.from({ length: Math.min(20, count - done) }, async () => settle(platform)))));
  return emails;
}
