import type { Company } from '../enrichment/run.ts';
import type { SourceResult } from '../sources/outcome.ts';
import { isDomainMarketplace } from '../sources/own-site/parking.ts';
import { nameFromDomain } from '../sources/own-site/site-name.ts';
import { type Domain, isSameDomain, parseDomain } from './domain.ts';
import type { BasicInfo, Candidate, DomainCheck, Resolution, SearchFindings } from './identity.ts';
import { isSameName } from './name.ts';

/** What discovery found out; null for a part that was lost. */
export interface IdentityEvidence {
  readonly domain: Domain;
  readonly domainCheck: DomainCheck | null;
  readonly search: SearchFindings | null;
  readonly basicInfo: BasicInfo | null;
}

type Verdict = Omit<Resolution, 'sources'>;

/**
 * Decides whether one company stands on a domain. `matched` needs evidence that it does: its own
 * homepage, or others that tie a company to this very domain. A redirect to another registrable
 * domain is never followed silently; the caller chooses.
 */
export function resolveIdentity(evidence: IdentityEvidence): Resolution {
  const verdict =
    findRedirect(evidence) ??
    findParked(evidence) ??
    findByHomepage(evidence) ??
    findByOthers(evidence) ??
    giveUp(evidence);
  return { ...verdict, sources: sourcesOf(evidence) };
}

function findRedirect(evidence: IdentityEvidence): Verdict | null {
  const { domain } = evidence;
  const target = redirectOf(evidence);
  if (target === null || isDomainMarketplace(target)) return null;
  const hasSameLabel = target.split('.')[0] === domain.split('.')[0];
  const candidate: Candidate = {
    name: nameFromDomain(target),
    domain: target,
    description: null,
    matchScore: hasSameLabel ? 0.9 : 0.6,
    matchedOn: ['redirect'],
  };
  return refuse('ambiguous', [candidate], ['redirects_to_other_domain']);
}

/** The other registrable domain that the homepage leads to, seen by either look at it. */
function redirectOf({ domain, domainCheck, basicInfo }: IdentityEvidence): Domain | null {
  const shown = basicInfo?.finalUrl ? parseDomain(basicInfo.finalUrl) : null;
  return domainCheck?.redirectsTo ?? (shown === domain ? null : shown);
}

function findParked(evidence: IdentityEvidence): Verdict | null {
  const parkedReason = evidence.basicInfo?.parkedReason ?? null;
  if (parkedReason !== null) return refuse('parked', [], [parkedReason]);
  const isParked = Boolean(evidence.domainCheck?.parkedBy) || redirectOf(evidence) !== null;
  return isParked ? refuse('parked', [], ['parking_service']) : null;
}

/** The homepage stands for its domain; how sure the name is depends on who else gives it. */
function findByHomepage({ domain, search, basicInfo }: IdentityEvidence): Verdict | null {
  if (basicInfo?.status !== 'fetched') return null;
  const { name, description, finalUrl, documentKey } = basicInfo;
  const others = search?.names ?? [];
  const isAgreed = name !== null && others.some((other) => isSameName(other, name));
  const confidence = isAgreed ? 0.98 : name !== null ? 0.9 : others.length > 0 ? 0.75 : 0.5;
  const reasons = [
    ...(name === null ? [] : ['homepage_names_owner']),
    ...((search?.confirmations ?? 0) > 0 ? ['confirmed_by_others'] : []),
    ...(name === null && others.length === 0 ? ['name_from_domain'] : []),
  ];
  const company: Company = {
    domain,
    name: name ?? others[0] ?? nameFromDomain(domain),
    description,
    homepageUrl: finalUrl,
    homeDocumentKey: documentKey,
    confidence,
  };
  return { outcome: 'matched', company, candidates: otherCandidates(search, domain), reasons };
}

/** The site is closed to us, but others tie a company to this very domain. */
function findByOthers({ domain, search, basicInfo }: IdentityEvidence): Verdict | null {
  const name = search?.names[0];
  if (search === null || name === undefined || search.confirmations === 0) return null;
  const company: Company = {
    domain,
    name,
    description: null,
    homepageUrl: null,
    homeDocumentKey: null,
    confidence: Math.min(0.9, 0.6 + 0.15 * search.confirmations),
  };
  const reasons = ['confirmed_by_others', basicInfo?.source.reason ?? 'homepage_lost'];
  return { outcome: 'matched', company, candidates: otherCandidates(search, domain), reasons };
}

function giveUp({ domain, domainCheck, search, basicInfo }: IdentityEvidence): Verdict {
  const candidates = otherCandidates(search, domain);
  if (domainCheck?.dns === 'no_such_domain') {
    return candidates.length > 0
      ? refuse('ambiguous', candidates, ['no_such_domain'])
      : refuse('not_found', [], ['no_such_domain']);
  }
  return refuse('unreachable', candidates, [
    ...(domainCheck === null || domainCheck.dns === 'resolves' ? [] : [domainCheck.dns]),
    basicInfo?.source.reason ?? 'homepage_lost',
    ...(search === null ? ['search_lost'] : ['unknown_to_others']),
  ]);
}

function otherCandidates(search: SearchFindings | null, domain: Domain): Candidate[] {
  return (search?.candidates ?? []).filter((candidate) => !isSameDomain(candidate.domain, domain));
}

function refuse(outcome: Verdict['outcome'], candidates: Candidate[], reasons: string[]): Verdict {
  return { outcome, company: null, candidates, reasons };
}

function sourcesOf({ domainCheck, search, basicInfo }: IdentityEvidence): SourceResult[] {
  return [
    ...(domainCheck === null ? [] : [domainCheck.source]),
    ...(basicInfo === null ? [] : [basicInfo.source]),
    ...(search?.sources ?? []),
  ];
}
