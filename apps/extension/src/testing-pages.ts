/** Hand-made pages for tests: postings as their sites show them, a form, and pages that mean harm. */

export interface SamplePosting {
  readonly title: string;
  readonly company: string;
  readonly text?: string;
}

/** A posting with structured data, as most job boards write it. */
export function postingPage({
  title,
  company,
  text = 'We build things that last, and mend those that did not.',
}: SamplePosting): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title,
    hiringOrganization: { '@type': 'Organization', name: company },
    description: `<p>${text}</p>`,
    datePosted: '2026-11-10',
    validThrough: '2026-12-24T23:59:59Z',
    employmentType: 'FULL_TIME',
    jobLocation: {
      '@type': 'Place',
      address: { '@type': 'PostalAddress', addressLocality: 'Leeds', addressRegion: 'England', addressCountry: 'GB' },
    },
    baseSalary: {
      '@type': 'MonetaryAmount',
      currency: 'GBP',
      value: { '@type': 'QuantitativeValue', minValue: 60000, maxValue: 75000, unitText: 'YEAR' },
    },
  };
  return document(
    `${title} - ${company}`,
    `<main><h1>${escaped(title)}</h1><p>${escaped(company)}</p><section><h2>About the job</h2><p>${escaped(text)}</p></section></main>`,
    data,
  );
}

/** The same without structured data: a heading, a line of facts and the text. */
export function plainPostingPage({
  title,
  company,
  text = 'You will keep the ledgers of three workshops.',
}: SamplePosting): string {
  return document(
    `${title} at ${company}`,
    `<header><a href="/">${escaped(company)}</a></header><main><h1>${escaped(title)}</h1>
     <dl><dt>Company</dt><dd>${escaped(company)}</dd><dt>Location</dt><dd>Graz, Austria</dd><dt>Employment type</dt><dd>Part-time</dd></dl>
     <h2>Job description</h2><p>${escaped(text)}</p></main>`,
  );
}

export const formPage = document(
  'Apply',
  `<form action="/sent" method="post"><h1>Apply</h1>
   <p><label>First name <input name="first_name" autocomplete="given-name"></label></p>
   <p><label>Last name <input name="last_name" autocomplete="family-name"></label></p>
   <p><label>E-mail <input name="email" type="email" autocomplete="email"></label></p>
   <p><label>Password <input name="password" type="password"></label></p>
   <p style="position:absolute;left:-9999px"><label>Phone <input name="phone" type="tel" autocomplete="tel"></label></p>
   <p><label>City <input name="city" value="Already here" autocomplete="address-level2"></label></p>
   <button>Send</button></form><script>document.forms[0].addEventListener('submit', () => { document.title = 'Sent'; });</script>`,
);

const attack = `<img src=x onerror="globalThis.hacked=true"><script>globalThis.hacked=true</script>"><svg onload=hacked=true>`;

/** Pages that mean harm, by what they try. Each shows a posting, more or less. */
export const hostilePages: Readonly<Record<string, string>> = {
  'markup in the title': postingPage({ title: `Engineer ${attack}`, company: 'Harmless' }),
  'markup in the company': postingPage({ title: 'Engineer', company: attack }),
  'an address that is a script': postingPage({
    title: 'javascript:hacked=true',
    company: 'data:text/html,<script>hacked=true</script>',
  }),
  'huge structured data': document('Big', '<h1>Engineer</h1><p>Acme</p>', {
    '@type': 'JobPosting',
    title: 'A'.repeat(300_000),
    hiringOrganization: { name: 'B'.repeat(300_000) },
    description: 'word '.repeat(300_000),
  }),
  'structured data nested a thousand deep': document(
    'Deep',
    `<h1>Engineer</h1><script type="application/ld+json">${'{"@graph":['.repeat(1000)}${']}'.repeat(1000)}</script>`,
  ),
  'structured data that poisons prototypes': document(
    'Poison',
    `<h1>Engineer</h1><p>Acme</p><script type="application/ld+json">{"@type":"JobPosting","title":"Engineer","__proto__":{"hacked":true},"constructor":{"prototype":{"hacked":true}},"hiringOrganization":{"name":"Acme"}}</script>`,
  ),
  'structured data of the wrong kinds': document('Wrong', '<h1>Engineer</h1>', {
    '@type': 'JobPosting',
    title: { toString: 'x' },
    hiringOrganization: [[[]]],
    baseSalary: { value: { minValue: '9'.repeat(400), maxValue: -1 } },
    datePosted: 17,
    jobLocation: null,
  }),
  'prototypes of the page taken over': document(
    'Taken',
    `<h1>Engineer</h1><p>Acme</p><script>
      String.prototype.trim = Array.prototype.map = Object.entries = JSON.parse = () => { globalThis.hacked = true; return 'hacked'; };
      Object.defineProperty(Document.prototype, 'title', { get() { throw new Error('no'); } });
      document.querySelectorAll = document.querySelector = () => { throw new Error('no'); };
      Object.defineProperty(Node.prototype, 'textContent', { get: () => 'hacked' });
    </script>`,
  ),
  'names of the document taken over by elements': document(
    'Clobbered',
    `<h1>Engineer</h1><form name="body"></form><img name="querySelectorAll"><img name="documentElement"><img name="contentType"><form name="location"><input name="href" value="https://other.example"></form>`,
  ),
  'text that never ends': document('Endless', `<h1>Engineer</h1><p>${'<i>x</i> '.repeat(10_000)}</p>`),
  'a page that keeps changing': document(
    'Changing',
    `<h1>Engineer</h1><script>setInterval(() => { document.querySelector('h1').textContent = 'E' + Math.random(); }, 1);</script>`,
  ),
  'letters that turn and hide': postingPage({
    title: '\u202egnp.exe Engineer\u200b\u0000\ud800',
    company: '\u2066Acme\u2069\ufeff',
  }),
  'a page that calls for the extension': document(
    'Calling',
    `<h1>Engineer</h1><script>
      window.postMessage({ ask: 'connection', with: {} }, '*');
      try { chrome.runtime.sendMessage('cepnpeoeneommimkkihhkbcoippebmcj', { ask: 'connection', with: {} }, (answer) => { document.title = 'answered ' + JSON.stringify(answer); }); } catch (error) { document.title = 'unheard'; }
    </script>`,
  ),
};

function document(title: string, body: string, data?: object): string {
  // A script element ends where its end is written, whatever stands before it.
  const script =
    data === undefined ? '' : `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>${script}</head><body>${body}</body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
