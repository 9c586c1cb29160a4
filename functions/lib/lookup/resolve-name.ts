import { type Domain, parseDomain } from '../company/domain.ts';
import type { Alias } from './aliases.ts';
import { exactKeys, nearKeys, wordKeys } from './keys.ts';
import { isLegalForm } from './name-forms.ts';
import { mayBeName } from './name-query.ts';
import { type AskedName, type NameMatch, rankAliases, readQuery } from './rank.ts';

/** Where aliases are found; the same questions to an index in memory and to the table. */
export interface AliasFinder {
  /** Gives the aliases kept under any of these keys; how many each key gives is bounded. */
  findAliases(keys: readonly string[]): Promise<readonly Alias[]>;
  /** Gives one alias of each company on this registrable domain. */
  findDomain(domain: Domain): Promise<readonly Alias[]>;
}

/** A company that a query may mean, and why. */
export interface CompanyMatch {
  readonly domain: string;
  /** What it is called where it matched. */
  readonly name: string;
  /** 0–1 */
  readonly matchScore: number;
  readonly matchedOn: readonly string[];
}

/**
 * What a query means. `matched`: the first match alone. `ambiguous`: any of the matches, or the one
 * there is for less than certain. `not_found`: none; matches of an unknown domain only resemble it.
 */
export interface NameResolution {
  readonly outcome: 'matched' | 'ambiguous' | 'not_found';
  /** Why it is not `matched`; `website_contradicts_name` where the two mean different companies. */
  readonly reasons: readonly string[];
  /** Best first. */
  readonly matches: readonly CompanyMatch[];
}

const mostMatches = 10;
/** From this score on nothing near can be better, so nothing near is looked for. */
const certainScore = 0.9;
/** Below it a match is a guess, which only a person may confirm. */
const confidentScore = 0.79;
/** What is worth showing. */
const leastScore = 0.25;
/** Matches closer together than this say the same; typing costs are an estimate, so typos need more. */
const margins = { certain: 0.005, near: 0.02 } as const;
/** Shorter names are one slip away from too many others. */
const shortestTypo = 6;
/** With a website that agrees, a name may be far from the one in the index. */
const leastWithWebsite = 0.4;

const nothing: NameResolution = { outcome: 'not_found', reasons: ['unknown'], matches: [] };

/**
 * Resolves a domain, a URL or a name as people write it to a company of the index. A website given
 * with a name must be that company's own. Throws what the finder throws.
 */
export async function resolveName(query: string, finder: AliasFinder, website?: string): Promise<NameResolution> {
  const named = await resolveAlone(query, finder);
  const domain = website === undefined ? null : parseDomain(website);
  return domain === null ? named : holdAgainst(domain, named, query, finder);
}

/** Resolves a name among a handful of aliases that somebody else has found. */
export function resolveAmong(query: string, aliases: readonly Alias[]): NameResolution {
  const asked = readQuery(query);
  return judge(rankAliases(asked, aliases), asked);
}

async function resolveAlone(query: string, finder: AliasFinder): Promise<NameResolution> {
  const domain = parseDomain(query);
  if (domain !== null) return resolveDomain(domain, query, finder);
  if (!mayBeName(query)) return nothing;
  const asked = readQuery(query);
  const exact = await rankExact(asked, finder);
  // `Inc.` alone is nearer to nothing than to anything.
  if (isCertain(exact) || asked.every(({ words }) => words.every(isLegalForm))) return judge(exact, asked);
  return judge(merge(exact, await rankNear(asked, finder)), asked);
}

/** Some names look like domains; but an unknown domain is a company of its own, whatever known name it resembles. */
async function resolveDomain(domain: Domain, query: string, finder: AliasFinder): Promise<NameResolution> {
  const owners = await finder.findDomain(domain);
  if (owners.length > 0) return judgeOwners(owners, query);
  const asked = readQuery(query);
  const exact = await rankExact(asked, finder);
  if (isCertain(exact)) return judge(exact, asked);
  const loose = [...asked, ...readQuery(domain.split('.')[0] ?? '')];
  const { matches } = judge(merge(await rankExact(loose, finder), await rankNear(loose, finder)), loose);
  return { outcome: 'not_found', reasons: ['unknown_domain'], matches };
}

