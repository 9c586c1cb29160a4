import { describe, expect, it } from 'vitest';
import { page, text } from '../../analysis/fixtures.ts';
import { claimsOf, valuesOf } from './site.ts';

const news = (body: string) => page('/news', `<h1>News</h1>${body}`);
const about = (body: string) => page('/about', `<h1>About us</h1>${body}`);

describe('news', () => {
  it('are titles on the news page, newest first, with the date beside them', () => {
    const list = news(
      '<ul><li><time>May 4, 2026</time> <a href="/news/acme-opens-a-plant">Acme opens a second plant in Lyon</a></li><li><time>June 9, 2026</time> <a href="/news/acme-wins-award">Acme wins the roofers’ award again</a></li></ul>',
    );

    const items = valuesOf('recentNews', list);

    expect(items).toContainEqual({
      title: 'Acme opens a second plant in Lyon',
      url: 'https://acme.example/news/acme-opens-a-plant',
      publishedAt: '2026-05-04',
    });
    expect(items).toHaveLength(2);
  });

  it('are articles of the newsroom and of others that name the company in their title', () => {
    const own = page(
      '/news/acme-opens-a-plant',
      '<h1>Acme opens a second plant</h1>',
      '<meta property="article:published_time" content="2026-05-04T08:00:00Z">',
    );
    const foreign = text('Acme raises prices again. More text.', {
      title: 'Acme raises prices again',
      publishedAt: '2026-06-01',
      url: 'https://news.example/a',
    });
    const unrelated = text('Globex raises prices again today.', {
      title: 'Globex raises prices again today',
      publishedAt: '2026-06-01',
    });

    expect(valuesOf('recentNews', own, foreign, unrelated)).toEqual([
      { title: 'Acme raises prices again', url: 'https://news.example/a', publishedAt: '2026-06-01' },
      {
        title: 'Acme opens a second plant',
        url: 'https://acme.example/news/acme-opens-a-plant',
        publishedAt: '2026-05-04',
      },
    ]);
  });

  it.each([
    ['guides without a date', '<p><a href="/news/how-to-climb-a-ladder">How to climb a ladder without falling</a></p>'],
    ['menu entries', '<p><a href="/news/all-the-press-releases">Press releases and more news</a></p>'],
    ['short words', '<p><a href="/news/acme-wins-award">Acme wins</a></p>'],
    [
      'links elsewhere',
      '<p><a href="https://other.example/news/acme-opens-a-plant">Acme opens a second plant in Lyon</a></p>',
    ],
  ])('are not %s', (_what, body) => {
    expect(valuesOf('recentNews', news(body))).toEqual([]);
  });
});

describe('funding', () => {
  it.each([
    [
      'Acme has raised €48 million in a Series C round led by Lindenhout Capital.',
      { type: 'Series C', amount: 48_000_000, currency: 'EUR', date: null },
    ],
    [
      'In May 2025 we closed a $2.5M seed round.',
      { type: 'seed', amount: 2_500_000, currency: 'USD', date: '2025-05' },
    ],
    [
      'Our £3 million Series A came from friends.',
      { type: 'Series A', amount: 3_000_000, currency: 'GBP', date: null },
    ],
  ])('is read from %j', (sentence, round) => {
    expect(valuesOf('fundingRounds', about(`<p>${sentence}</p>`))).toEqual([round]);
  });

  it('is told once, by the sentence that names the round', () => {
    const told = about('<p>Acme raises 48 million euros.</p><p>Acme raised €48 million in a Series C round.</p>');

    expect(valuesOf('fundingRounds', told)).toMatchObject([{ type: 'Series C' }]);
  });

  it('takes the day of the article that tells it', () => {
    const article = page(
      '/news/series-c',
      '<h1>Acme grows</h1><p>Acme raised $31 million in a Series C.</p>',
      '<meta property="article:published_time" content="2026-05-04">',
    );

    expect(valuesOf('fundingRounds', article)).toMatchObject([{ date: '2026-05-04' }]);
  });

  it('is read from others only where they name the company', () => {
    const named = text('Acme raised $31 million in a Series C.');
    const other = text('Globex raised $31 million in a Series C today.');

    expect(valuesOf('fundingRounds', named)).toHaveLength(1);
    expect(valuesOf('fundingRounds', other)).toEqual([]);
  });

  it.each([
    'Our customers have raised $31 million in Series A rounds.',
    'Acme has raised $31 million to date, most recently a Series B.',
    'We raised $500 in a seed round.',
    'We raised our prices by $40 million in a round of talks with clients.',
    'We announced a $40 million plan.',
    'Acme raises 48 million trees.',
  ])('is not read from %j', (sentence) => {
    expect(valuesOf('fundingRounds', about(`<p>${sentence}</p>`))).toEqual([]);
  });
});

