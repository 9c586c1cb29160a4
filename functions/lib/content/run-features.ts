import { type Landmark, landmarksOf } from './landmarks.ts';
import type { MarkupElement } from './markup-tree.ts';
import type { TextRun } from './visible-text.ts';

/** What tells running text from furniture, each 0–1 unless it says otherwise. */
export type RunFeatures = Readonly<Record<FeatureName, number>>;
export type FeatureName = (typeof featureNames)[number];

export const featureNames = [
  'navigation',
  'footer',
  'header',
  'popup',
  'promotion',
  'form',
  'questions',
  'button',
  'headerElement',
  'asideElement',
  'formElement',
  'listItem',
  'tableCell',
  'linkShare',
  /** Logarithm of the number of words. */
  'length',
  'sentence',
  'heading',
  'paragraph',
  'surroundingLinkShare',
  /** Where in the page it stands. */
  'position',
  'beforeTitle',
  'firstTwentieth',
  'repeated',
  'callToAction',
  'underPromotionHeading',
] as const;

interface Totals {
  characters: number;
  linked: number;
  runs: number;
}

const callToAction =
  /^(?:learn|read|see|view|show|get|start|try|sign|log|book|request|contact|download|explore|watch|shop|buy|subscribe|skip|find|discover|apply|schedule|call|click|next|previous|back|menu|search|share|close)\b/i;
const promotionHeading =
  /\b(?:related|latest|featured|recent|recommended|you (?:may|might)|more (?:from|in|on)|insights|newsletter|subscribe|follow us|share|resources|blog|news|articles|stay|connect with|sign up|popular|trending|comments|leave a)\b/i;
/** Words; a longer call is a sentence, a longer heading is about something. */
const longestCall = 6;
const longestPromotionHeading = 9;

/** Describes each run by its markup, its wording and what stands around it. */
export function describeRuns(runs: readonly TextRun[]): RunFeatures[] {
  const totals = sumByElement(runs);
  const pageLength = runs.reduce((sum, run) => sum + run.text.length, 0);
  const title = runs.findIndex((run) => run.element.name === 'h1');
  const cache = new Map<MarkupElement, Set<Landmark>>();
  const seen = new Set<string>();
  let isPromoted = false;
  return runs.map((run, index) => {
    const wordCount = run.text.split(' ').length;
    const isHeading = /^h[1-6]$/.test(run.element.name);
    if (isHeading) isPromoted = wordCount <= longestPromotionHeading && promotionHeading.test(run.text);
    const isRepeated = seen.has(run.text);
    seen.add(run.text);
    const position = index / runs.length;
    return {
      ...describeMarkup(run.element, totals, pageLength, cache),
      ...describeSurroundings(run.element, totals),
      linkShare: run.linkShare,
      length: Math.log(1 + wordCount),
      sentence: Number(/[.!?][”"’)]?$/.test(run.text)),
      heading: Number(isHeading),
      paragraph: Number(run.element.name === 'p'),
      position,
      beforeTitle: Number(index < title),
      firstTwentieth: Number(position < 0.05),
      repeated: Number(isRepeated),
      callToAction: Number(wordCount <= longestCall && callToAction.test(run.text)),
      underPromotionHeading: Number(isPromoted),
    };
  });
}

function sumByElement(runs: readonly TextRun[]): Map<MarkupElement, Totals> {
  const totals = new Map<MarkupElement, Totals>();
  for (const run of runs) {
    for (let element: MarkupElement | null = run.element; element !== null; element = element.parent) {
      const sum = totals.get(element) ?? { characters: 0, linked: 0, runs: 0 };
      sum.characters += run.text.length;
      sum.linked += run.linkShare * run.text.length;
      sum.runs += 1;
      totals.set(element, sum);
    }
  }
  return totals;
}

/** An element that holds this share of the page's text is the page, whatever its class says. */
const frameShare = 0.4;

function describeMarkup(
  start: MarkupElement,
  totals: ReadonlyMap<MarkupElement, Totals>,
  pageLength: number,
  cache: Map<MarkupElement, Set<Landmark>>,
) {
  const names = new Set<string>();
  const landmarks = new Set<Landmark>();
  for (let element: MarkupElement | null = start; element !== null; element = element.parent) {
    const isFrame = element.holdsMain || (totals.get(element)?.characters ?? 0) > pageLength * frameShare;
    if (!isFrame || !['header', 'form', 'footer'].includes(element.name)) names.add(element.name);
    if (isFrame || element.name === 'body' || element.name === 'html') continue;
    for (const landmark of landmarksOf(element, cache)) landmarks.add(landmark);
  }
  const has = (landmark: Landmark) => Number(landmarks.has(landmark));
  return {
    navigation: has('navigation'),
    footer: has('footer'),
    header: has('header'),
    popup: has('popup'),
    promotion: has('promotion'),
    form: has('form'),
    questions: has('questions'),
    button: has('button'),
    headerElement: Number(names.has('header')),
    asideElement: Number(names.has('aside')),
    formElement: Number(names.has('form')),
    listItem: Number(names.has('li')),
    tableCell: Number(names.has('td') || names.has('tr') || names.has('th')),
  };
}

/** Looks at the third ancestor that holds clearly more runs than the one before: the row of cards around a card. */
function describeSurroundings(start: MarkupElement, totals: ReadonlyMap<MarkupElement, Totals>) {
  const rings: Totals[] = [];
  let held = totals.get(start)?.runs ?? 0;
  for (let element: MarkupElement | null = start; element !== null && rings.length < 3; element = element.parent) {
    const sum = totals.get(element);
    if (sum === undefined) continue;
    if (sum.runs > held || (element === start && sum.runs > 2)) {
      rings.push(sum);
      held = sum.runs * 1.5;
    }
  }
  const third = rings[2];
  return { surroundingLinkShare: third === undefined ? 0 : third.linked / third.characters };
}
