import { describe, expect, test } from 'vitest';
import { readDate } from './dates.ts';
import { fieldNamed } from './fields.ts';
import { formatOf } from './formats.ts';
import { presentText } from './missing.ts';
import { readPay } from './pay.ts';
import { meaningOfStatus } from './statuses.ts';
import { isHtml, textOfHtml } from './html.ts';
import { readExcitement, readPlace, readWorkMode } from './words.ts';

describe('a date', () => {
  test.for([
    ['2026-10-09', '2026-10-09'],
    ['2026/10/9', '2026-10-09'],
    ['2026-10-09T14:22:00Z', '2026-10-09'],
    ['20261009', '2026-10-09'],
    ['2026年10月9日', '2026-10-09'],
    ['9.10.2026', '2026-10-09'],
    ['09.10.26', '2026-10-09'],
    ['25/12/2026', '2026-12-25'],
    ['12/25/26, 11:39 PM', '2026-12-25'],
    ['5/5/2026', '2026-05-05'],
    ['9 Oct 2026', '2026-10-09'],
    ['Fri, 9th October 2026', '2026-10-09'],
    ['Oct 9, 2026', '2026-10-09'],
    ['9. Oktober 2026', '2026-10-09'],
    ['9 de octubre de 2026', '2026-10-09'],
    ['1er février 2026', '2026-02-01'],
    ['9 ottobre 2026', '2026-10-09'],
    ['09-Oct-2026', '2026-10-09'],
  ])('%s is %s', ([cell, date]) => {
    expect(readDate(cell!)).toEqual({ type: 'date', date });
  });

  test('that can be read in two ways is asked about, and read as said', () => {
    expect(readDate('09/10/2026')).toEqual({ type: 'either', dayFirst: '2026-10-09', monthFirst: '2026-09-10' });
    expect(readDate('09/10/2026', true)).toEqual({ type: 'date', date: '2026-10-09' });
    expect(readDate('09/10/2026', false)).toEqual({ type: 'date', date: '2026-09-10' });
    expect(readDate('25/12/2026', false)).toMatchObject({ type: 'unreadable' });
  });

  test.for([
    ['sometime in autumn', 'No year'],
    ['9 October', 'No year'],
    ['30.02.2026', 'no such day'],
    ['45678', 'bare number'],
    ['3 days ago', 'depends on the day'],
    ['13/13/2026', 'no such day'],
    ['9 Brumaire 2026', 'not a month'],
  ])('%s is not guessed: %s', ([cell, reason]) => {
    expect(readDate(cell!)).toEqual({ type: 'unreadable', reason: expect.stringContaining(reason!) });
  });
});

describe('pay', () => {
  const home = { home: 'USD' };
  test.for([
    ['$84,000', { kind: 'exact', min: 8_400_000, currency: 'USD', period: 'year' }],
    ['$110,000–120,000', { kind: 'range', min: 11_000_000, max: 12_000_000, currency: 'USD', period: 'year' }],
    ['$90k - $120k', { kind: 'range', min: 9_000_000, max: 12_000_000, currency: 'USD', period: 'year' }],
    ['90-120k USD', { kind: 'range', min: 9_000_000, max: 12_000_000, currency: 'USD', period: 'year' }],
    ['$32 an hour', { kind: 'exact', min: 3_200, currency: 'USD', period: 'hour' }],
    ['32,50 € / Stunde', { kind: 'exact', min: 3_250, currency: 'EUR', period: 'hour' }],
    ['60.000 € brutto/Jahr', { kind: 'exact', min: 6_000_000, currency: 'EUR', period: 'year', basis: 'gross' }],
    ["CHF 110'000", { kind: 'exact', min: 11_000_000, currency: 'CHF', period: 'year' }],
    ['£45k pa', { kind: 'exact', min: 4_500_000, currency: 'GBP', period: 'year' }],
    ['6000 PLN monthly net', { kind: 'exact', min: 600_000, currency: 'PLN', period: 'month', basis: 'net' }],
    ['from €50,000', { kind: 'range', min: 5_000_000, currency: 'EUR', period: 'year' }],
    ['up to €50,000', { kind: 'range', max: 5_000_000, currency: 'EUR', period: 'year' }],
    ['JPY 300000 month', { kind: 'exact', min: 300_000, currency: 'JPY', period: 'month' }],
    ['20元/小时', { kind: 'exact', min: 2_000, currency: 'CNY', period: 'hour' }],
  ] as const)('%s is read', ([cell, pay]) => {
    expect(readPay(cell, home)).toEqual({ type: 'pay', pay });
  });

  test('in columns of its own is put together', () => {
    expect(readPay('80000–95000', { home: 'EUR', currency: 'USD', period: 'yearly' })).toMatchObject({
      type: 'pay',
      pay: { min: 8_000_000, max: 9_500_000, currency: 'USD', period: 'year' },
    });
  });

  test('that could be an hour or a year is asked about, and each answer is read without a question', () => {
    const asked = readPay('85', home);
    expect(asked).toMatchObject({
      type: 'ask',
      question: '85 what?',
      readings: [{ label: 'USD 85,000 a year' }, { label: 'USD 85 an hour' }],
    });
    const readings = asked.type === 'ask' ? asked.readings : [];
    expect(readings.map(({ text }) => readPay(text, { home: 'EUR' }))).toMatchObject([
      { type: 'pay', pay: { min: 8_500_000, currency: 'USD', period: 'year' } },
      { type: 'pay', pay: { min: 8_500, currency: 'USD', period: 'hour' } },
    ]);
  });

  test('without a currency, or with a sign several share, is asked about', () => {
    expect(readPay('85000', home)).toMatchObject({ type: 'ask' });
    expect(readPay('400 000 kr', home)).toMatchObject({
      type: 'ask',
      readings: [{ label: expect.stringContaining('SEK') }, {}, {}],
    });
    expect(readPay('€3,500', home)).toMatchObject({ type: 'ask', readings: [{ label: 'EUR 3,500 a month' }, {}] });
  });

  test('without a figure stays what it is', () => {
    expect(readPay('Competitive', home)).toMatchObject({ type: 'unreadable' });
  });
});

