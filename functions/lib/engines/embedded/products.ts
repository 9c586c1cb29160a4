import { foldText } from '../../analysis/claims/folding.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Block, Document } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { looksLikeName } from './proper-names.ts';
import { type Page, pagesFor, type Reading } from './reading.ts';

/** More than these would be a catalogue, not a profile. */
const mostProducts = 12;

/** Pages of a product each: the last path part names the product. */
const productPath =
  /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?(?:products?|platform|apps|software|solutions\/products?|our-products|services|what-we-do)\/([a-z0-9-]+)\/?$/i;

/** Headings above a list of what is sold. */
const offeringHeading =
  /^(?:(?:our|the|all|explore our|discover our|featured)\s)?(?:products?|product (?:range|family|line|suite|portfolio)|services|solutions|offerings?|apps|tools)(?:\s(?:and|&)\s(?:services|products|solutions))?$|^(?:unsere )?produkte$|^what we (?:offer|make|build|sell|do)$/i;

/** Schema.org types of something sold. */
const soldTypes = new Set([
  'Product',
  'SoftwareApplication',
  'WebApplication',
  'MobileApplication',
  'Service',
  'ProductGroup',
]);

/**
 * States what the company sells: things it marks up as products, products with a page of their own,
 * and names listed under a heading such as `Our products`. Menu entries alone prove nothing.
 */
export function stateProducts(reading: Reading): FieldFact[] {
  const pages = reading.pages.filter((page) => page.purpose !== 'news' && page.purpose !== 'careers');
  const facts = [
    ...pages.flatMap(({ document }) => markedUpProducts(document)),
    ...pagesFor(reading, 'products', 'home').flatMap(listedProducts),
    ...pages.flatMap((page) => brandedProduct(page, reading)),
    ...pages.flatMap(({ document }) => linkedProducts(document, reading)),
  ].filter((fact) => !isCompanyItself(String(fact.value), reading));
  return distinctValues(facts).slice(0, mostProducts);
}

/** Keeps the first fact of each value. */
export function distinctValues(facts: readonly FieldFact[]): FieldFact[] {
  return [...new Map(facts.toReversed().map((fact) => [foldText(String(fact.value)), fact])).values()].toReversed();
}

function markedUpProducts(document: Document): FieldFact[] {
  return document.structuredData.flatMap((node) => {
    const types = [node['@type']].flat().map(String);
    const { name } = node;
    if (!types.some((type) => soldTypes.has(type)) || typeof name !== 'string' || name.length > 60) return [];
    const quote = quoteOfName(document, name);
    return quote === null
      ? []
      : stateFact(document, { field: 'products', value: name, quotes: [quote], confidence: 0.85 });
  });
}

function quoteOfName(document: Document, name: string): string | null {
  const raw = document.segments
    .filter((segment) => segment.origin === 'json-ld')
    .map((segment) => segment.text)
    .flatMap((text) =>
      [`"name": ${JSON.stringify(name)}`, `"name":${JSON.stringify(name)}`].filter((part) => text.includes(part)),
    );
  return raw[0] ?? null;
}

function listedProducts({ document, blocks, purpose }: Page): FieldFact[] {
  const found = blocks.filter((block) => {
    const parent = block.section.at(-1);
    if (parent === undefined || !looksLikeName(block.text)) return false;
    const underOffering = offeringHeading.test(parent);
    if (block.kind === 'heading')
      return (
        (underOffering && isExplained(block, blocks)) || (purpose === 'products' && isCatalogueEntry(block, blocks))
      );
    return block.kind === 'list-item' && underOffering && !document.links.some((link) => link.text === block.text);
  });
  return found.flatMap((block) =>
    stateFact(document, { field: 'products', value: block.text, quotes: [block.text], confidence: 0.75 }),
  );
}

/** What is sold is told about in the next block; a headline of the page's own is followed by another. */
function isExplained(block: Block, blocks: readonly Block[]): boolean {
  const next = blocks.slice(blocks.indexOf(block) + 1).find((other) => other.kind !== 'image-alt');
  return next?.kind === 'paragraph' && next.text.split(' ').length >= 2;
}

/** On a page called `Products`, its headings one level below the title, each with a text of its own. */
function isCatalogueEntry(block: Block, blocks: readonly Block[]): boolean {
  const title = blocks.find((other) => other.kind === 'heading' && other.level === 1);
  if (
    title === undefined ||
    !/^(?:our )?(?:products?|services|solutions|offerings?|platform|produkte|leistungen)\b/i.test(title.text)
  )
    return false;
  if (block.level !== 2 || block.section.length !== 1) return false;
  const next = blocks[blocks.indexOf(block) + 1];
  return next?.kind === 'paragraph' && next.text.length >= 30;
}

function linkedProducts(document: Document, reading: Reading): FieldFact[] {
  return document.links.flatMap((link) => {
    const { hostname = '', pathname = '' } = URL.parse(link.url) ?? {};
    const slug = productPath.exec(pathname)?.[1];
    const isNamed =
      slug !== undefined && looksLikeName(link.text) && slugOf(link.text, reading) === slugOf(slug, reading);
    // Documentation and marketplaces on other hosts list what others make.
    if (!isNamed || hostname.replace(/^www\./, '') !== reading.company.domain) return [];
    return stateFact(document, { field: 'products', value: link.text, quotes: [link.text], confidence: 0.7 });
  });
}

/** A page of its own whose title is the brand and a name: `Acme Flow`. */
function brandedProduct({ document, blocks, purpose }: Page, reading: Reading): FieldFact[] {
  if (purpose !== 'products' && purpose !== 'other') return [];
  const title = blocks.find((block) => block.kind === 'heading' && block.level === 1)?.text ?? '';
  const brand = reading.names.find((name) => title.startsWith(`${name} `));
  const rest = brand === undefined ? '' : title.slice(brand.length + 1);
  if (!looksLikeName(rest, 3) || !/^\p{Lu}/u.test(rest)) return [];
  return stateFact(document, { field: 'products', value: title, quotes: [title], confidence: 0.75 });
}

/** `Acme Flow` and `flow` lead to the same page. */
function slugOf(text: string, reading: Reading): string {
  const slug = text
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const brand = (reading.company.domain.split('.')[0] ?? '').toLowerCase();
  return slug.startsWith(`${brand}-`) ? slug.slice(brand.length + 1) : slug;
}

function isCompanyItself(name: string, reading: Reading): boolean {
  return reading.names.some((own) => foldText(own) === foldText(name));
}