describe('hiring', () => {
  const careers = (body: string) => valuesOf('hiring', page('/careers', `<h1>Careers</h1>${body}`));

  it.each([
    ['<p>We are hiring for 7 open positions.</p>', { openJobs: 7, teams: [] }],
    [
      '<p>Three openings at the moment:</p><ul><li>Product Designer (Leeds)</li></ul>',
      { openJobs: 3, teams: ['Product'] },
    ],
    [
      '<p>We are hiring.</p><h2>Service</h2><ul><li>Field Technician</li></ul><h2>Sales (2)</h2><ul><li>Account Executive</li></ul>',
      { openJobs: null, teams: ['Service', 'Sales'] },
    ],
    ['<h2>Open positions</h2><ul><li>Data Engineer</li></ul>', { openJobs: null, teams: ['Data'] }],
  ])('is read from %s', (body, value) => {
    expect(careers(body)).toMatchObject([{ openJobs: value.openJobs }]);
    expect((careers(body)[0] as { teams: string[] }).teams).toEqual(expect.arrayContaining(value.teams));
  });

  it('is not claimed by a page that offers no job', () => {
    expect(careers('<p>Working here is fun and we eat well.</p>')).toEqual([]);
  });
});

describe('technologies', () => {
  it('are those that pages about work name as in use', () => {
    const jobs = page(
      '/careers',
      '<h1>Careers</h1><p>You will work with Rust, TypeScript and PostgreSQL.</p><h2>Requirements</h2><ul><li>Kubernetes in production</li></ul>',
    );

    expect(valuesOf('techStack', jobs)).toEqual(['Rust', 'TypeScript', 'PostgreSQL', 'Kubernetes']);
  });

  it('are not those that the product connects to', () => {
    expect(valuesOf('techStack', about('<p>We use it a lot, and it integrates with Salesforce.</p>'))).toEqual([]);
  });
});

describe('compliance', () => {
  it.each([
    ['<p>Acme is certified to ISO 27001 and ISO 9001.</p>', ['ISO 27001', 'ISO 9001']],
    ['<ul><li>SOC 2 Type II</li><li>GDPR</li></ul>', ['SOC 2 Type II', 'GDPR']],
    ['<p>We hold a Cyber Essentials Plus certificate.</p>', ['Cyber Essentials Plus']],
    ['<p>We are working towards SOC 2 certification.</p>', []],
    ['<p>We help companies to get compliant with HIPAA.</p>', []],
  ])('is read from %s', (body, labels) => {
    expect(valuesOf('complianceBadges', page('/security', `<h1>Security</h1>${body}`))).toEqual(labels);
  });

  it('needs words of attestation outside the security page', () => {
    expect(valuesOf('complianceBadges', page('/', '<h1>Hello you</h1><p>GDPR</p>'))).toEqual([]);
  });
});

describe('signals', () => {
  it('are growth that the company tells of itself, not of its customers', () => {
    const values = valuesOf(
      'growthIndicators',
      about('<p>We doubled our revenue in 2025.</p><p>We helped customers who grew by 40 percent.</p>'),
    );

    expect(values).toEqual(['We doubled our revenue in 2025.']);
  });

  it('are the number of customers that it names', () => {
    expect(
      valuesOf(
        'growthIndicators',
        page('/', '<h1>Hi there</h1><p>More than 900 teams trust us with their ladders.</p>'),
      ),
    ).toHaveLength(1);
  });

  it('are troubles that the press reports', () => {
    const article = text('Acme announced layoffs on Monday. You can avoid layoffs at Acme with care.');

    expect(valuesOf('businessChallenges', article)).toEqual(['Acme announced layoffs on Monday.']);
  });

  it('are events of a known kind with their date, told once', () => {
    const list = news(
      '<ul><li>May 4, 2026 <a href="/news/acme-acquires-globex">Acme acquires Globex Labs today</a></li></ul>',
    );
    const jobs = page('/careers', '<h1>Careers</h1><p>We are hiring for 7 open positions.</p>');
    const money = about('<p>In May 2025 we closed a $2.5M seed round.</p>');

    expect(valuesOf('buyingSignals', list, jobs, money)).toEqual([
      { type: 'funding', text: 'In May 2025 we closed a $2.5M seed round.', date: '2025-05' },
      { type: 'hiring', text: 'We are hiring for 7 open positions.', date: null },
      { type: 'acquisition', text: 'Acme acquires Globex Labs today', date: '2026-05-04' },
    ]);
  });
});

describe('search results about somebody else', () => {
  it('become no stack, no contact and no customer', () => {
    const snippets = [
      'Ferrano S.p.A. is a car maker based in Modena. Its CEO Ann Lee loves AWS and Kubernetes.',
      'The new Ferrano X12 has 700 horsepower and costs $400,000.',
      'Ferrano raised $40 million in a Series B to build more cars.',
    ].map((content, index) =>
      text(content, { id: `s${index}`, title: content.slice(0, 30), url: `https://cars.example/${index}` }),
    );

    expect(claimsOf(...snippets)).toEqual([]);
  });

  it('nothing gives nothing', () => {
    expect(claimsOf()).toEqual([]);
  });
});