describe('a status', () => {
  test.for([
    ['Applied', 'submitted'],
    ['Beworben', 'submitted'],
    ['Postulado', 'submitted'],
    ['Candidature envoyée', 'submitted'],
    ['已投递', 'submitted'],
    ['Pending', 'submitted'],
    ['Wishlist', 'lead'],
    ['Bookmarked', 'lead'],
    ['Not started', 'lead'],
    ['Applying', 'lead'],
    ['收藏', 'lead'],
    ['Phone Screen', 'screen'],
    ['电话面试', 'screen'],
    ['Take-home test', 'assessment'],
    ['笔试', 'assessment'],
    ['Interviewing', 'interview'],
    ['Vorstellungsgespräch', 'interview'],
    ['Entretien', 'interview'],
    ['面试', 'interview'],
    ['Final round', 'interview'],
    ['Offer', 'offer'],
    ['Zusage', 'offer'],
    ['Accepted', 'won'],
    ['Hired', 'won'],
    ['Rejected', 'lost'],
    ['Absage', 'lost'],
    ['Rechazada', 'lost'],
    ['Refusé', 'lost'],
    ['Negative.', 'lost'],
    ['Negative (Application rejected)', 'lost'],
    ['已拒绝', 'lost'],
    ['Denied', 'lost'],
    ['Withdrawn', 'lost_by_me'],
    ['SKIP', 'lost_by_me'],
    ['No Response', 'silent'],
    ['Ghosted', 'silent'],
    ['Keine Antwort', 'silent'],
    ['没有回复', 'silent'],
    ['**Applied**', 'submitted'],
    ['{"name":"Interviewing","order":3}', 'interview'],
  ])('%s is of kind %s', ([status, kind]) => {
    expect(meaningOfStatus(status!)?.kind).toBe(kind);
  });

  test('we do not know stays unknown', () => {
    for (const status of ['Emailed resume to Sami', 'The email does not', 'constructor', '__proto__', ''])
      expect(meaningOfStatus(status)).toBeNull();
  });
});

describe('a column name', () => {
  test.for([
    ['Job_Title', 'title'],
    ['jobTitle', 'title'],
    ['Stellenbezeichnung', 'title'],
    ['Puesto', 'title'],
    ['Intitulé du poste', 'title'],
    ['职位', 'title'],
    ['Company Name', 'company'],
    ['Arbeitgeber', 'company'],
    ['Empresa', 'company'],
    ['Entreprise', 'company'],
    ['公司名称', 'company'],
    ['Date Applied', 'appliedOn'],
    ['Bewerbungsdatum', 'appliedOn'],
    ['Fecha de postulación', 'appliedOn'],
    ['投递日期', 'appliedOn'],
    ['Gehalt', 'pay'],
    ['薪资', 'pay'],
    ['备注', 'notes'],
    ['状态', 'stage'],
    ['Statut', 'stage'],
    ['Job URL', 'url'],
    ['Follow-up date', 'nextActionOn'],
  ])('%s is %s', ([name, field]) => {
    expect(fieldNamed(name!)).toBe(field);
  });

  test('that says nothing is left to the person', () => {
    for (const name of ['Mood', 'Col13', 'company_id', 'constructor', '__proto__']) expect(fieldNamed(name)).toBeUndefined();
  });
});

