import { readsAsInstruction } from '../../analysis/instructions.ts';
import { isSameDomain } from '../../company/domain.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Content } from '../../content/content.ts';
import type { Block, Document, PagePurpose } from '../../content/document.ts';
import type { Company } from '../../enrichment/run.ts';

/** A page of the company's own site with the blocks that say something. */
export interface Page {
  readonly document: Document;
  readonly purpose: PagePurpose;
  /** Outside menus, footers and banners, in reading order. */
  readonly blocks: readonly Block[];
}

/** The content as the rules of the embedded engine read it. */
export interface Reading {
  readonly company: Company;
  /** Company name and domain label, as they may stand in its texts. */
  readonly names: readonly string[];
  readonly pages: readonly Page[];
  /** Documents of others: news, search results, records. */
  readonly others: readonly Document[];
  readonly facts: readonly FieldFact[];
}

const noise =
  /\bcookies?\b|\byour consent\b|\bjavascript\b|\ball rights reserved\b|\bskip to\b|^(?:log|sign) ?(?:in|up|out)\b|\bsubscribe to\b|\bterms of (?:service|use)\b|\bprivacy (?:policy|notice)\b|\bunsubscribe\b|\bby (?:clicking|submitting|signing)\b|\brecaptcha\b|\blorem ipsum\b/i;

const pathPurposes: readonly (readonly [RegExp, PagePurpose])[] = [
  [/^\/?(?:[a-z]{2}(?:-[a-z]{2})?\/?)?(?:index\.\w+|home)?$/i, 'home'],
  [/\/(?:vs|versus|compare|comparisons?|alternatives?)(?:[/-]|$)|-(?:vs|alternatives?)(?:-|\/|$)/i, 'comparison'],
  [/\/(?:team|leadership|management|people|our-team|executives|board|geschaeftsfuehrung)(?:\/|$)/i, 'team'],
  [/\/(?:about|about-us|company|who-we-are|our-story|mission|ueber-uns|unternehmen)(?:\/|$)/i, 'about'],
  [/\/(?:pricing|plans|prices?|preise)(?:\/|$)/i, 'pricing'],
  [
    /\/(?:customers?|case-stud(?:y|ies)|success-stories|customer-stories|references|referenzen|kunden|clients|stories)(?:\/|$)/i,
    'customers',
  ],
  [/\/partners?(?:hips?)?(?:\/|$)/i, 'partners'],
  [/\/(?:careers?|jobs|join-us|open-positions|karriere|stellen)(?:\/|$)/i, 'careers'],
  [/\/(?:security|trust|compliance)(?:\/|$)/i, 'security'],
  [/\/(?:news|newsroom|press|press-releases|announcements|presse|aktuelles)(?:\/|$)|\/blog\/?$/i, 'news'],
  [/\/(?:contact|contact-us|locations|kontakt|impressum|imprint|legal-notice)(?:\/|$)/i, 'contact'],
  [/\/(?:products?|platform|solutions?|services?|features?|produkte|leistungen)(?:\/|$)/i, 'products'],
];

/** Sorts the documents of a content into own pages and others, without text that addresses machines. */
export function readContent(content: Content, company: Company): Reading {
  const own = content.documents.filter((document) => isOwnPage(document, company));
  return {
    company,
    names: namesOf(company),
    pages: own.map(toPage),
    others: content.documents.filter((document) => !own.includes(document)),
    facts: content.facts,
  };
}

/** Gives the pages of the given purposes. */
export function pagesFor(reading: Reading, ...purposes: readonly PagePurpose[]): Page[] {
  return reading.pages.filter((page) => purposes.includes(page.purpose));
}

/** Whether a text speaks of the company: by name, or as its own voice on its own page. */
export function speaksOfCompany(text: string, reading: Reading, own: boolean): boolean {
  if (own && /\b(?:we|our|us)\b/i.test(text)) return true;
  return reading.names.some((name) => containsName(text, name));
}

/** Whether a name stands in a text as whole words, in any case. */
export function containsName(text: string, name: string): boolean {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0) return false;
  return !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[at + name.length] ?? '');
}

/** Whether a text is a notice of the site rather than something about the company. */
export function isNoise(text: string): boolean {
  return noise.test(text) || readsAsInstruction(text);
}

function isOwnPage(document: Document, company: Company): boolean {
  return document.url.startsWith('http') && isSameDomain(document.url, company.domain) && document.blocks.length > 0;
}

function toPage(document: Document): Page {
  return {
    document,
    purpose: purposeOf(document),
    blocks: document.blocks.filter((block) => !block.boilerplate && !isNoise(block.text)),
  };
}

function purposeOf(document: Document): PagePurpose {
  if (document.purpose !== null && document.purpose !== 'other') return document.purpose;
  const path = URL.parse(document.url)?.pathname ?? '';
  return pathPurposes.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
}

/** `Acme Analytics, Inc.` is also written `Acme Analytics`; `acme.example` also `Acme`. */
function namesOf(company: Company): string[] {
  const bare = company.name.replace(/,?\s+(?:inc|llc|ltd|limited|gmbh|ag|corp|corporation|plc|se|pbc|co)\.?$/i, '');
  const label = company.domain.split('.')[0] ?? '';
  return [...new Set([company.name, bare, label].filter((name) => name.length > 1))];
}
