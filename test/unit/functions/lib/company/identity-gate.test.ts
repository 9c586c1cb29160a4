import { describe, expect, it } from 'vitest';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import type { BasicInfo, DomainCheck, SearchFindings } from '../../../../../functions/lib/company/identity.ts';
import { resolutionSchema } from '../../../../../functions/lib/company/identity.ts';
import { resolveIdentity } from '../../../../../functions/lib/company/identity-gate.ts';
import type { SourceResult } from '../../../../../functions/lib/sources/outcome.ts';

const domain = 'acme.example' as Domain;
const source = (id: string, reason: string | null = null): SourceResult => ({
  ...{
    id,
    sourceId: id,
    name: id,
    kind: 'official',
    url: null,
    outcome: reason === null ? 'matched' : 'error',
    reason,
  },
  ...{ ms: 1, costUsd: 0, observedAt: null, fromCache: false, fields: [], documents: [], factsKey: null },
});
const check = (changes: Partial<DomainCheck> = {}): DomainCheck => ({
  dns: 'resolves',
  parkedBy: null,
  redirectsTo: null,
  source: source('dns'),
  ...changes,
});
const home = (changes: Partial<BasicInfo> = {}): BasicInfo => ({
  status: 'fetched',
  name: 'Acme',
  description: 'Anvils.',
  headquarters: null,
  founded: null,
  employees: null,
  finalUrl: 'https://www.acme.example/',
  homeElsewhere: null,
  formerNames: [],
  redirectTarget: null,
  documentKey: 'documents/acme.example/1.json',
  parkedReason: null,
  source: source('home'),
  ...changes,
});
const closed = (status: 'blocked' | 'unreachable', reason: string) =>
  home({ status, name: null, description: null, finalUrl: null, documentKey: null, source: source('home', reason) });
const found = (changes: Partial<SearchFindings> = {}): SearchFindings => ({
  names: [],
  owners: [],
  confirmations: 0,
  candidates: [],
  sources: [source('wikidata:owner')],
  ...changes,
});
const namesake = {
  name: 'Acme',
  domain: 'acme.test' as Domain,
  description: null,
  matchScore: 0.5,
  matchedOn: ['name'],
};
const resolve = (domainCheck: DomainCheck | null, basicInfo: BasicInfo | null, search: SearchFindings | null) => {
  const resolution = resolveIdentity({ domain, domainCheck, basicInfo, search });
  expect(resolutionSchema.safeParse(resolution).success).toBe(true);
  expect(resolution.company === null).toBe(resolution.outcome !== 'matched');
  return resolution;
};

