import type { Domain } from '../../company/domain.ts';
import { foldCompanyName } from '../../company/name.ts';

/** Where a homepage may name its owner. */
export interface NameEvidence {
  readonly domain: Domain;
  /** Names of the organizations that its JSON-LD describes as its own. */
  readonly organizationNames: readonly string[];
  readonly siteName: string | null;
  readonly title: string | null;
  readonly description: string | null;
}

/** A name with what speaks for it. */
export interface SiteName {
  readonly name: string;
  /** Of `json-ld`, `site-name`, `title`, `description`, `domain`. */
  readonly agreeing: readonly string[];
}

interface Candidate {
  readonly name: string;
  readonly origin: 'json-ld' | 'site-name' | 'title' | 'description';
}

const separators = /\s+[|–—·•»:-]\s+|:\s+|\s*\|\s*/;
const longestName = 80;
const mostWords = 6;
/** How much each place counts; a title alone names a page rather than its owner. */
const weights: Readonly<Record<string, number>> = { 'json-ld': 3, 'site-name': 3, domain: 3, title: 1, description: 1 };
const enough = 3;

/**
 * Finds the name that most places of a homepage agree on, written as the best of them has it. A part
 * of the title counts only where another place or the domain agrees. Null where nothing names the owner.
 */
export function findSiteName({
  domain,
  organizationNames,
  siteName,
  title,
  description,
}: NameEvidence): SiteName | null {
  const candidates: Candidate[] = [
    ...organizationNames.map((name) => ({ name, origin: 'json-ld' as const })),
    ...(siteName === null ? [] : [{ name: siteName, origin: 'site-name' as const }]),
    ...[...(title ?? '').split(separators), ...spellingsOf(domain, title)].map((name) => ({
      name: name.trim(),
      origin: 'title' as const,
    })),
    ...spellingsOf(domain, description).map((name) => ({ name, origin: 'description' as const })),
  ].filter(({ name }) => isNameLike(name));
  const spelling = candidates.find(({ name }) => spellingsOf(domain, name).includes(name))?.name;
  const groups = Map.groupBy(unwrapped(candidates, domain, spelling), ({ name }) => foldCompanyName(name));
  const named = [...groups].map(([folded, group]): SiteName => {
    const agreeing = [
      ...new Set(group.map(({ origin }) => origin)),
      ...(spellsDomain(folded, domain) ? ['domain'] : []),
    ];
    return { name: group[0]?.name ?? folded, agreeing };
  });
  const best = named.sort((left, right) => weightOf(right) - weightOf(left))[0];
  return best !== undefined && weightOf(best) >= enough ? best : null;
}

/** Who signs with the address, `Acme.org`, and calls itself `Acme` elsewhere, is called `Acme`. */
function unwrapped(candidates: readonly Candidate[], domain: Domain, spelling: string | undefined): Candidate[] {
  return candidates.map((candidate) =>
    spelling !== undefined && candidate.name.toLowerCase() === domain ? { ...candidate, name: spelling } : candidate,
  );
}

/** The name that a domain itself suggests: `moosbach-waagen.example` → `Moosbach Waagen`. */
export function nameFromDomain(domain: Domain): string {
  const label = domain.split('.')[0] ?? domain;
  return label
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}

/** Words of a text that, run together, are the domain's label: `PostHog`, `Moosbach Waagen`. */
function spellingsOf(domain: Domain, text: string | null): string[] {
  const label = (domain.split('.')[0] ?? '').replace(/-/g, '');
  const words = (text ?? '').split(/\s+/).slice(0, 60);
  return words.flatMap((_, start) => {
    const spans = [1, 2, 3, 4].map((length) => words.slice(start, start + length).join(' '));
    const found = spans.find((span) => foldCompanyName(span).replace(/[^\p{L}\p{N}]/gu, '') === label);
    return found === undefined ? [] : [found.replace(/[^\p{L}\p{N})!]+$/u, '')];
  });
}

function weightOf({ agreeing }: SiteName): number {
  return agreeing.reduce((sum, place) => sum + (weights[place] ?? 0), 0);
}

function isNameLike(name: string): boolean {
  return (
    name.length >= 2 &&
    name.length <= longestName &&
    name.split(/\s+/).length <= mostWords &&
    foldCompanyName(name) !== ''
  );
}

/** Whether a folded name is the domain's label, or its beginning where something generic follows (`acmehq.com`). */
function spellsDomain(folded: string, domain: Domain): boolean {
  const name = folded.replace(/[^\p{L}\p{N}]/gu, '');
  const label = (domain.split('.')[0] ?? '').replace(/[^a-z0-9]/g, '');
  if (name === label || name === domain.replace(/[^a-z0-9]/g, '')) return true;
  const rest = label.startsWith(name)
    ? label.slice(name.length)
    : label.endsWith(name)
      ? label.slice(0, -name.length)
      : null;
  return name.length >= 3 && rest !== null && genericAffixes.has(rest);
}

const genericAffixes = new Set(
  'get try use go my the join with app hq ai io inc co corp group labs lab tech team software online web site health pay data cloud dev global world us usa uk eu'.split(
    ' ',
  ),
);
