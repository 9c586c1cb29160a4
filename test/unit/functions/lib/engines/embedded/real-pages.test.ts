import { describe, expect, it } from 'vitest';
import { page } from '../../analysis/fixtures.ts';
import { claimsOf, valuesOf } from './site.ts';

/* How pages of real companies are built where the rules once went wrong. */

const home = (body: string) => page('/', `<h1>Ladders that hold in any wind</h1>${body}`);

describe('who signs a quote', () => {
  it.each([
    ['in quotation marks before it', '<p>“They hold in any wind.”</p><p>Head of Works, Globex</p>'],
    ['about the company behind it', '<p>CTO at Globex</p><p>We climb on Acme every single day of the week.</p>'],
    ['with the name before the role', '<p>“They hold in any wind.”</p><p>Ann Lee, Founder of Globex</p>'],
    [
      'with the company on a line of its own',
      '<p>“They hold in any wind.”</p><p>Director of Engineering</p><p>Globex</p>',
    ],
    ['under a heading about customers', '<h2>Customers climbing with Acme</h2><p>CTO, Globex</p>'],
    ['with a legal form', '<p>“They hold in any wind.”</p><p>Chief of Works, Globex, Inc</p>'],
  ])('is a customer by conclusion: %s', (_how, body) => {
    const claims = claimsOf(home(body)).filter(({ field }) => field === 'customers');

    expect(claims.map(({ value, basis }) => [value, basis])).toEqual([['Globex', 'derived']]);
  });

  it.each([
    ['nothing is said', '<h2>Our board</h2><p>CTO at Globex</p>'],
    ['the role has a field', '<p>“They hold in any wind.”</p><p>Vice President, Marketing</p>'],
    ['it is a region', '<p>“They hold in any wind.”</p><p>Head of Sales, EMEA</p>'],
    ['a person follows the role', '<p>“They hold in any wind.”</p><p>Director</p><p>Ann Lee</p>'],
  ])('is none where %s', (_why, body) => {
    expect(valuesOf('customers', home(body))).toEqual([]);
  });
});

describe('names under a heading of trust', () => {
  const list = (...names: string[]) => `<ul>${names.map((name) => `<li>${name}</li>`).join('')}</ul>`;

  it('are customers, one after the other', () => {
    const body = `<h2>Trusted by teams at</h2>${list('Globex', 'Initech', 'Hooli', 'Umbrex')}<h2>Enterprise</h2>${list('Single Sign-On')}`;

    expect(valuesOf('customers', home(body))).toEqual(['Globex', 'Initech', 'Hooli', 'Umbrex']);
  });

  it.each([
    ['too few', list('Globex', 'Initech')],
    [
      'entries of a menu',
      list(...['Views', 'Portals', 'Reports', 'Scale'].map((name) => `<a href="/platform/x">${name}</a>`)),
    ],
  ])('are not: %s', (_what, body) => {
    expect(valuesOf('customers', home(`<h2>Trusted by teams at</h2>${body}`))).toEqual([]);
  });

  it('are customers where a story of theirs is linked without its name', () => {
    const body = '<h4>Palace Playland</h4><p>95% less time.</p><a href="/customers/palace-playland">Watch video</a>';

    expect(valuesOf('customers', home(body))).toEqual(['Palace Playland']);
  });
});

describe('other lines of real pages', () => {
  it('compare the company to each rival in a link', () => {
    const links = ['Globex', 'Initech'].map((name) => `<a href="/alternatives/${name}">Compare Acme to ${name}</a>`);

    expect(valuesOf('competitors', home(`<p>${links.join(' ')}</p>`))).toEqual(['Globex', 'Initech']);
  });

  it('are a row of badges only where there are several', () => {
    expect(valuesOf('complianceBadges', home('<p>ISO 27001</p><p>GDPR</p><p>SOC 2 TYPE II</p>')).sort()).toEqual([
      'GDPR',
      'ISO 27001',
      'SOC 2 Type II',
    ]);
    expect(valuesOf('complianceBadges', home('<p>GDPR</p>'))).toEqual([]);
  });

  it('are no promises where a tutorial is named or a user speaks', () => {
    const body =
      '<h3>Build a Slack Chatbot with Acme Platform</h3><h3>Track every rung you ever climbed</h3><a href="/blog/rungs">Track every rung you ever climbed</a>' +
      '<p>Acme enables us to plan ladders quickly and comprehensibly for all our sites.</p>';

    expect(valuesOf('valuePropositions', home(body))).toEqual([]);
  });

  it('are no description where only a licence is told, or a user praises', () => {
    const body =
      '<p>Acme is proudly licensed under the GNU GPL v3 today.</p><p>Acme is the best ladder that I have ever used.</p><p>Acme is the ladder platform for people who work at height.</p>';

    expect(valuesOf('description', home(body))).toEqual(['Acme is the ladder platform for people who work at height.']);
  });

  it('are no positioning where a headline is animated and stands there twice', () => {
    const body = page(
      '/',
      '<h1>The ladderplatform for roofers The ladder platform for roofers and painters</h1><p>Hello there.</p>',
    );

    expect(valuesOf('positioningStrategy', body)).toEqual([]);
  });
});
