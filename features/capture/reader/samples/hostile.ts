/** Pages that mean to mislead or to wear out whoever reads them. */

export interface HostilePage {
  readonly name: string;
  readonly html: string;
  /** What is read as the title; `null`: nothing. */
  readonly title: string | null;
  /** Longest time for it. @default 2000 */
  readonly mostMs?: number;
}

const posting = '<h1>Night Nurse</h1><p>Location: Leeds, UK</p><p>Employment type: Full-time</p><a href="/apply">Apply now</a>';

/** Structured data of a posting whose every line is made for slow patterns. */
const dataOf = (text: string) =>
  `<script type="application/ld+json">${JSON.stringify({
    '@type': 'JobPosting',
    title: `Night Nurse`,
    description: text,
    datePosted: text,
    validThrough: text,
    employmentType: text,
    hiringOrganization: { name: text },
    jobLocation: { address: text },
    baseSalary: text,
  }).replaceAll('<', '\\u003c')}</script>`;

export const hostile: readonly HostilePage[] = [
  {
    name: 'a menu around a frame that holds the posting',
    html: `<ul><li>Home</li></ul><iframe srcdoc="<h1>Night Nurse</h1><p>Location: Leeds, UK</p><p>Type: Full-time</p><p>Department: Wards</p><p>Salary: £30,000</p><p>Reference: 12</p><p>You care for people.</p><p>Apply now</p>"></iframe>`,
    title: 'Night Nurse',
  },
  {
    name: 'names over the properties of documents and forms',
    html: `<form id="f"><input name="firstChild"><input name="nextSibling"><input name="getAttribute"><input name="tagName"><input name="children"><input name="parentElement"><input name="attributes"><input name="nodeType">${posting}</form><img name="querySelectorAll"><img name="body"><form name="defaultView"></form><form name="documentElement"></form>`,
    title: 'Night Nurse',
  },
  {
    name: 'markup in the title',
    html: `<title>x</title><h1>&lt;img src=x onerror="window.ran=1"&gt; Night Nurse</h1><p>Apply now</p>`,
    title: '<img src=x onerror="window.ran=1"> Night Nurse',
  },
  {
    name: 'letters that turn what follows',
    html: `<h1>\u2067Night\u202e Nurse\u2069\u061c</h1><p>Apply now</p>`,
    title: 'Night Nurse',
  },
  {
    name: 'a title in hidden places only',
    html: `<div hidden><h1>Chief Wallet Officer</h1></div><div style="display:none"><h1>Sales Manager</h1></div><div style="visibility:hidden"><h1>Nurse</h1></div><p>Hello.</p>`,
    title: null,
  },
  {
    name: 'structured data of ten megabytes',
    html: `<script type="application/ld+json">{"@type":"JobPosting","title":"${'x'.repeat(10_000_000)}"}</script>${posting}`,
    title: 'Night Nurse',
  },
  {
    name: 'structured data that is no data',
    html: `<script type="application/ld+json">{"@type":"JobPosting","title":{"a":[{"b":null}]},"hiringOrganization":7,"baseSalary":"lots","jobLocation":[[[]]],"datePosted":{"x":1},"__proto__":{"title":"Trap"}}</script>${posting}`,
    title: 'Night Nurse',
  },
  {
    name: 'structured data nested a thousand times',
    html: `<script type="application/ld+json">${'{"JobPosting":'.repeat(1_000)}1${'}'.repeat(1_000)}</script>${posting}`,
    title: 'Night Nurse',
  },
  {
    name: 'a hundred thousand elements',
    html: `${posting}<div>${'<p>word</p>'.repeat(100_000)}</div>`,
    title: 'Night Nurse',
    mostMs: 6_000,
  },
  { name: 'elements a thousand deep', html: `${posting}${'<div><span>'.repeat(1_000)}deep`, title: 'Night Nurse' },
  {
    name: 'one line of a million letters and digits',
    html: `${posting}<p>${'salary 1 a'.repeat(100_000)}</p>`,
    title: 'Night Nurse',
  },
  {
    name: 'lines made for slow patterns',
    html: `${posting}<p>${'A, '.repeat(3_000)}</p><p>${'$1,000 - '.repeat(1_500)}</p><p>${'Aaaa Bbbb '.repeat(400)}</p><p>©${' 2020'.repeat(500)}</p><h2>${'Aa '.repeat(60)}</h2>`,
    title: 'Night Nurse',
    mostMs: 4_000,
  },
  ...['<script', ' - '].map((part) => ({
    name: `structured data and a heading of ${JSON.stringify(part)} over and over`,
    html: `${dataOf(part.repeat(100_000 / part.length))}${posting}<h2>${part.replaceAll('<', '&lt;').repeat(20_000)}</h2>`,
    title: 'Night Nurse',
  })),
  {
    name: 'a shadow root and a frame',
    html: `${posting}<iframe srcdoc="<h1>Other title</h1>"></iframe><div id="h"><template shadowrootmode="open"><h2>Benefits</h2></template></div>`,
    title: 'Night Nurse',
  },
  {
    name: 'ten thousand names',
    html: `${posting}${Array.from({ length: 10_000 }, (_, index) => `<i class="job-title company-name location salary" id="x${index}">a</i>`).join('')}`,
    title: 'Night Nurse',
    mostMs: 4_000,
  },
];
