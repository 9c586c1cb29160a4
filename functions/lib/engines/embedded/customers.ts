import { foldText } from '../../analysis/claims/folding.ts';
import { labelsIn } from '../../analysis/vocabulary/label.ts';
import { markets } from '../../analysis/vocabulary/markets.ts';
import { isSameDomain } from '../../company/domain.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Block, Document } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { bylineCustomers } from './bylines.ts';
import { readNameList } from './name-lists.ts';
import { distinctValues } from './products.ts';
import { looksLikeName } from './proper-names.ts';
import { type Page, pagesFor, type Reading } from './reading.ts';
import { splitSentences } from './sentences.ts';

const mostCustomers = 20;

const customersTitle =
  /^(?:our )?(?:customers?|clients?|references?|customer stories|case studies|success stories|referenzen|kunden|unsere kunden)$/i;
const trustCue =
  /\btrusted by\b|\bused by\b|\bloved by\b|\bchosen by\b|\bour (?:customers|clients)\b|\bcustomers (?:include|like|such as)\b|\bwho['’]?s using\b|\b(?:join|powering|helping)\b.*\b(?:teams|companies|brands|businesses|customers|organi[sz]ations)\b|\b(?:companies|teams|brands|organi[sz]ations|businesses) (?:that|who|using|trust|rely|run|use)\b|\bcustomer (?:stories|logos)\b|\b(?:shipped|built|run) (?:on|with)\b/i;
const otherLogos =
  /\bintegrat|\bconnects? (?:with|to)\b|\bworks with\b|\bpartners?\b|\bfeatured (?:in|on)\b|\bas seen\b|\bpress\b|\bawards?\b|\brecogni[sz]ed\b|\bpayments? methods?\b|\baccept(?:ed|s)?\b|\bcertif|\bcomplian|\bsecurity\b|\bintegrations?\b|\binvestors?\b|\bbacked by\b|\brated\b|\breviews?\b|\bmember of\b|\bmodels?\b|\bframeworks?\b|\blanguages?\b/i;

/** Badges, shops, networks and review sites whose logos stand on every page. */
const neverCustomers =
  /^(?:G2|Capterra|Trust ?Radius|Trustpilot|GetApp|Gartner|Forrester|Software Advice|Software Suggest|Product Hunt|Crozdesk|SourceForge|App Store|Apple App Store|Google Play|Play Store|Facebook|Instagram|LinkedIn|Twitter|X|YouTube|TikTok|Pinterest|Discord|Reddit|Bluesky|Mastodon|Threads|GitHub|GDPR|HIPAA|CCPA|AICPA|SOC ?\d.*|ISO.*|PCI.*|BBB|Better Business Bureau|Visa|Mastercard|American Express|Amex|PayPal|Apple Pay|Google Pay|Google Reviews|Yelp|Angi|HomeAdvisor|Clutch|Inc|Inc 5000|Forbes|TechCrunch|Norton|McAfee|Menu|Close|Logo|Star|Stars|Rating|Check|Arrow|Flag|English|Deutsch|Français|Español)$/i;

const storyPath =
  /\/(?:customers?|case-stud(?:y|ies)|customer-stories|success-stories|stories|clients)\/([a-z0-9-]{2,})\/?$/i;
const aboutCustomers =
  /\b(?:customers?|clients?|users?|us(?:e|es|ed|ing)|trust(?:s|ed)?|rel(?:y|ies)|chosen|loved|we \w+ for|work with|serve|supply|companies|teams|brands)\b/i;
/** Stories are also filed by what was done. */
const topic =
  /\b(?:automation|migration|cloud|data|analytics|QA|testing|platform|design|development|healthcare|retail|finance|education|security|software|strategy)\b/i;
const listCue =
  /\b(?:(?:[Cc]ustomers|[Cc]lients|[Uu]sers) (?:include|including|like|such as|range from|are)|(?:[Tt]rusted|[Uu]sed|[Cc]hosen|[Ll]oved) by(?: teams at| engineers at| people at| companies like| companies such as| brands like| customers like| the likes of)?|(?:[Cc]ompanies|[Tt]eams|[Bb]rands|[Bb]usinesses|[Oo]rgani[sz]ations) (?:like|such as|including)|(?:among them|including)(?: the ones at| those at| teams at)?|[Ww]e \w+ for(?: the)?|[Ww]e (?:work with|serve|supply)(?: clients)?(?: like| such as| including)?)\s+(?=\p{Lu})/u;
/** Under such a heading, short names are those of customers. */
const customersHeading =
  /\b(?:trusted by|used by|loved by|chosen by)\b|\b(?:organi[sz]ations|companies|teams|customers|brands) (?:are using|use|using|trust|growing with|building (?:on|with)|who trust)\b|^(?:our|some of our|meet our) (?:customers|clients)$/i;
const leastUnderHeading = 4;
const mostBetweenNames = 9;

/** States customers: logos under words of trust, stories of their own, lists in sentences, and who signs a quote. */
export function stateCustomers(reading: Reading): FieldFact[] {
  const pages = pagesFor(reading, 'customers', 'home', 'about', 'products', 'pricing');
  const facts = [
    ...reading.pages.flatMap(({ document }) => storyCustomers(document, reading)),
    ...pages.flatMap(listedCustomers),
    ...pages.flatMap(logoCustomers),
    ...pages.flatMap((page) => headedCustomers(page, reading)),
    ...pagesFor(reading, 'customers').flatMap(enumeratedCustomers),
    ...pagesFor(reading, 'customers', 'home', 'products', 'pricing').flatMap((page) => bylineCustomers(page, reading)),
  ].filter((fact) => isCustomer(String(fact.value), reading));
  return distinctValues(facts).slice(0, mostCustomers);
}

function isCustomer(name: string, reading: Reading): boolean {
  const isMarket = !name.includes(' ') && labelsIn(markets, name).length > 0;
  return (
    !isMarket && !neverCustomers.test(name) && !reading.names.some((own) => foldText(name).startsWith(foldText(own)))
  );
}

function customerFact(document: Document, value: string, quote: string, confidence: number): FieldFact[] {
  return stateFact(document, { field: 'customers', value, quotes: [quote], confidence });
}

function storyCustomers(document: Document, reading: Reading): FieldFact[] {
  const titles = document.blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text);
  return document.links.flatMap((link) => {
    const slug = storyPath.exec(URL.parse(link.url)?.pathname ?? '')?.[1];
    if (slug === undefined || !isSameDomain(link.url, reading.company.domain)) return [];
    const told = [link.text, ...titles.filter((title) => slugOf(title) === slug.toLowerCase())];
    return told.slice(0, 2).flatMap((text) => {
      const name = nameOfSlug(text, slug);
      return name === null ? [] : customerFact(document, name, text, 0.8);
    });
  });
}

