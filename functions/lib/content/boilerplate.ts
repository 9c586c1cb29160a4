import { describeRuns, type FeatureName, featureNames, type RunFeatures } from './run-features.ts';
import type { TextRun } from './visible-text.ts';

/**
 * How each feature speaks for (above 0) or against running text: a logistic regression over the
 * text runs of 180 public pages, two thirds of them company pages, judged against their main text
 * as people marked it, each word counted once and each page alike.
 */
const weights: Readonly<Record<FeatureName, number>> = {
  navigation: -0.91,
  footer: -2.93,
  header: -0.94,
  popup: -3.37,
  promotion: -1.41,
  form: -0.83,
  questions: -0.24,
  button: 0.67,
  headerElement: -0.61,
  asideElement: -1.54,
  formElement: -1.76,
  listItem: 0.96,
  tableCell: 2.02,
  linkShare: -0.91,
  length: -0.09,
  sentence: 0.88,
  heading: 1.33,
  paragraph: 1.38,
  surroundingLinkShare: -1.56,
  position: -2.08,
  beforeTitle: -2.21,
  firstTwentieth: -1.15,
  repeated: -2.27,
  callToAction: -0.58,
  underPromotionHeading: -0.68,
};
const bias = 1.38;
/** Furniture comes in groups: how far the runs around one, this many each way, speak for it. */
const neighbours = 10;
const neighbourWeight = 0.55;
/** Where precision and recall of the words balance on the same pages. */
const threshold = -1.36;
const clampedScore = 4;

/** Tells for each run whether it is furniture of the site and not what the page is about. */
export function findBoilerplate(runs: readonly TextRun[]): boolean[] {
  const scores = describeRuns(runs).map(scoreOf);
  const masses = runs.map((run) => Math.sqrt(run.text.split(' ').length + 1));
  return runs.map((run, index) => {
    if (isFurniture(run)) return true;
    const around = averageAround(scores, masses, index);
    return (scores[index] ?? 0) + neighbourWeight * around <= threshold;
  });
}

function scoreOf(features: RunFeatures): number {
  const sum = featureNames.reduce((total, name) => total + weights[name] * features[name], bias);
  return Math.max(-clampedScore, Math.min(clampedScore, sum));
}

function averageAround(scores: readonly number[], masses: readonly number[], index: number): number {
  let sum = 0;
  let mass = 0;
  const end = Math.min(scores.length - 1, index + neighbours);
  for (let other = Math.max(0, index - neighbours); other <= end; other += 1) {
    if (other === index) continue;
    sum += (scores[other] ?? 0) * (masses[other] ?? 0);
    mass += masses[other] ?? 0;
  }
  return mass === 0 ? 0 : sum / mass;
}

/** Class or id of a notice about cookies; never what a page is about, however well it is worded. */
const consentNotice = /(?:^|[^a-z])(?:cookies?|consent|gdpr|onetrust|cookiebot|cookieconsent)(?:[^a-z]|$)/i;

/** In characters; what is longer is a page whose class tells that the notice was seen. */
const longestNotice = 3_000;

/** Navigation, footer and cookie notice, unless they hold the page's title. */
function isFurniture({ element }: TextRun): boolean {
  for (let each: TextRun['element'] | null = element; each !== null && !each.holdsMain; each = each.parent) {
    if (each.name === 'nav' || each.name === 'footer' || each.attributes.role === 'navigation') return true;
    const { class: classes = '', id = '' } = each.attributes;
    if (each.textLength <= longestNotice && consentNotice.test(`${classes} ${id}`)) return true;
  }
  return false;
}
