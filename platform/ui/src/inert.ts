/**
 * The one Trusted Types policy, `sotto-inert`: the only two ways in which a string may become markup or a script's address.
 *
 * Markup is parsed into a document that is never attached, so nothing in it runs, loads or shows. A worker's address
 * must be one of our own built files. Every other use of such a sink throws: the header asks for it.
 */
interface Policy {
  createHTML(input: string): unknown;
  createScriptURL(input: string): unknown;
}
interface Factory {
  createPolicy(name: string, rules: { createHTML(input: string): string; createScriptURL(input: string): string }): Policy;
}

const assets = '/assets/';

function ownAsset(address: string): string {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin || !url.pathname.startsWith(assets)) throw new TypeError('Not one of our own assets.');
  return url.href;
}

let made: Policy | undefined;

/** Made at the first use: a browser lets a name be taken once. Browsers without Trusted Types get the same checks. */
function policy(): Policy {
  const rules = { createHTML: (input: string) => input, createScriptURL: ownAsset };
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  made ??= factory ? factory.createPolicy('sotto-inert', rules) : rules;
  return made;
}

/** A document made of a page's markup, to be read and thrown away. Its scripts do not run, its images do not load. Never attach its nodes. */
export function parseInert(html: string): Document {
  // Safe: a TrustedHTML is what the sink takes; the type of the DOM library does not know it.
  return new DOMParser().parseFromString(policy().createHTML(html) as string, 'text/html');
}

/** Starts a worker from one of our own hashed files. Throws a `TypeError` for any other address. */
export function startWorker(address: string): Worker {
  return new Worker(policy().createScriptURL(address) as string, { type: 'module' });
}