async function rankExact(asked: AskedName, finder: AliasFinder): Promise<readonly NameMatch[]> {
  return rankAliases(asked, await finder.findAliases(keysBy(asked, exactKeys)));
}

async function rankNear(asked: AskedName, finder: AliasFinder): Promise<readonly NameMatch[]> {
  const keys = [...keysBy(asked, nearKeys), ...keysBy(asked, wordKeys)];
  return rankAliases(asked, await finder.findAliases(keys));
}

function isCertain(ranked: readonly NameMatch[]): boolean {
  return (ranked[0]?.score ?? 0) >= certainScore;
}

/** Rarely two companies share a registrable domain, on hosts of their own. */
function judgeOwners(owners: readonly Alias[], query: string): NameResolution {
  const matches = owners.map(({ domain, text }) => ({ domain, name: text, matchScore: 1, matchedOn: ['domain'] }));
  const host = URL.parse(/^https?:/i.test(query.trim()) ? query.trim() : `http://${query.trim()}`)?.hostname;
  const own = matches.filter(({ domain }) => domain === host || `www.${domain}` === host);
  if (own.length === 1) return { outcome: 'matched', reasons: [], matches: own };
  if (matches.length === 1) return { outcome: 'matched', reasons: [], matches };
  return { outcome: 'ambiguous', reasons: ['shared_domain'], matches };
}

function judge(ranked: readonly NameMatch[], asked: AskedName): NameResolution {
  const worthy = ranked.filter(({ score }) => score >= leastScore).slice(0, mostMatches);
  const [best, second] = worthy;
  if (best === undefined) return nothing;
  const matches = worthy.map(describe);
  const margin = best.score >= certainScore ? margins.certain : margins.near;
  if (second !== undefined && best.score - second.score < margin) {
    return { outcome: 'ambiguous', reasons: ['several_companies'], matches };
  }
  const size = Math.max(...asked.map(({ bare }) => bare.length));
  const isShort = best.agreement === 'typo' ? size < shortestTypo : size < 2;
  if (isShort || best.score < confidentScore) return { outcome: 'ambiguous', reasons: ['uncertain'], matches };
  return { outcome: 'matched', reasons: [], matches };
}

async function holdAgainst(
  domain: Domain,
  named: NameResolution,
  query: string,
  finder: AliasFinder,
): Promise<NameResolution> {
  const owners = await finder.findDomain(domain);
  const own = named.matches.find(
    ({ domain: matched, matchScore }) =>
      (matched === domain || owners.some((owner) => owner.domain === matched)) && matchScore >= leastWithWebsite,
  );
  if (own !== undefined) {
    return { outcome: 'matched', reasons: [], matches: [{ ...own, matchedOn: [...own.matchedOn, 'website'] }] };
  }
  const others = judgeOwners(owners, query).matches.map((match) => ({
    ...match,
    matchScore: 0.5,
    matchedOn: ['website'],
  }));
  const matches = [...named.matches, ...others].slice(0, mostMatches);
  return matches.length === 0 ? nothing : { outcome: 'ambiguous', reasons: ['website_contradicts_name'], matches };
}

function describe({ domain, alias, agreement, score }: NameMatch): CompanyMatch {
  const kind = { name: 'name', other: 'name', former: 'former_name', domain: 'domain_label' }[alias.kind];
  const matchedOn = agreement === 'exact' ? [kind] : [kind, agreement];
  return { domain, name: alias.text, matchScore: Math.round(score * 1000) / 1000, matchedOn };
}

/** Two passes over the same companies: each keeps its better match. */
function merge(first: readonly NameMatch[], second: readonly NameMatch[]): readonly NameMatch[] {
  const best = new Map<string, NameMatch>();
  for (const match of [...first, ...second]) {
    if (match.score > (best.get(match.domain)?.score ?? 0)) best.set(match.domain, match);
  }
  return [...best.values()].sort((left, right) => right.score - left.score);
}

function keysBy(asked: AskedName, keys: (forms: AskedName[number]) => readonly string[]): readonly string[] {
  return [...new Set(asked.flatMap(keys))];
}
