/** What a letter of ours never holds, as rules that a test can hold each template against. */
import type { Letter } from './index.ts';

const rules: readonly { readonly fault: string; broken(letter: Letter, origin: string): boolean }[] = [
  { fault: 'holds a form', broken: ({ html }) => /<\s*(form|input|textarea|select|button)\b/i.test(html) },
  {
    fault: 'runs or loads something',
    broken: ({ html }) => /<\s*(script|style|link|iframe|object|embed|base|meta|svg)\b|\bon\w+\s*=|url\s*\(/i.test(html),
  },
  { fault: 'holds an image', broken: ({ html }) => /<\s*(img|picture|video|audio|source)\b|\bbackground\s*=/i.test(html) },
  { fault: 'links elsewhere', broken: (letter, origin) => addressesIn(letter).some((address) => !isOurs(address, origin)) },
  {
    fault: 'names another place',
    broken: (letter, origin) => hostsIn(letter).some((host) => host !== URL.parse(origin)?.hostname),
  },
  { fault: 'lacks one of its two forms', broken: ({ text, html }) => text.trim() === '' || wordsOf(html) === '' },
  { fault: 'asks for a password or code', broken: (letter) => asksFor(secrets, letter) },
  { fault: 'asks for personal data', broken: (letter) => asksFor(personal, letter) },
  {
    fault: 'asks for money',
    broken: (letter) =>
      asksFor(money, letter) || formsOf(letter).some((form) => /\b(pay|donate)\s+(now|here|us|the|your)\b/i.test(form)),
  },
];

/** What is wrong with a letter; empty: nothing. `origin` is the one place it may point to. */
export function faultsOfLetter(letter: Letter, origin: string): string[] {
  return rules.filter((rule) => rule.broken(letter, origin)).map(({ fault }) => fault);
}

const secrets = 'password|passphrase|passcode|pin|(?:security|recovery|sign-in) code|access key|secret';
const personal =
  'date of birth|birthday|social security|passport|identity card|id card|driving licen[cs]e|address|phone number|mother';
const money = 'card|credit|bank|iban|account number|money|payment|invoice|gift|bitcoin|fee';

/** A verb of asking with one of the things close behind it. "We never ask for …" is the one sentence that may. */
function asksFor(things: string, letter: Letter): boolean {
  const asking = new RegExp(
    `\\b(?:send|reply with|answer with|tell|give|enter|type|provide|submit|verify|share|pay|transfer)\\b[^.!?\\n]{0,60}\\b(?:${things})\\b`,
    'i',
  );
  return formsOf(letter).some((form) => asking.test(form.replaceAll(/\bnever ask(?:s)? for\b[^.]*\./gi, '')));
}

/** Everything that is read: the HTML also without its tags, for a word may be cut in two by one. */
function formsOf({ subject, text, html }: Letter): string[] {
  return [subject, text, html, wordsOf(html)];
}

/** What HTML shows. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<head>[^]*?<\/head>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Names of hosts as words, which some mail programs turn into links; not those of e-mail addresses. */
function hostsIn({ subject, text, html }: Letter): string[] {
  return `${subject} ${text} ${wordsOf(html)}`.match(/(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w@-])/gi) ?? [];
}

/** Everything in text or markup that a mail program could turn into a link. */
function addressesIn({ text, html }: Letter): string[] {
  const written = (text + html).match(/\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s"'<>]+/gi) ?? [];
  const linked = [...html.matchAll(/\b(?:href|src|action|cite)\s*=\s*["']?([^"'\s>]+)/gi)].map(([, address = '']) => address);
  return [...written, ...linked];
}

function isOurs(address: string, origin: string): boolean {
  return URL.parse(address)?.origin === origin;
}
