/**
 * Texts for the tests of this and other features: of the same shape as the published ones, which lie in the `promises`
 * workspace and are handed in by apps/server.
 */
import { type Archive, type Published, type PublishedText, type Sentence, hashOf } from './published.ts';

const proof = 'promises/one-cookie.spec.ts: no cookie before signing in, exactly one after, none after signing out';
const oneCookie: Sentence = {
  id: 'one-cookie',
  source: 'A6',
  text: 'No cookie before you sign in, and exactly one after.',
  proof,
};

function fact(id: string, text: string): Sentence {
  return { id, source: null, text, proof: null };
}

function sample(name: PublishedText['name'], title: string, ...sentences: readonly Sentence[]): PublishedText {
  const lead = 'What is kept, what for, who can read it, and how it goes.';
  return { name, title, lead, version: '1', date: '2026-11-21', sections: [{ heading: 'In short', sentences }] };
}

export const sampleTexts: Published = {
  shown: ['one-cookie'],
  texts: [
    sample('privacy', 'Privacy', oneCookie, fact('not-end-to-end', 'This is not end-to-end encryption.')),
    sample('terms', 'Terms', fact('as-it-is', 'Sotto comes as it is, without warranty.')),
    sample('security', 'Security', fact('transport', 'Beyond the machine it runs on, Sotto is reached by HTTPS.')),
  ],
};

/** Each text as it was first. */
export const sampleArchive: Archive = {
  versions: sampleTexts.texts.map((text) => ({ text: text.name, version: '1', date: text.date, sha256: hashOf(text) })),
  textOf: ({ text, version }) => sampleTexts.texts.find((each) => each.name === text && each.version === version) ?? null,
};