/** The words of a text that make up a slug from its start: `How Blue Barn grew` for `blue-barn`. */
function nameOfSlug(text: string, slug: string): string | null {
  const words = text.split(' ').slice(0, 40);
  for (let start = 0; start < words.length; start += 1) {
    for (let end = Math.min(words.length, start + 4); end > start; end -= 1) {
      const name = words
        .slice(start, end)
        .join(' ')
        .replace(/['’]s$|[.,:;!?]+$/g, '');
      if (slugOf(name) === slug.toLowerCase() && looksLikeName(name) && !topic.test(name)) return name;
    }
  }
  return null;
}

function slugOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function listedCustomers({ document, blocks }: Page): FieldFact[] {
  return blocks
    .flatMap((block) => splitSentences(block.text))
    .flatMap((sentence) => {
      const match = listCue.exec(sentence);
      if (match === null || sentence.length > 400 || !aboutCustomers.test(sentence)) return [];
      const names = readNameList(sentence.slice(match.index + match[0].length));
      return names.flatMap((name) => customerFact(document, name, sentence, 0.8));
    });
}

/** Names listed right under the title of a page about customers; industries and menus are not meant. */
function enumeratedCustomers({ document, blocks }: Page): FieldFact[] {
  return blocks
    .filter((block) => block.section.length === 1 && customersTitle.test(block.section[0] ?? ''))
    .filter((block) => block.kind === 'list-item' || (block.kind === 'heading' && block.level === 2))
    .filter(
      (block) => looksLikeName(block.text, 4) && labelsIn(markets, block.text).length === 0 && !topic.test(block.text),
    )
    .flatMap((block) => customerFact(document, block.text, block.text, 0.75));
}

/** A row of logos, long enough to be one, under words that say whose they are. */
function logoCustomers({ document, blocks, purpose }: Page): FieldFact[] {
  return logoRows(blocks).flatMap(({ logos, around }) => {
    if (otherLogos.test(around)) return [];
    const isCued = trustCue.test(around) || purpose === 'customers';
    const named = logos.flatMap((block) => nameOfLogo(block.text, isCued) ?? []);
    if (named.length < (isCued ? 3 : 6)) return [];
    return named.flatMap(({ name, alt }) => customerFact(document, name, alt, isCued ? 0.75 : 0.6));
  });
}

interface LogoRow {
  readonly logos: readonly Block[];
  /** The heading above and the texts right before. */
  readonly around: string;
}

function logoRows(blocks: readonly Block[]): LogoRow[] {
  const rows: LogoRow[] = [];
  for (let index = 0; index < blocks.length; index += 1) {
    const first = blocks[index];
    if (first?.kind !== 'image-alt') continue;
    const length = blocks.slice(index).findIndex((block) => block.kind !== 'image-alt');
    const logos = length < 0 ? blocks.slice(index) : blocks.slice(index, index + length);
    const before = blocks.slice(Math.max(0, index - 2), index).map((block) => block.text);
    rows.push({ logos, around: [first.section.at(-1) ?? '', ...before].join(' · ') });
    index += logos.length;
  }
  return rows.filter((row) => row.logos.length >= 3);
}

const logoSuffix =
  /[\s-]+(?:(?:company|corporate|brand|customer|client|white|black|dark|light|color|colour)\s)*(?:logo(?:type)?|wordmark)$/i;

/** Without words of trust above, only an alternative text that calls itself a logo counts. */
function nameOfLogo(alt: string, isCued: boolean): { readonly name: string; readonly alt: string } | null {
  const name = alt
    .replace(logoSuffix, '')
    .replace(/^logo (?:of )?/i, '')
    .trim();
  if (name === alt && !isCued) return null;
  return looksLikeName(name, 4) ? { name, alt } : null;
}

/** Names that follow a heading such as `Trusted by teams at` one after the other, also where a site repeats them for an endless band. */
function headedCustomers({ document }: Page, reading: Reading): FieldFact[] {
  // The entries of a menu lead to the company's own pages.
  const ownLinks = new Set(
    document.links.filter(({ url }) => isSameDomain(url, reading.company.domain)).map(({ text }) => text),
  );
  return document.blocks.flatMap((block, index) => {
    const isCue = block.kind === 'heading' && customersHeading.test(block.text) && !otherLogos.test(block.text);
    const names = isCue ? namesBehind(document.blocks, index).filter((name) => !ownLinks.has(name)) : [];
    if (names.length < leastUnderHeading) return [];
    return names.flatMap((name) => customerFact(document, name, name, 0.7));
  });
}

/** Distinct names in the blocks right behind a place; a name and what is said of it take a few blocks. */
function namesBehind(blocks: readonly Block[], start: number): string[] {
  const names = new Map<string, string>();
  let last = start;
  for (let at = start + 1; at < blocks.length && at - last <= mostBetweenNames; at += 1) {
    const { kind, text, section } = blocks[at] ?? {};
    const isUnder = section?.at(-1) === blocks[start]?.text;
    if (text === undefined || !isUnder || kind === 'paragraph' || !looksLikeName(text, 3)) continue;
    names.set(foldText(text), text);
    last = at;
  }
  return [...names.values()];
}
