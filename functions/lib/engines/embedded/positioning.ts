import type { FieldFact } from '../../company/profile.ts';
import type { Block } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { type Page, pagesFor, type Reading } from './reading.ts';
import { countWords, splitSentences } from './sentences.ts';

/** The category a company claims, with what sets it apart: `The AI-native API platform`, `#1 … for …`. */
const claimsCategory =
  /^(?:(?:the|an?|your|#1)\s|.*\b(?:leading|first|only|fastest|most|best|world['’]s|number one|#1)\b).*\b(?:platforms?|systems?|software|solutions?|tools?|suite|services?|company|agency|marketplace|network|app|infrastructure|workspace|engine|cloud|provider|database|stack|alternative|brand|partner|bank|insurer|manufacturer|carrier|fleet|store|operator|clinic|lab|studio)\b/i;

const benefitVerb =
  /^(?:save|reduce|cut|increase|boost|grow|automate|accelerate|simplify|improve|eliminate|speed up|streamline|maximi[sz]e|minimi[sz]e|protect|secure|prevent|deliver|ship|build|launch|scale|close|win|get|stop|turn|unify|optimi[sz]e|transform|connect|empower|gain|achieve|replace|track|manage|plan|create|find|reach|make|see|know|keep)\s/i;

const helps =
  /\b(?:helps?|lets?|enables?|allows?|makes it (?:easy|simple|possible)|so (?:that )?you can|gives? you)\b/i;
const callToAction =
  /\b(?:sign up|free trial|for free|get started|book a demo|log in|learn more|read more|contact us|our newsletter|download|webinar|click|coupon|discount|% off|credit card|today!?$|see how|join us|watch|register|in action|connect with|our team so|request a|let['’]s|plans or|write to us|which plan|exceeded|quote|can help|get \w+ free)\b|\?$|\.{3}$|…$/i;

const benefitHeading =
  /\bwhy\b|\bbenefits?\b|\badvantages?\b|\b(?:you|teams?|customers?|operators?|users?) (?:get|gain)\b|\bresults?\b|\bwhat we do for\b/i;

const mostPropositions = 6;

/** States the category and difference that the homepage claims in its largest words. */
export function statePositioning(reading: Reading): FieldFact[] {
  const candidates = pagesFor(reading, 'home').flatMap((page) =>
    heroTexts(page).map((text) => ({ page, text, category: claimsCategory.test(text) })),
  );
  const best = candidates.find((candidate) => candidate.category);
  if (best === undefined) return [];
  return stateFact(best.page.document, {
    field: 'positioningStrategy',
    value: best.text,
    quotes: [best.text],
    confidence: 0.65,
  });
}

/** States the benefits that the company promises: hero lines and headings that tell what a buyer gets. */
export function stateValuePropositions(reading: Reading): FieldFact[] {
  const pages = pagesFor(reading, 'home', 'products').slice(0, 4);
  const facts = pages.flatMap((page) =>
    promises(page, reading).flatMap((text) =>
      stateFact(page.document, { field: 'valuePropositions', value: text, quotes: [text], confidence: 0.6 }),
    ),
  );
  return [...new Map(facts.map((fact) => [fact.value, fact])).values()].slice(0, mostPropositions);
}

/** Title parts, the first heading, and the paragraphs right below it. */
function heroTexts({ document, blocks }: Page): string[] {
  const first = blocks.findIndex((block) => block.kind === 'heading' && block.level === 1);
  const hero = blocks
    .slice(Math.max(0, first), first + 4)
    .filter((block) => block.kind === 'heading' || block.kind === 'paragraph')
    .flatMap((block) => splitSentences(block.text));
  const title = (document.title ?? '').split(/\s[-–—|·]\s|:\s|\s\|\s/);
  return [...hero, ...title.map((part) => part.trim())].filter(
    (text) => countWords(text) >= 3 && text.length <= 160 && !callToAction.test(text) && !repeatsItself(text),
  );
}

/** A headline that is animated stands in a page several times over. */
function repeatsItself(text: string): boolean {
  const bare = text.replace(/\s/g, '');
  return bare.length >= 40 && bare.indexOf(bare.slice(0, 16), 1) > 0;
}

/** Where articles, tutorials and templates of a site live; their titles are lessons, no promises. */
const lessonPath =
  /\/(?:blog|tutorials?|community|articles?|resources?|learn|guides?|docs|templates?|news|stories|webinars?|academy|solutions\/tutorials|customers?|case-stud(?:y|ies))\//i;

/** `Build a chatbot with Acme Platform` is taught, not promised. */
const lesson = /^(?:Build|Create|Make|Deploy|Run) an? .{3,60}\b(?:with|using|on) \p{Lu}/u;

/** Whether a text is the title of an article that the page leads to. */
function isLesson(text: string, links: Page['document']['links']): boolean {
  return lesson.test(text) || links.some((link) => link.text.includes(text) && lessonPath.test(link.url));
}

function promises({ blocks, document }: Page, reading: Reading): string[] {
  const first = blocks.findIndex((block) => block.kind === 'heading' && block.level === 1);
  return blocks.flatMap((block, index) => {
    if (isPromiseLine(block)) {
      return isPromise(block.text, 4, 18) && !isLesson(block.text, document.links) ? [block.text] : [];
    }
    if (block.kind !== 'paragraph') return [];
    const isHero = first >= 0 && index > first && index <= first + 3;
    return splitSentences(block.text).filter((sentence) =>
      isHero ? isLeadSentence(sentence) : isOwnPromise(sentence, reading),
    );
  });
}

/** A heading, or a list entry under words such as `Why teams switch`. */
function isPromiseLine(block: Block): boolean {
  if (block.kind === 'heading') return (block.level ?? 6) <= 3;
  return block.kind === 'list-item' && benefitHeading.test(block.section.at(-1) ?? '');
}

function isPromise(text: string, least: number, most: number): boolean {
  const words = countWords(text);
  return words >= least && words <= most && benefitVerb.test(text) && !callToAction.test(text);
}

function isLeadSentence(text: string): boolean {
  return isPromise(text, 5, 30) || isHelpSentence(text);
}

/** Away from the first lines only a promise with the company as its subject counts. */
function isOwnPromise(text: string, reading: Reading): boolean {
  const subject = reading.names.some((name) => text.toLowerCase().startsWith(name.toLowerCase()));
  return (
    (subject || /^(?:we help|our (?:platform|software|products?|services?|solutions?|team))\b/i.test(text)) &&
    isHelpSentence(text)
  );
}

function isHelpSentence(text: string): boolean {
  const words = countWords(text);
  return (
    words >= 7 &&
    words <= 32 &&
    /^\p{Lu}/u.test(text) &&
    helps.test(text) &&
    !/^["“‘']|^(?:this|these|that|those|it|they|our speed)\b|\b(?:I|my|me)\b|\b(?:help(?:s|ed)?|enable[sd]?|lets?|allow(?:s|ed)?|gives?|gave|saves?|saved) us\b/i.test(
      text,
    ) &&
    !callToAction.test(text)
  );
}
