import type { PagePurpose } from '../../content/document.ts';

/** A page that might be read. */
export interface PageCandidate {
  readonly url: string;
  /** What links to it say; empty for pages known only from a sitemap. */
  readonly text: string;
  /** ISO 8601 date of its last change, where a sitemap tells. */
  readonly changedAt: string | null;
}

/** Words that path segments or link texts of a kind of page consist of, in several languages. */
const words: readonly [purpose: PagePurpose, pattern: RegExp][] = [
  ['pricing', /^(?:pricing|prices?|plans?|plans-and-pricing|pricing-plans|packages|tarife?|preise?|tarifs|precios)$/],
  [
    'comparison',
    /^(?:compare|comparisons?|competitors?|alternatives?|vs|why-us|switch|[\w-]+-(?:vs|versus|alternatives?)(?:-[\w-]+)?|vs-[\w-]+|versus-[\w-]+)$/,
  ],
  [
    'security',
    /^(?:security|trust|trust-center|trust-centre|compliance|data-protection|certifications?|soc-?2|iso-?27001|sicherheit)$/,
  ],
  [
    'customers',
    /^(?:customers?|clients?|our-clients|our-customers|case-stud(?:y|ies)|success-stories|customer-stories|stories|testimonials?|references?|referenzen|kunden|who-we-serve|work|portfolio)$/,
  ],
  [
    'partners',
    /^(?:partners?|partnerships?|partner-program|integrations?|marketplace|ecosystem|resellers?|alliances?)$/,
  ],
  [
    'careers',
    /^(?:careers?|jobs?|join|join-us|work-with-us|hiring|vacanc(?:y|ies)|open-positions|karriere|stellen(?:angebote)?|emplois?)$/,
  ],
  ['team', /^(?:team|our-team|leadership|management|people|founders|executives?|board|our-people|ueber-uns-team)$/],
  [
    'about',
    /^(?:about|about-us|company|our-company|our-story|story|who-we-are|mission|history|profile|imprint|impressum|unternehmen|ueber-uns|uber-uns|a-propos|sobre-nosotros|chi-siamo|over-ons|facts|at-a-glance)$/,
  ],
  [
    'news',
    /^(?:news|press|newsroom|press-releases?|press-room|media|blog|updates|announcements|releases|changelog|insights|aktuelles|presse|investors?|investor-relations)$/,
  ],
  ['contact', /^(?:contact|contact-us|kontakt|contacto|locations?|offices?|standorte)$/],
  [
    'products',
    /^(?:products?|platform|solutions?|services?|features?|software|how-it-works|what-we-do|capabilities|industries|use-cases?|overview|technology|produkte|loesungen|leistungen|produits|productos|servicios)$/,
  ],
];

/** Never about the company: accounts, carts, law, feeds, files. */
const uselessSegment =
  /^(?:login|log-in|signin|sign-in|signup|sign-up|register|account|my-account|cart|basket|checkout|wishlist|search|privacy(?:-policy|-notice)?|cookies?(?:-policy)?|terms(?:-of-\w+|-and-conditions)?|legal|agb|datenschutz|gdpr|sitemap|feed|rss|tags?|categor(?:y|ies)|authors?|page|wp-(?:admin|content|json|login\.php)|cdn-cgi|unsubscribe|support|help|docs?|documentation|forum|community|status|download|api|subscribe|thank-you|404|accessibility)$/;
const fileEnding = /\.(?!html?$|php$|aspx?$)[a-z0-9]{2,5}$/i;
const languageSegment = /^[a-z]{2}(?:[-_][a-z]{2})?$/i;
const deepestPath = 4;

/** What a page is for, judged by its path and what links to it say; null for pages that are not worth reading. */
export function findPurpose({ url, text }: PageCandidate): PagePurpose | null {
  const segments = segmentsOf(url);
  if (segments === null || segments.length === 0 || segments.length > deepestPath) return null;
  if (segments.some((segment) => uselessSegment.test(segment))) return null;
  const [first, last] = [purposeOf(segments[0] ?? ''), purposeOf(segments.at(-1) ?? '')];
  // What stands under news is news, whatever it is about; elsewhere the last word is the more precise.
  const named = first === 'news' ? first : (last ?? first ?? segments.map(purposeOf).find((each) => each !== null));
  const said =
    text.length <= 40
      ? purposeOf(
          text
            .trim()
            .toLowerCase()
            .replace(/[^\p{L}\p{N}]+/gu, '-'),
        )
      : null;
  return named ?? said ?? 'other';
}

/** How many segments a page's path has, its language not counted. */
export function depthOf(url: string): number {
  return segmentsOf(url)?.length ?? 0;
}

/** The language that a page's path names, null for none. */
export function languageOf(url: string): string | null {
  const first = URL.parse(url)?.pathname.split('/').filter(Boolean)[0] ?? '';
  return languageSegment.test(first) ? first.slice(0, 2).toLowerCase() : null;
}

function purposeOf(segment: string): PagePurpose | null {
  return words.find(([, pattern]) => pattern.test(segment))?.[0] ?? null;
}

function segmentsOf(input: string): string[] | null {
  const url = URL.parse(input);
  if (url === null || fileEnding.test(url.pathname)) return null;
  const segments = url.pathname
    .toLowerCase()
    .replace(/\.(?:html?|php|aspx?)$/, '')
    .split('/')
    .filter((segment) => segment !== '' && segment !== 'index');
  return languageSegment.test(segments[0] ?? '') ? segments.slice(1) : segments;
}
