import type { AnswerView } from '../api/answer-view.ts';
import type { CompanyIntelligence } from '../company/answer.ts';
import type { BriefSection, Statement } from '../engines/insights.ts';

type Companies = NonNullable<AnswerView['companyIntelligence']>;

/**
 * Gives an answer as the web client's pages read it: what a vendor's page and what a customer's page
 * show, in one object, since both ask the same address for it. Lists hold what was found, null stands
 * where nothing was; nothing is made up to fill a page.
 */
export function analyseForFrontEnd(company: Companies, { customerIntelligence, metadata }: AnswerView) {
  return { ...vendorPage(company), ...customerPage(company, customerIntelligence), ...qualityOf(metadata) };
}

function vendorPage(company: Companies) {
  return {
    companyName: company.companyName,
    domain: company.domain,
    description: company.description,
    industry: company.industry,
    products: company.products,
    targetMarkets: company.targetMarkets,
    competitors: company.competitors,
    valuePropositions: company.valuePropositions,
    positioningStrategy: company.positioningStrategy,
    pricingModel: company.pricingModel,
    companySize: company.companySize ?? writeEmployees(company.employees),
    marketPresence: company.marketPresence,
    recentNews: company.recentNews,
    keyExecutives: company.keyExecutives,
    businessChallenges: company.businessChallenges,
    growthIndicators: company.growthIndicators,
    techStack: company.techStack,
    partnerships: company.partnerships,
  };
}

function customerPage(company: Companies, customer: AnswerView['customerIntelligence']) {
  const { sections } = company.brief;
  const makers = textsOf(customer?.decisionMakers.statements);
  const approach = textsOf(customer?.positioningGuidance.statements);
  const talking = textsOf(customer?.talkingPoints.statements);
  return {
    relevantDecisionMakers: makers.length > 0 ? makers : listOf(company.keyExecutives).flatMap(writeExecutive),
    techStackRelevance: company.techStack,
    buyingSignals: listOf(company.buyingSignals).flatMap(({ text }) => (typeof text === 'string' ? [text] : [])),
    competitiveUsage: textsOf(customer?.incumbents.statements),
    recommendedApproach: approach[0] ?? company.brief.summary,
    keyValueProps: talking.length > 0 ? talking : sectionTexts(sections, 'product-fit'),
    potentialPainPoints: company.businessChallenges,
    bestContactStrategy: makers[0] ?? sectionTexts(sections, 'who-to-try')[0] ?? null,
  };
}

function qualityOf({ generatedAt, dataQuality }: AnswerView['metadata']) {
  const { completeness, freshness, reliability, overall } = dataQuality;
  return { last_updated: generatedAt, data_quality: { completeness, freshness, reliability, overall } };
}

function writeEmployees(employees: CompanyIntelligence['employees']): string | null {
  return typeof employees === 'number' ? `${employees} employees` : null;
}

function writeExecutive({ name, title }: Readonly<Record<string, unknown>>): string[] {
  return typeof name === 'string' && typeof title === 'string' ? [`${name}, ${title}`] : [];
}

function sectionTexts(sections: readonly BriefSection[], id: string): string[] {
  return textsOf(sections.find((section) => section.id === id)?.statements);
}

function textsOf(statements: readonly Statement[] | undefined): string[] {
  return (statements ?? []).map(({ text }) => text);
}

/** The profile's lists are of unknown items here; only objects are of use. */
function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item) => typeof item === 'object' && item !== null);
}
