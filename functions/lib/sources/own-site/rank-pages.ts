import type { ProfileField } from '../../company/profile.ts';
import type { PagePurpose } from '../../content/document.ts';
import { depthOf, findPurpose, languageOf, type PageCandidate } from './page-purposes.ts';

/** A page that is to be read. */
export interface RankedPage {
  readonly url: string;
  readonly purpose: PagePurpose;
}

/** Which fields a kind of page usually fills, the kinds in the order of their worth to a seller. */
const fills: readonly [purpose: PagePurpose, fields: readonly ProfileField[]][] = [
  ['about', ['description', 'founded', 'headquarters', 'employees', 'industry', 'legalName']],
  ['products', ['products', 'valuePropositions', 'targetMarkets', 'positioningStrategy']],
  ['pricing', ['pricingModel', 'products']],
  ['customers', ['customers', 'targetMarkets']],
  ['team', ['keyExecutives']],
  ['news', ['recentNews', 'fundingRounds', 'growthIndicators', 'buyingSignals']],
  ['careers', ['hiring', 'growthIndicators', 'techStack']],
  ['security', ['complianceBadges']],
  ['partners', ['partnerships', 'techStack']],
  ['comparison', ['competitors']],
  ['contact', ['headquarters', 'legalName']],
  ['other', ['valuePropositions']],
];

/** What a homepage usually says at least a little of. */
const homeFields: readonly ProfileField[] = [
  'description',
  'products',
  'valuePropositions',
  'targetMarkets',
  'customers',
];

/** The fields that a page of this kind usually fills once it is read; a homepage's for kinds not known. */
export function fieldsOfPage(purpose: PagePurpose | null): readonly ProfileField[] {
  return fills.find(([kind]) => kind === purpose)?.[1] ?? homeFields;
}

/** More pages of one kind say little new. */
const mostOfKind: Readonly<Partial<Record<PagePurpose, number>>> = {
  pricing: 1,
  contact: 1,
  security: 2,
  team: 2,
  about: 3,
  comparison: 3,
  partners: 2,
  careers: 2,
};
const usualMost = 6;

interface RankOptions {
  /** Of the homepage, two letters. */
  readonly language: string | null;
  readonly known: ReadonlySet<ProfileField>;
  readonly limit: number;
}

/**
 * Chooses which pages to read: kinds that fill more of what is still unknown first, the best page of
 * each kind before the second of any, so that a small limit still sees the whole company.
 */
export function rankPages(candidates: readonly PageCandidate[], { language, known, limit }: RankOptions): RankedPage[] {
  const ranked = candidates
    .filter((candidate) => isInLanguage(candidate.url, language))
    .flatMap((candidate) => {
      const purpose = findPurpose(candidate);
      return purpose === null || purpose === 'home' ? [] : [{ ...candidate, purpose }];
    });
  const byPurpose = Map.groupBy(ranked, ({ purpose }): PagePurpose => purpose);
  const kinds = fills
    .map(([purpose, fields], order) => ({ purpose, order, open: fields.filter((field) => !known.has(field)).length }))
    .filter(({ purpose }) => byPurpose.has(purpose))
    .sort((left, right) => Number(right.open > 0) - Number(left.open > 0) || left.order - right.order);
  const rows = kinds.map(({ purpose }) =>
    (byPurpose.get(purpose) ?? [])
      .sort(purpose === 'news' ? byNews : byPlainness)
      .slice(0, mostOfKind[purpose] ?? usualMost),
  );
  const rounds = Math.max(0, ...rows.map((row) => row.length));
  const order = Array.from({ length: rounds }, (_, round) => rows.flatMap((row) => row[round] ?? [])).flat();
  return order.slice(0, limit).map(({ url, purpose }) => ({ url, purpose }));
}

/** Pages under another language's path are the same pages once more. */
function isInLanguage(url: string, language: string | null): boolean {
  const own = languageOf(url);
  return own === null || own === language || (language === null && own === 'en');
}

type Ranked = PageCandidate & RankedPage;

/** Short paths and linked pages before deep and unlinked ones. */
function byPlainness(left: Ranked, right: Ranked): number {
  return (
    depthOf(left.url) - depthOf(right.url) ||
    Number(right.text !== '') - Number(left.text !== '') ||
    left.url.length - right.url.length ||
    left.url.localeCompare(right.url)
  );
}

/** The overview first, then what changed last. */
function byNews(left: Ranked, right: Ranked): number {
  const isOverview = (page: Ranked) => Number(depthOf(page.url) === 1);
  return (
    isOverview(right) - isOverview(left) ||
    (right.changedAt ?? '').localeCompare(left.changedAt ?? '') ||
    byPlainness(left, right)
  );
}
