import type { Company } from '../enrichment/run.ts';
import type { SourceResult } from '../sources/outcome.ts';
import { isDomainMarketplace } from '../sources/own-site/parking.ts';
import { nameFromDomain } from '../sources/own-site/site-name.ts';
import { ownerSourceId } from '../sources/wikidata/owner-query.ts';
import { type Domain, isSameDomain, parseDomain } from './domain.ts';
import type { BasicInfo, Candidate, DomainCheck, Resolution, SearchFindings } from './identity.ts';
import { isSameName, mayBeSameName } from './name.ts';

/** What discovery found out; null for a part that was lost. */
export interface IdentityEvidence {
  readonly domain: Domain;
  readonly domainCheck: DomainCheck | null;
  readonly search: SearchFindings | null;
  readonly basicInfo: BasicInfo | null;
}

type Verdict = Omit<Resolution, 'sources'>;

/** The target names this company as what it was called before. */
const renamedScore = 0.95;
const mostNamesakes = 5;
const othersNameAnother = 'others_name_another_owner';

/**
 * Decides whether one company stands on a domain. `matched` needs evidence that it does: its own
 * homepage, or others that tie a company to this very domain. A redirect to another registrable
 * domain, or a page that says it belongs there, is never followed silently; the caller chooses.
 */
export function resolveIdentity(evidence: IdentityEvidence): Resolution {
  const verdict =
    findRedirect(evidence) ??
    findParked(evidence) ??
    findStatedElsewhere(evidence) ??
    findByHomepage(evidence) ??
    findByOthers(evidence) ??
    giveUp(evidence);
  const sources = sourcesOf(evidence);
  const isDisputed = verdict.reasons.includes(othersNameAnother);
  return { ...verdict, sources: isDisputed ? sources.map(withoutOwner) : sources };
}

function findRedirect(evidence: IdentityEvidence): Verdict | null {
  const { domain, search, basicInfo } = evidence;
  const target = redirectOf(evidence);
  if (target === null || isDomainMarketplace(target)) return null;
  const shown = basicInfo?.redirectTarget?.domain === target ? basicInfo.redirectTarget : null;
  const oldNames = [nameFromDomain(domain), ...(search?.names ?? [])];
  const isRenamed = (shown?.formerNames ?? []).some((former) => oldNames.some((old) => isSameName(former, old)));
  const candidate: Candidate = {
    name: shown?.name ?? nameFromDomain(target),
    domain: target,
    description: shown?.description ?? null,
    matchScore: isRenamed ? renamedScore : elsewhereScore(domain, target),
    matchedOn: isRenamed ? ['redirect', 'former_name'] : ['redirect'],
  };
  const reasons = ['redirects_to_other_domain', ...(isRenamed ? ['renamed'] : [])];
  return refuse('ambiguous', [candidate, ...otherCandidates(search, domain, target)], reasons);
}

/** The same label under another ending is most often the same company. */
function elsewhereScore(domain: Domain, target: Domain): number {
  return target.split('.')[0] === domain.split('.')[0] ? 0.9 : 0.6;
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

/**
 * A page that says it belongs to another domain is a copy, an old address or a country's door, unless
 * others tie its very name to this domain.
 */
function findStatedElsewhere({ domain, search, basicInfo }: IdentityEvidence): Verdict | null {
  const target = basicInfo?.homeElsewhere ?? null;
  if (basicInfo === null || target === null) return null;
  const { name } = basicInfo;
  const isHere = name !== null && (search?.owners ?? []).some((owner) => isSameName(owner, name));
  if (isHere) return null;
  const candidate: Candidate = {
    name: name ?? nameFromDomain(target),
    domain: target,
    description: basicInfo.description,
    matchScore: Math.max(0.8, elsewhereScore(domain, target)),
    matchedOn: ['stated_home'],
  };
  return refuse('ambiguous', [candidate, ...otherCandidates(search, domain, target)], ['states_other_domain']);
}

/** The homepage stands for its domain; how sure the name is depends on who else gives it. */
function findByHomepage({ domain, search, basicInfo }: IdentityEvidence): Verdict | null {
  if (basicInfo?.status !== 'fetched') return null;
  const { name, description, finalUrl, documentKey, formerNames } = basicInfo;
  const others = search?.names ?? [];
  const isFormer = (other: string) => formerNames.some((former) => isSameName(former, other));
  const agreeing = others.filter((other) => name === null || mayBeSameName(other, name) || isFormer(other));
  const isDisputed = others.length > 0 && agreeing.length === 0;
  const candidates = otherCandidates(search, domain);
  const reasons = [
    ...(name === null ? [] : ['homepage_names_owner']),
    ...((search?.confirmations ?? 0) > 0 && !isDisputed ? ['confirmed_by_others'] : []),
    ...(isDisputed ? [othersNameAnother] : []),
    ...(others.some(isFormer) ? ['renamed'] : []),
    ...(name === null && others.length === 0 ? ['name_from_domain'] : []),
    ...(candidates.length > 0 ? ['has_namesakes'] : []),
  ];
  const company: Company = {
    domain,
    name: name ?? others[0] ?? nameFromDomain(domain),
    description,
    homepageUrl: finalUrl,
    homeDocumentKey: documentKey,
    confidence: confidenceOf(name, others, isDisputed),
    otherNames: [...new Set([...formerNames, ...agreeing.filter((other) => other !== name)])],
    namesakes: namesakesOf(candidates),
  };
  return { outcome: 'matched', company, candidates, reasons };
}

function confidenceOf(name: string | null, others: readonly string[], isDisputed: boolean): number {
  if (name === null) return others.length > 0 ? 0.75 : 0.5;
  if (isDisputed) return 0.6;
  return others.some((other) => isSameName(other, name)) ? 0.98 : 0.9;
}

/** The site is closed to us, but others tie a company to this very domain. */
function findByOthers({ domain, search, basicInfo }: IdentityEvidence): Verdict | null {
  const name = search?.names[0];
  if (search === null || name === undefined || search.confirmations === 0) return null;
  const candidates = otherCandidates(search, domain);
  const company: Company = {
    domain,
    name,
    description: null,
    homepageUrl: null,
    homeDocumentKey: null,
    confidence: Math.min(0.9, 0.6 + 0.15 * search.confirmations),
    otherNames: search.names.slice(1),
    namesakes: namesakesOf(candidates),
  };
  const reasons = ['confirmed_by_others', basicInfo?.source.reason ?? 'homepage_lost'];
  return { outcome: 'matched', company, candidates, reasons };
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

function otherCandidates(search: SearchFindings | null, ...known: readonly Domain[]): Candidate[] {
  return (search?.candidates ?? []).filter(({ domain }) => !known.some((other) => isSameDomain(domain, other)));
}

function namesakesOf(candidates: readonly Candidate[]): NonNullable<Company['namesakes']> {
  return candidates.slice(0, mostNamesakes).map(({ domain, description }) => ({ domain, description }));
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

/** What a register says of another owner is nothing said of this one, and no engine reads it. */
function withoutOwner(source: SourceResult): SourceResult {
  if (source.id !== ownerSourceId) return source;
  return { ...source, outcome: 'no_match', reason: 'other_owner', documents: [] };
}
