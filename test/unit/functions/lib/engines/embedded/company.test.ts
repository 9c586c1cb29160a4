import { describe, expect, it } from 'vitest';
import type { ProfileField } from '../../../../../../functions/lib/company/profile.ts';
import { runEmbeddedEngine } from '../../../../../../functions/lib/engines/embedded/engine.ts';
import { acme, fact, page } from '../../analysis/fixtures.ts';
import { claimsOf, valuesOf } from './site.ts';

const about = (sentence: string) => page('/about', `<h1>About us</h1><p>${sentence}</p>`);

describe('what the company is', () => {
  it('is said by the sentence about itself on the homepage before anything else', () => {
    const home = page(
      '/',
      '<h1>Ladders that hold</h1><p>Acme builds ladders for people who work at height. It is raining.</p>',
      '<title>Acme | Ladders</title><meta name="description" content="Buy a ladder from Acme, the maker of ladders that hold and never bend.">',
    );
    const elsewhere = about('We make ladders in a former mill since nobody else did it well.');

    const values = valuesOf('description', elsewhere, home);

    expect(values[0]).toBe('Acme builds ladders for people who work at height.');
    expect(values).toHaveLength(3);
  });

  it.each([
    '<p>Acme is hiring a lot of new people this very year.</p>',
    '<p>Acme is proud to be a sponsor of the village fair.</p>',
    '<p>We use cookies to make our website the best that it can be.</p>',
  ])('is not said by %s', (body) => {
    expect(valuesOf('description', page('/', `<h1>Welcome to you</h1>${body}`))).toEqual([]);
  });

  it('is best said by what defines it', () => {
    const head = '<meta name="description" content="Acme is a lightweight ladder for roofs that are steep.">';
    const home = page('/', '<h1>Hello all</h1><p>Acme gives you clear and useful steps to the roof.</p>', head);

    const claims = claimsOf(home).filter((claim) => claim.field === 'description');

    expect(claims.toSorted((left, right) => right.confidence - left.confidence)[0]?.value).toMatch(/^Acme is/);
  });

  it('is not said by a list of keywords', () => {
    const head = '<meta name="description" content="ladder, ladders, steps, stairs, height, work, tool, safe, cheap">';

    expect(valuesOf('description', page('/', '<h1>Hello all</h1>', head))).toEqual([]);
  });

  it('has the name that its title carries', () => {
    expect(valuesOf('companyName', page('/', '<h1>Hi there</h1>', '<title>Acme | Ladders</title>'))).toEqual(['Acme']);
    expect(valuesOf('companyName', page('/', '<h1>Hi there</h1>', '<title>Ladders</title>'))).toEqual([]);
  });

  it.each([
    ['© 2026 Acme, Inc. All rights reserved', 'Acme, Inc.'],
    ['Acme Ladders GmbH & Co. KG, Am Tor 1', 'Acme Ladders GmbH & Co. KG'],
    ['Acme Ltd, registered in England and Wales', 'Acme Ltd'],
    ['Not affiliated with Acme Software LLC', undefined],
    ['© 2026 Globex, Inc.', undefined],
  ])('has the legal name of %j', (line, name) => {
    expect(valuesOf('legalName', page('/', `<h1>Ladders for all</h1><p>${line}</p>`))[0]).toBe(name);
  });
});

describe('figures of the company', () => {
  it.each<[ProfileField, string, unknown]>([
    ['employees', 'We are a team of 118 people.', 118],
    ['employees', 'Today 1,340 people work at Acme, most of them in Lyon.', 1340],
    ['employees', 'It employs 1,150 people.', 1150],
    ['employees', 'We are 62 people.', 62],
    ['employees', 'Wir beschäftigen 185 Mitarbeiterinnen und Mitarbeiter.', 185],
    ['companySize', 'We are a team of 118 people.', '51-200 employees'],
    ['founded', 'Acme was founded in 2016 in Columbus, Ohio, by two climbers.', 2016],
    ['founded', 'Acme wurde 1952 von Alois Leiter in Regensburg gegründet.', 1952],
    ['founded', 'Founded in 1998 by a roofer.', 1998],
    ['headquarters', 'Headquarters: Strijp-T 14, 5617 AA Eindhoven, Netherlands.', 'Eindhoven, Netherlands'],
    ['headquarters', 'Our office is at 9 Water Lane, Leeds LS11 5WD, United Kingdom.', 'Leeds, United Kingdom'],
    ['headquarters', 'We are headquartered in Lyon, France and like it there.', 'Lyon, France'],
    ['marketPresence', 'We have offices in Lyon, Leeds and Osaka.', 'We have offices in Lyon, Leeds and Osaka.'],
  ])('%s is read from %j', (field, sentence, value) => {
    expect(valuesOf(field, about(sentence))).toEqual([value]);
  });

  it.each<[ProfileField, string]>([
    ['employees', 'We help companies with 50 employees to climb.'],
    ['employees', 'Designed to meet the needs of enterprises with 500+ employees.'],
    ['employees', 'Our app is for teams of up to 500 people.'],
    ['employees', 'We bring benefits to over 55,000 employees across the region.'],
    ['employees', 'Our team of 2024 was great.'],
    ['founded', 'Our customer Globex was founded in 1911.'],
    ['founded', 'We launched version 3 in 2019.'],
    ['founded', 'Acme was founded in 2090.'],
    ['headquarters', 'Our decisions are based in evidence.'],
    ['marketPresence', '“They have offices in every town,” says our friend.'],
  ])('%s is not read from %j', (field, sentence) => {
    expect(valuesOf(field, about(sentence))).toEqual([]);
  });

  it('takes the address under a heading for the seat', () => {
    const contact = page(
      '/contact',
      '<h1>Contact</h1><h2>Headquarters</h2><p>410 N High St, Columbus, Ohio, United States</p>',
    );

    expect(valuesOf('headquarters', contact)).toEqual(['Columbus, Ohio, United States']);
  });

  it('takes no loose text under such a heading for one', () => {
    const contact = page(
      '/contact',
      '<h1>Contact</h1><h2>Headquarters</h2><p>Come by and see us, we bake on Fridays</p>',
    );

    expect(valuesOf('headquarters', contact)).toEqual([]);
  });
});

