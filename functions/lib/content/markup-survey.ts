import type { MarkupElement } from './markup-tree.ts';

/** All of a page that is not its visible text, in document order. */
export interface MarkupSurvey {
  /** Text of the style elements, and what the page's own script will show. */
  readonly styles: readonly string[];
  /** Whether style sheets that are not read may say how it looks. */
  readonly hasForeignStyles: boolean;
  /** Raw text of the JSON-LD scripts. */
  readonly jsonLd: readonly string[];
  readonly metas: readonly { readonly name: string; readonly content: string }[];
  readonly title: string | null;
  readonly language: string | null;
  readonly baseUrl: string | null;
  /** Where the page says it is at home (RFC 6596). */
  readonly canonicalUrl: string | null;
  readonly links: readonly MarkupElement[];
  /** Ids of what a button or tab of the page opens. */
  readonly disclosedIds: ReadonlySet<string>;
  readonly times: readonly MarkupElement[];
}

/** Walks over a page once and takes down what stands beside its text. */
export function surveyMarkup(root: MarkupElement): MarkupSurvey {
  const elements = [...descendants(root)];
  const named = (name: string) => elements.filter((element) => element.name === name);
  const scripts = named('script');
  return {
    styles: [...named('style').map(textOf), ...scripts.map(revealedByReact)],
    hasForeignStyles: named('link').some((link) => /\bstylesheet\b/i.test(link.attributes.rel ?? '')),
    jsonLd: scripts.filter((script) => /^application\/ld\+json\b/i.test(script.attributes.type ?? '')).map(textOf),
    metas: named('meta').flatMap(readMeta),
    title: named('title').map(textOf)[0] ?? null,
    language: named('html').map((html) => html.attributes.lang ?? html.attributes['xml:lang'])[0] ?? null,
    baseUrl: named('base').map((base) => base.attributes.href)[0] ?? null,
    canonicalUrl:
      named('link').find((link) => /(?:^|\s)canonical(?:\s|$)/i.test(link.attributes.rel ?? ''))?.attributes.href ??
      null,
    links: named('a'),
    disclosedIds: new Set(elements.flatMap(disclosedBy)),
    times: named('time'),
  };
}

/** The text of an element itself, as it stands in the source. */
export function textOf(element: MarkupElement): string {
  return element.children.filter((child) => typeof child === 'string').join('');
}

function* descendants(element: MarkupElement): Generator<MarkupElement> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    yield child;
    yield* descendants(child);
  }
}

function readMeta({ attributes }: MarkupElement) {
  const name = attributes.property ?? attributes.name ?? attributes.itemprop ?? attributes['http-equiv'];
  if (name === undefined || attributes.content === undefined) return [];
  return [{ name: name.toLowerCase(), content: attributes.content }];
}

/** https://www.w3.org/TR/wai-aria-1.2/#aria-controls; tabs that are links name their panel by fragment. */
function disclosedBy({ attributes }: MarkupElement): string[] {
  const panel = attributes.role === 'tab' && attributes.href?.startsWith('#') ? attributes.href.slice(1) : '';
  return `${attributes['aria-controls'] ?? ''} ${panel}`.split(/\s+/).filter(Boolean);
}

/** React streams parts of a page in hidden elements, and its inline script names those that it moves into place. */
function revealedByReact(script: MarkupElement): string {
  const ids = [...textOf(script).matchAll(/\$RC\("B:[0-9a-f]+","(S:[0-9a-f]+)"\)/g)].map((match) => match[1]);
  return ids.map((id) => `[id="${id}"]{display:block}`).join('');
}
