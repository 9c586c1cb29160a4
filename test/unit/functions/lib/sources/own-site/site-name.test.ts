import { describe, expect, it } from 'vitest';
import type { Domain } from '../../../../../../functions/lib/company/domain.ts';
import { findSiteName, nameFromDomain } from '../../../../../../functions/lib/sources/own-site/site-name.ts';

const nameOf = (
  domain: string,
  parts: { organizationNames?: string[]; siteName?: string; title?: string; description?: string } = {},
) =>
  findSiteName({
    domain: domain as Domain,
    organizationNames: parts.organizationNames ?? [],
    siteName: parts.siteName ?? null,
    title: parts.title ?? null,
    description: parts.description ?? null,
  });

describe('findSiteName', () => {
  it.each([
    ['JSON-LD', 'acme.example', { organizationNames: ['Acme Corp'] }, 'Acme Corp'],
    ['the site name', 'a.example', { siteName: 'Acme' }, 'Acme'],
    [
      'a site name that is the address, as the title spells it',
      'acmeworks.example',
      { siteName: 'AcmeWorks.example', title: 'AcmeWorks - Anvils' },
      'AcmeWorks',
    ],
    [
      'a site name that is the address where nothing spells it otherwise',
      'acme.example',
      { siteName: 'Acme.example' },
      'Acme.example',
    ],
    ['the part of a title that spells the domain', 'acme.example', { title: 'Anvils for all | Acme' }, 'Acme'],
    ['a title after a colon', 'acme.example', { title: 'Acme: anvils' }, 'Acme'],
    [
      'words inside a title',
      'moosbach-waagen.example',
      { title: 'Moosbach Waagen für die Industrie' },
      'Moosbach Waagen',
    ],
    [
      'words inside a description',
      'posthog.com',
      { title: 'We make tools', description: 'PostHog, the toolbox.' },
      'PostHog',
    ],
    ['a title where the domain adds something usual', 'getacme.io', { title: 'Acme – anvils' }, 'Acme'],
    ['a title where the domain ends in something usual', 'acmehq.com', { title: 'Acme – anvils' }, 'Acme'],
    ['a name with a legal form', 'acme.example', { title: 'Acme Inc. | Home' }, 'Acme Inc.'],
  ])('finds it by %s', (_, domain, parts, expected) => {
    expect(nameOf(domain, parts)?.name).toBe(expected);
  });

  it.each([
    ['nothing', {}],
    ['a title that spells another word', { title: 'Welcome | Home' }],
    ['a site name as long as a sentence', { siteName: 'The best place to buy all of your anvils' }],
    ['a name without letters', { siteName: '...' }],
    ['an ending that is not usual', { title: 'Acm | Home' }],
  ])('finds none in %s', (_, parts) => {
    expect(nameOf('acme.example', parts)).toBeNull();
  });

  it('prefers what most places agree on', () => {
    const found = nameOf('acme.example', { organizationNames: ['Globex'], siteName: 'ACME', title: 'Acme | Anvils' });

    expect(found).toEqual({ name: 'ACME', agreeing: ['site-name', 'title', 'domain'] });
  });
});

describe('nameFromDomain', () => {
  it.each([
    ['acme.example', 'Acme'],
    ['moosbach-waagen.de', 'Moosbach Waagen'],
  ])('reads %s as %s', (domain, name) => {
    expect(nameFromDomain(domain as Domain)).toBe(name);
  });
});
