import type { Domain } from '../../company/domain.ts';
import type { BasicInfo } from '../../company/identity.ts';
import type { FieldFact, ProfileField } from '../../company/profile.ts';
import { type Document, type PageReading, readPageWithin } from '../../content/index.ts';
import { IntelligenceError } from '../../errors.ts';
import type { SourceResult } from '../outcome.ts';
import { stateFact } from '../record.ts';
import type { FetchedPage, MissingPage } from './fetch-page.ts';
import { findFormerNames } from './former-names.ts';
import { findOrganizations, textOf } from './organization.ts';
import { truncated } from './own-site.ts';
import { ownSiteId } from './own-site-id.ts';
import { findParkedReason } from './parking.ts';
import { findSiteName, nameFromDomain } from './site-name.ts';
import { findHomeElsewhere } from './stated-home.ts';
import { readStructuredFacts } from './structured-facts.ts';
import { visitHomepage } from './visit-homepage.ts';

/** A homepage as it shows its owner, with what is to be stored of it. */
export interface HomepageReading {
  /** Its document key and facts key are still null. */
  readonly info: BasicInfo;
  /** Null where there is nothing to keep: no page, or nobody's. */
  readonly document: Document | null;
  readonly facts: readonly FieldFact[];
}

const shortestDescription = 30;
const longestDescription = 600;

/** Visits a domain's homepage and reads who it says its owner is. `deadline` in epoch ms. */
export async function readHomepageInfo(
  domain: Domain,
  deadline: number,
  now: () => number = Date.now,
): Promise<HomepageReading> {
  const startedAt = now();
  const visit = await visitHomepage(domain, deadline, now);
  const reading = visit.state === 'page' ? await readVisit(visit, startedAt) : null;
  const ms = now() - startedAt;
  if (visit.state === 'missing') {
    const target = visit.redirectsTo === null ? null : await readTarget(visit.redirectsTo, deadline, now);
    return { info: { ...missingInfo(visit, domain, ms), redirectTarget: target }, document: null, facts: [] };
  }
  if (reading === null) {
    return {
      info: { ...nothing, status: 'blocked', source: result(visit.url, 'error', 'unreadable', ms) },
      document: null,
      facts: [],
    };
  }
  return describe(reading, domain, { ms, reason: visit.isTruncated ? truncated : null });
}

/** Whose page a redirect ends on, so that the caller can choose; null where there is no time or nobody. */
async function readTarget(target: Domain, deadline: number, now: () => number): Promise<BasicInfo['redirectTarget']> {
  const visit = await visitHomepage(target, deadline, now);
  const reading = visit.state === 'page' ? await readVisit(visit, now()) : null;
  if (reading === null) return { domain: target, name: null, description: null, formerNames: [] };
  const { info } = describe(reading, target, { ms: 0, reason: null });
  const { name, description, formerNames } = info;
  return { domain: target, name, description, formerNames };
}

async function readVisit({ url, html }: FetchedPage, startedAt: number): Promise<PageReading | null> {
  const observedAt = new Date(startedAt).toISOString();
  try {
    return await readPageWithin(html, { url, observedAt, sourceId: ownSiteId, purpose: 'home' });
  } catch (error) {
    if (error instanceof IntelligenceError && error.code === 'content.unreadable') return null;
    throw error;
  }
}

const nothing = {
  name: null,
  description: null,
  headquarters: null,
  founded: null,
  employees: null,
  finalUrl: null,
  homeElsewhere: null,
  formerNames: [],
  redirectTarget: null,
  documentKey: null,
  parkedReason: null,
} satisfies Partial<BasicInfo>;

function missingInfo(visit: MissingPage, domain: Domain, ms: number): BasicInfo {
  const finalUrl = visit.redirectsTo === null ? null : `https://${visit.redirectsTo}/`;
  const isSkipped = visit.reason === 'robots_disallowed';
  const outcome = visit.redirectsTo === null ? 'error' : 'no_match';
  return {
    ...nothing,
    status: visit.answered ? 'blocked' : 'unreachable',
    finalUrl,
    source: result(`https://${domain}/`, isSkipped ? 'skipped' : outcome, visit.reason, ms),
  };
}

function describe(
  { document, head }: PageReading,
  domain: Domain,
  { ms, reason }: Pick<SourceResult, 'ms' | 'reason'>,
): HomepageReading {
  const parkedReason = findParkedReason(document);
  if (parkedReason !== null) {
    const source = result(document.url, 'no_match', 'parked', ms);
    return {
      info: { ...nothing, status: 'fetched', finalUrl: document.url, parkedReason, source },
      document: null,
      facts: [],
    };
  }
  const organizations = findOrganizations(document, domain, head.siteName === null ? [] : [head.siteName]);
  const named = findSiteName({
    domain,
    organizationNames: organizations.flatMap(({ node }) => textOf(node, 'name') ?? []),
    siteName: head.siteName,
    title: document.title,
    description: head.description,
  });
  const structured = readStructuredFacts(document, { domain, names: named === null ? [] : [named.name] });
  const facts = [
    ...structured,
    ...nameFact(document, structured, named?.name),
    ...descriptionFact(document, head.description),
  ];
  const info: BasicInfo = {
    ...nothing,
    status: 'fetched',
    name: named?.name ?? null,
    description: surestValue(facts, 'description'),
    headquarters: surestValue(facts, 'headquarters'),
    founded: surestValue(facts, 'founded'),
    employees: surestValue(facts, 'employees'),
    finalUrl: document.url,
    homeElsewhere: findHomeElsewhere(document, head, domain),
    formerNames: findFormerNames(document, named?.name ?? nameFromDomain(domain)),
    source: {
      ...result(document.url, 'matched', reason, ms),
      observedAt: document.observedAt,
      fields: fieldsOf(facts),
    },
  };
  return { info, document, facts };
}

/** The name as a fact of its own, where structured data does not give it; quoted from wherever it stands. */
function nameFact(document: Document, known: readonly FieldFact[], name: string | undefined): FieldFact[] {
  if (name === undefined || known.some(({ field }) => field === 'companyName')) return [];
  const places = document.segments.filter(({ text }) => text.includes(name));
  const shown = places.find(({ origin, text }) => origin === 'meta' && text.length <= 120) ?? places[0];
  const quote = shown !== undefined && shown.text.length <= 120 ? shown.text : name;
  return stateFact(document, { field: 'companyName', value: name, quotes: [quote], confidence: 0.85 });
}

function descriptionFact(document: Document, description: string | null): FieldFact[] {
  const length = description?.length ?? 0;
  if (description === null || length < shortestDescription || length > longestDescription) return [];
  return stateFact(document, { field: 'description', value: description, quotes: [description], confidence: 0.75 });
}

/** The value of the surest fact of a field, null for none. */
function surestValue<Value>(facts: readonly FieldFact[], field: ProfileField): Value | null {
  const found = facts.filter((fact) => fact.field === field).sort((left, right) => right.confidence - left.confidence);
  return (found[0]?.value as Value | undefined) ?? null;
}

function fieldsOf(facts: readonly FieldFact[]): ProfileField[] {
  return [...new Set(facts.map(({ field }) => field))];
}

function result(url: string, outcome: SourceResult['outcome'], reason: string | null, ms: number): SourceResult {
  return {
    ...{
      id: `${ownSiteId}:home`,
      sourceId: ownSiteId,
      name: 'Company homepage',
      kind: 'official',
      url,
      outcome,
      reason,
      ms,
    },
    ...{ costUsd: 0, observedAt: null, fromCache: false, fields: [], documents: [], factsKey: null },
  };
}
