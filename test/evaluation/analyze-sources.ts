import { type Verified, verifyInsights } from '../../functions/lib/analysis/claims/verify-insights.ts';
import { processContent } from '../../functions/lib/analysis/process-content.ts';
import type { Domain } from '../../functions/lib/company/domain.ts';
import type { FieldFact } from '../../functions/lib/company/profile.ts';
import { type PageReading, readPageWithHead } from '../../functions/lib/content/index.ts';
import { runEmbeddedEngine } from '../../functions/lib/engines/embedded/engine.ts';
import type { Company } from '../../functions/lib/enrichment/run.ts';
import { findPurpose } from '../../functions/lib/sources/own-site/page-purposes.ts';
import { findSiteName } from '../../functions/lib/sources/own-site/site-name.ts';
import { readStructuredFacts } from '../../functions/lib/sources/own-site/structured-facts.ts';
import { type FoundPage, searchDocument } from '../../functions/lib/sources/search-document.ts';
import { isAbout } from '../../functions/lib/sources/search-findings.ts';

/** What is known of one company, already fetched. */
export interface Source {
  readonly pages: readonly { readonly url: string; readonly html: string }[];
  readonly searchResults: readonly FoundPage[];
}

const observedAt = Date.UTC(2026, 0, 1);
/** As a standard run has it, in tokens. */
const budget = { perDocument: 12_000, total: 80_000 };

/** Takes sources through the pipeline's own stages: read, clean, state, verify. */
export function analyzeSources(
  domain: Domain,
  { pages, searchResults }: Source,
): { readonly company: Company; readonly verified: Verified } {
  const readings = pages.map(({ url, html }) => readOwnPage(url, html));
  const company = describeCompany(domain, readings[0]);
  const found = searchResults.filter((page) => isAbout(page, domain, [company.name]));
  const documents = [
    ...readings.map(({ document }) => document),
    ...found.map((page) => searchDocument('search-result', page, observedAt)),
  ];
  const facts: FieldFact[] = readings.flatMap(({ document }) =>
    readStructuredFacts(document, { domain, names: [company.name] }),
  );
  const { content } = processContent(documents, facts, budget);
  const insights = runEmbeddedEngine(content, company, 'account-executive', 'discovery');
  return { company, verified: verifyInsights(insights, content, company).verified };
}

function readOwnPage(url: string, html: string): PageReading {
  const isHome = URL.parse(url)?.pathname === '/';
  const purpose = isHome ? 'home' : findPurpose({ url, text: '', changedAt: null });
  return readPageWithHead(html, { url, sourceId: 'own-site', observedAt: new Date(observedAt).toISOString(), purpose });
}

function describeCompany(domain: Domain, home: PageReading | undefined): Company {
  const named =
    home === undefined
      ? null
      : findSiteName({
          domain,
          organizationNames: [],
          siteName: home.head.siteName,
          title: home.document.title,
          description: home.head.description,
        });
  return {
    domain,
    name: named?.name ?? domain.split('.')[0] ?? domain,
    description: home?.head.description ?? null,
    homepageUrl: home?.document.url ?? null,
    homeDocumentKey: null,
    confidence: 1,
  };
}