describe('resolveIdentity', () => {
  it('matches a homepage that names its owner as others do, and is surest then', () => {
    const agreed = resolve(check(), home(), found({ names: ['ACME Inc.'], confirmations: 1 }));
    const alone = resolve(check(), home(), found());
    const unnamed = resolve(check(), home({ name: null }), found({ names: ['Acme Works'], confirmations: 1 }));
    const silent = resolve(check(), home({ name: null }), null);

    expect(agreed).toMatchObject({
      outcome: 'matched',
      company: { name: 'Acme', homepageUrl: 'https://www.acme.example/' },
      reasons: ['homepage_names_owner', 'confirmed_by_others'],
    });
    expect(unnamed.company?.name).toBe('Acme Works');
    expect(silent).toMatchObject({ company: { name: 'Acme' }, reasons: ['name_from_domain'] });
    expect([agreed, alone, unnamed, silent].map(({ company }) => company?.confidence)).toEqual([0.98, 0.9, 0.75, 0.5]);
  });

  it('lists namesakes on other domains beside the match', () => {
    const own = { ...namesake, domain: 'shop.acme.example' as Domain };

    const resolution = resolve(check(), home(), found({ candidates: [namesake, own] }));

    expect(resolution.candidates).toEqual([namesake]);
  });

  it.each([
    [
      'the redirect that DNS and web show',
      check({ redirectsTo: 'globex.example' as Domain }),
      home(),
      'globex.example',
      0.6,
    ],
    [
      'the place where its homepage was found',
      check(),
      closed('blocked', 'redirects_elsewhere'),
      'acme.test.example',
      0.6,
    ],
    ['the same name elsewhere', check({ redirectsTo: 'acme.com' as Domain }), null, 'acme.com', 0.9],
  ])('leaves the choice to the caller after %s', (_, domainCheck, basicInfo, target, matchScore) => {
    const shown = basicInfo?.status === 'blocked' ? { ...basicInfo, finalUrl: `https://${target}/` } : basicInfo;

    const resolution = resolve(domainCheck, shown, found({ names: ['Acme'], confirmations: 2 }));

    expect(resolution).toMatchObject({ outcome: 'ambiguous', reasons: ['redirects_to_other_domain'] });
    expect(resolution.candidates[0]).toMatchObject({ matchScore, matchedOn: ['redirect'] });
  });

  it.each([
    ['its page says so', check(), home({ parkedReason: 'for_sale_notice' }), 'for_sale_notice'],
    ['its name servers say so', check({ parkedBy: 'Sedo' }), closed('unreachable', 'timeout'), 'parking_service'],
    [
      'it leads to a marketplace',
      check(),
      { ...closed('blocked', 'redirects_elsewhere'), finalUrl: 'https://sedo.com/' },
      'parking_service',
    ],
  ])('calls a domain parked when %s', (_, domainCheck, basicInfo, reason) => {
    expect(resolve(domainCheck, basicInfo, found())).toMatchObject({ outcome: 'parked', reasons: [reason] });
  });

  it('goes on with a closed site that others tie to the company', () => {
    const resolution = resolve(check(), closed('blocked', 'http_403'), found({ names: ['Acme'], confirmations: 1 }));

    expect(resolution).toMatchObject({
      outcome: 'matched',
      company: { name: 'Acme', homepageUrl: null, homeDocumentKey: null, confidence: 0.75 },
      reasons: ['confirmed_by_others', 'http_403'],
    });
  });

  it('goes on without a homepage that was lost on our side', () => {
    const resolution = resolve(check(), null, found({ names: ['Acme'], confirmations: 5 }));

    expect(resolution).toMatchObject({
      outcome: 'matched',
      company: { confidence: 0.9 },
      reasons: ['confirmed_by_others', 'homepage_lost'],
    });
  });

  it.each([
    [
      'closed and unknown to others',
      check(),
      closed('blocked', 'http_403'),
      found(),
      ['http_403', 'unknown_to_others'],
    ],
    ['closed while search was lost', check(), closed('unreachable', 'timeout'), null, ['timeout', 'search_lost']],
    [
      'without an address',
      check({ dns: 'no_address' }),
      closed('unreachable', 'no_address'),
      found({ names: ['Acme'] }),
      ['no_address', 'no_address', 'unknown_to_others'],
    ],
    ['lost in every way', null, null, null, ['homepage_lost', 'search_lost']],
  ])('calls a site unreachable that is %s', (_, domainCheck, basicInfo, search, reasons) => {
    expect(resolve(domainCheck, basicInfo, search)).toMatchObject({ outcome: 'unreachable', reasons });
  });

  it('finds nothing on a domain that does not exist, unless its name leads elsewhere', () => {
    const gone = check({ dns: 'no_such_domain' });
    const missing = closed('unreachable', 'no_such_domain');

    expect(resolve(gone, missing, found())).toMatchObject({ outcome: 'not_found', candidates: [] });
    expect(resolve(gone, missing, found({ candidates: [namesake] }))).toMatchObject({
      outcome: 'ambiguous',
      candidates: [namesake],
    });
  });

  it('asks whom the caller means where the page says it belongs to another domain', () => {
    const copied = home({ name: 'Globex', homeElsewhere: 'globex.example' as Domain });

    const resolution = resolve(check(), copied, found({ names: ['Acme'], confirmations: 1, owners: ['Acme'] }));

    expect(resolution).toMatchObject({
      outcome: 'ambiguous',
      reasons: ['states_other_domain'],
      candidates: [{ name: 'Globex', domain: 'globex.example', matchedOn: ['stated_home'] }],
    });
  });

  it('believes a register that ties the very name to the domain over a page’s tags', () => {
    const moved = home({ homeElsewhere: 'acme.test' as Domain });

    expect(resolve(check(), moved, found({ names: ['Acme'], owners: ['ACME Inc'] })).outcome).toBe('matched');
    expect(resolve(check(), moved, null).outcome).toBe('ambiguous');
    expect(resolve(check(), { ...moved, name: null }, null).candidates[0]?.name).toBe('Acme');
  });

  it('recognises a rename behind a redirect, and shows whose page it ends on', () => {
    const target = {
      domain: 'globex.example' as Domain,
      name: 'Globex',
      description: 'Bolts.',
      formerNames: ['Acme Inc'],
    };
    const led = {
      ...closed('blocked', 'redirects_elsewhere'),
      finalUrl: 'https://globex.example/',
      redirectTarget: target,
    };

    const renamed = resolve(check(), led, found({ candidates: [namesake] }));
    const bought = resolve(check(), { ...led, redirectTarget: { ...target, formerNames: [] } }, found());

    expect(renamed).toMatchObject({
      outcome: 'ambiguous',
      reasons: ['redirects_to_other_domain', 'renamed'],
      candidates: [
        { name: 'Globex', description: 'Bolts.', matchScore: 0.95, matchedOn: ['redirect', 'former_name'] },
        namesake,
      ],
    });
    expect(bought).toMatchObject({ reasons: ['redirects_to_other_domain'], candidates: [{ matchScore: 0.6 }] });
  });

  it('takes an earlier name as agreement, and another name as none', () => {
    const others = found({ names: ['Globex'], owners: ['Globex'], confirmations: 1 });

    const renamed = resolve(check(), home({ formerNames: ['Globex Ltd'] }), others);
    const sold = resolve(check(), home(), others);

    expect(renamed.reasons).toEqual(['homepage_names_owner', 'confirmed_by_others', 'renamed']);
    expect(renamed.company).toMatchObject({ confidence: 0.9, otherNames: ['Globex Ltd', 'Globex'] });
    expect(sold.reasons).toEqual(['homepage_names_owner', 'others_name_another_owner']);
    expect(sold.company).toMatchObject({ name: 'Acme', confidence: 0.6, otherNames: [] });
    expect(sold.sources.at(-1)).toMatchObject({ id: 'wikidata:owner', outcome: 'no_match', reason: 'other_owner' });
    expect(renamed.sources.at(-1)).toMatchObject({ outcome: 'matched' });
  });

  it('hands namesakes on, so that what is only tied to the name is held back', () => {
    const resolution = resolve(check(), home(), found({ candidates: [namesake] }));

    expect(resolution.reasons).toContain('has_namesakes');
    expect(resolution.company?.namesakes).toEqual([{ domain: 'acme.test', description: null }]);
  });

  it('hands on what every source came to', () => {
    const resolution = resolve(check(), home(), found());

    expect(resolution.sources.map(({ id }) => id)).toEqual(['dns', 'home', 'wikidata:owner']);
  });
});