describe('what sources stated', () => {
  it('gives the size band where the pages name no number', () => {
    const home = page('/', '<h1>Ladders for all</h1>', '<meta name="description" content="numberOfEmployees 340">');
    const content = {
      documents: [home],
      facts: [fact(home, 'employees', 340, 'numberOfEmployees 340')],
    };

    const { claims } = runEmbeddedEngine(content, acme, 'account-executive', 'discovery');

    expect(claims.find((claim) => claim.field === 'companySize')?.value).toBe('201-500 employees');
  });
});

describe('the industry', () => {
  it('is the one that the words of the site speak for, with the words as quote', () => {
    const home = page(
      '/',
      '<h1>Payroll and time sheets for shift workers</h1><p>HR software for employee scheduling and payroll.</p>',
    );

    expect(valuesOf('industry', home)).toEqual(['Human Resources Software']);
  });

  it('is open where little is said or two are level', () => {
    expect(valuesOf('industry', page('/', '<h1>Welcome to the world of Acme</h1>'))).toEqual([]);
    expect(valuesOf('industry', page('/', '<h1>Insurance farming payroll coffee</h1>'))).toEqual([]);
  });
});

describe('people', () => {
  const team = (body: string) => valuesOf('keyExecutives', page('/team', `<h1>Leadership</h1>${body}`));

  it('are executives with their titles, one block after the other', () => {
    expect(
      team('<div><h3>Ann Lee</h3><p>Chief Executive Officer</p></div><div><h3>Jo van Dyk</h3><p>VP Sales</p></div>'),
    ).toEqual([
      { name: 'Ann Lee', title: 'Chief Executive Officer' },
      { name: 'Jo van Dyk', title: 'VP Sales' },
    ]);
  });

  it('are executives listed in one paragraph', () => {
    expect(
      team(
        '<p>Imogen Thackray, Chief Executive<br>Callum Ferreby, Chief Technology Officer<br>Nadia Okonjo-Hale, Head of Sales</p>',
      ),
    ).toEqual([
      { name: 'Imogen Thackray', title: 'Chief Executive' },
      { name: 'Callum Ferreby', title: 'Chief Technology Officer' },
      { name: 'Nadia Okonjo-Hale', title: 'Head of Sales' },
    ]);
  });

  it('are named with the company in its news', () => {
    const news = page(
      '/news/opening',
      '<h1>Acme opens a plant</h1><p>“We are glad,” says Marijke Oldenzaal, CEO of Acme.</p>',
    );

    expect(valuesOf('keyExecutives', news)).toEqual([{ name: 'Marijke Oldenzaal', title: 'CEO' }]);
  });

  it.each([
    ['a customer who praises', '<blockquote>“Great ladders”</blockquote><p>Ann Lee</p><p>CEO at Globex</p>'],
    ['somebody of another company', '<h3>Ann Lee</h3><p>CEO at Globex</p>'],
    ['somebody without a senior title', '<h3>Ann Lee</h3><p>Ladder tester</p>'],
    ['somebody whose title is too long', `<h3>Ann Lee</h3><p>CEO ${'and more '.repeat(12)}</p>`],
    ['an executive who follows a quote', '<p>“Great work”</p><h3>Ann Lee</h3><p>CEO</p>'],
    ['a former one', '<h3>Ann Lee</h3><p>Former CEO</p>'],
    ['a heading that is no person', '<h3>Our Leadership Team</h3><p>Chief Executive Officer</p>'],
  ])('are not %s', (_who, body) => {
    expect(team(body)).toEqual([]);
  });
});