describe('a format', () => {
  test.for([
    [
      'linkedin-applications',
      'Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers',
    ],
    ['linkedin-applications', 'Application Date,Company Name,Job Title'],
    ['linkedin-saved', 'Saved Date,Job Url,Job Title,Company Name'],
    ['linkedin-answers', 'Question,Answer'],
    ['linkedin-connections', 'First Name,Last Name,URL,Email Address,Company,Position,Connected On'],
    ['huntr', 'companyName,title,location,listName,htmlDescription'],
    ['huntr', 'Employer,Job Title,List,URL,Location,Salary,Date Saved,Notes'],
    ['huntr', 'Company,Title,List,Date Applied'],
    [
      'teal',
      'id,company_name,role,location,url,excitement,source,min_salary,max_salary,salary_currency,salary_pay_period,added_at,applied_at,follow_up_at,updated_at,archived_at,status,statusName',
    ],
    ['teal', 'Company Name,Job Title,Status,Job URL,Location,Salary'],
    ['simplify', 'Company Name,Position Title,Location,Status,Date Applied,Job Link'],
    ['jobsync', 'index,createdAt,applied,appliedDate,Company,JobTitle,jobType,workplaceType,Location,JobSource,Status'],
    ['job-application-plugin', 'jobTitle,companyInfo,url,jobDescription,timestamp,notes,stage,postingSource'],
    ['reactive-resume', 'Company,Role,Stage,Applied Date,Location,Salary,Source,Notes,URL,Tags'],
    ['career-ops', '#,Date,Company,Via,Role,Score,Status,PDF,Report,Notes'],
    ['career-ops', '#,Fecha,Empresa,Rol,Puntuación,Estado'],
    ['jat', 'Job Title,Company Name,Status,Work Mode,Pay Amount,Pay Frequency,Application Date,City'],
  ])('%s is known by its header', ([name, header]) => {
    expect(formatOf(header!.split(','))?.name).toBe(name);
  });

  test('of a table of someone’s own is none of these', () => {
    for (const header of ['company,role,date,source,status', 'Application Date,Job Title,Company Name,Result', 'Company,Title'])
      expect(formatOf(header.split(','))).toBeNull();
  });
});

describe('a cell', () => {
  test('that says there is nothing is empty', () => {
    for (const cell of [
      '',
      ' ',
      'null',
      'N/A',
      '—',
      'Not provided in the email.',
      'Not specified in the email.',
      'Keine Angabe',
      '无',
    ])
      expect(presentText(cell)).toBe('');
    for (const cell of ['Nothing Phone', 'Nil Venture', 'Unknown Worlds', '0']) expect(presentText(cell)).toBe(cell);
  });

  test('of a place, a mode, an excitement or HTML is read', () => {
    expect(readPlace('Berlin')).toEqual({ city: 'Berlin' });
    expect(readPlace('Austin, TX')).toEqual({ city: 'Austin', region: 'TX' });
    expect(readPlace('Lyon, France')).toEqual({ city: 'Lyon', country: 'France' });
    expect([
      readWorkMode('Remote (EU)'),
      readWorkMode('Hybrid'),
      readWorkMode('Télétravail'),
      readWorkMode('vor Ort'),
      readWorkMode('four days'),
    ]).toEqual(['remote', 'hybrid', 'remote', 'onsite', null]);
    expect([readExcitement('4/5'), readExcitement('★★★'), readExcitement('high')]).toEqual([4, 3, null]);
    expect(textOfHtml('<p>Soup &amp; bread</p><ul><li>Cook</li></ul><script>x()</script>')).toBe('Soup & bread\n• Cook');
  });

  test('of HTML keeps its words and nothing that acts', () => {
    const cases: [string, string][] = [
      ['a<br>b<BR/>c', 'a\nb\nc'],
      ['<h2>Soup</h2><p>Hot</p>', 'Soup\n\nHot'],
      ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
      ['<!-- <p>hidden</p> -->seen<!--', 'seen'],
      ['<script>if (a<b) alert("</p>")</script>after', 'after'],
      ['<style>p>a{}</style ><p onclick="x()">x</p>', 'x'],
      ['<img src=x onerror=alert(1)>y', 'y'],
      ['<scr<script>ipt>alert(1)</script>z', '<scrz'],
      ['caf&#233; &#xE9; &lt;b&gt; &unknown; &#0;', 'café é <b> &unknown; &#0;'],
      ['<ul>\n<li>a</li>\n<li>b</li>\n</ul>', '• a\n• b'],
      ['<svg><script>1</script></svg>text', 'text'],
      ['<script>never closed', ''],
    ];
    for (const [html, text] of cases) expect([html, textOfHtml(html)]).toEqual([html, text]);
    expect(['ask <Ana>', 'to <ana@example.org>', 'a < b > c', '<p>x', 'x<br/>'].map(isHtml)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  test('as long as a cell may be, of tags that never end, is read before long', () => {
    const began = process.cpuUsage();
    for (const tag of ['<script ', '<script>', '<!--', '</script>', '<br ', '<li ', '<', '&#1', ' \n', '\n• '])
      textOfHtml(tag.repeat(600_000 / tag.length));
    // Of the processor: by the clock, a busy machine would be too slow.
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(10);
  });
});
