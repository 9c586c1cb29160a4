import { markets } from '../analysis/vocabulary/markets.ts';
import type { Evidence } from '../company/fact.ts';
import type { FieldFact } from '../company/profile.ts';
import { recentTriggers, triggers } from '../engines/embedded/brief/events.ts';
import { productsInUse } from '../engines/embedded/brief/statements.ts';
import { findRelationship, type Relationship } from './relationship.ts';
import { joinEvidence, type Sides } from './sides.ts';

/** One ground for or against a sale; `points` 0–1, null where it cannot be judged from the sources. */
export interface FitPart {
  readonly criterion: string;
  /** Of 100 for all criteria together. */
  readonly weight: number;
  readonly points: number | null;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

/** How well the prospect suits the vendor, with all that was counted. */
export interface Fit {
  readonly status: 'known' | 'unknown';
  /** 0–1: points by weight over the criteria that could be judged; null where too few could, 0 among rivals. */
  readonly score: number | null;
  /** 0–1: the weight of the criteria that could be judged. */
  readonly confidence: number;
  readonly relationship: Relationship['kind'];
  readonly parts: readonly FitPart[];
  readonly questions: readonly string[];
}

type Judgement = Pick<FitPart, 'points' | 'reason' | 'evidence'>;

interface Criterion {
  readonly name: string;
  readonly weight: number;
  readonly question: string;
  readonly judge: (sides: Sides) => Judgement;
}

const criteria: readonly Criterion[] = [
  { name: 'market', weight: 40, question: 'Which of our markets does this company belong to?', judge: judgeMarket },
  { name: 'size', weight: 15, question: 'How large is the organisation that this would touch?', judge: judgeSize },
  { name: 'technology', weight: 15, question: 'Which of their systems must we work with?', judge: judgeTechnology },
  { name: 'region', weight: 10, question: 'Do we sell and support where they are?', judge: judgeRegion },
  { name: 'timing', weight: 20, question: 'What makes this a topic for them now?', judge: judgeTiming },
];

/** Weight that must be judged before a sum says anything: a recent event alone makes nobody a customer. */
const leastJudged = 40;

/** Scores the fit from evidence of both sides; a criterion without evidence counts neither for nor against. */
export function scoreFit(sides: Sides): Fit {
  const relationship = findRelationship(sides);
  const parts = criteria.map(({ name, weight, judge }) => ({ criterion: name, weight, ...judge(sides) }));
  const judged = parts.flatMap(({ weight, points }) => (points === null ? [] : [{ weight, points }]));
  const known = judged.reduce((sum, { weight }) => sum + weight, 0);
  const reached = judged.reduce((sum, { weight, points }) => sum + weight * points, 0);
  const score = known < leastJudged ? null : Math.round((reached / known) * 100) / 100;
  const already = relationship.statements.map(({ text, evidence }) => ({
    criterion: 'relationship',
    weight: 0,
    points: null,
    reason: text,
    evidence,
  }));
  return {
    status: known === 0 && already.length === 0 ? 'unknown' : 'known',
    score: relationship.kind === 'rival' ? 0 : score,
    confidence: known / 100,
    relationship: relationship.kind,
    parts: [...already, ...parts],
    questions: criteria.filter((_, index) => parts[index]?.points === null).map(({ question }) => question),
  };
}

/** Sizes that market labels mean, in employees; the bounds are those of the usual sales segments. */
const segments: Readonly<Record<string, readonly [least: number, most: number]>> = {
  Enterprises: [1000, Number.POSITIVE_INFINITY],
  'Mid-market companies': [100, 1000],
  'Small businesses': [1, 250],
  Startups: [1, 100],
};
/** Whom in a company it is for, rather than for which companies. */
const functional = / teams$|^(?:Developers|Designers|Freelancers|Consumers|Agencies)$/;

function judgeMarket({ prospect, vendor }: Sides): Judgement {
  const sold = vendor.known.facts('targetMarkets').filter((fact) => isSector(fact));
  const [industry] = prospect.known.facts('industry');
  const [description] = prospect.known.facts('description');
  const told = [industry, description].filter((fact) => fact !== undefined);
  if (sold.length === 0) return unjudged(`No market that ${vendor.name} sells to was found.`);
  if (told.length === 0) return unjudged(`What ${prospect.name} does was not found.`);
  const matched = sold.find((fact) => told.some(({ value }) => isInMarket(String(fact.value), String(value))));
  const names = sold.map((fact) => String(fact.value)).join(', ');
  const evidence = joinEvidence(matched ?? sold[0], ...told);
  return matched === undefined
    ? { points: 0, reason: `${vendor.name} sells to: ${names}; nothing places ${prospect.name} there.`, evidence }
    : {
        points: 1,
        reason: `${prospect.name} is in a market that ${vendor.name} sells to: ${String(matched.value)}.`,
        evidence,
      };
}

function isSector(fact: FieldFact): boolean {
  const label = String(fact.value);
  const words = fact.evidence[0]?.quote ?? '';
  return (
    !functional.test(label) && segments[label] === undefined && !/\b(?:in-house|internal) \w+ teams?\b/i.test(words)
  );
}

function isInMarket(label: string, text: string): boolean {
  return markets.some((market) => market.label === label && market.wording.test(text));
}

function judgeSize({ prospect, vendor }: Sides): Judgement {
  const [size] = prospect.known.facts('employees');
  const sold = vendor.known.facts('targetMarkets').filter((fact) => segments[String(fact.value)] !== undefined);
  if (size === undefined) return unjudged(`How many people work at ${prospect.name} was not found.`);
  if (sold.length === 0) return unjudged(`${vendor.name} does not say for which sizes it sells.`);
  const count = Number(size.value);
  const fits = sold.some((fact) => {
    const [least, most] = segments[String(fact.value)] ?? [0, 0];
    return count >= least && count <= most;
  });
  const names = sold.map((fact) => String(fact.value).toLowerCase()).join(', ');
  return {
    points: fits ? 1 : 0,
    reason: `${prospect.name} has ${count} employees; ${vendor.name} sells to ${names}.`,
    evidence: joinEvidence(size, ...sold),
  };
}

function judgeTechnology({ prospect, vendor }: Sides): Judgement {
  const [inUse] = productsInUse(prospect.known, (values) => values, 12);
  const works = vendor.known
    .excerpts('integration')
    .map(({ evidence }) => ({ text: evidence.quote, evidence: [evidence] }));
  const partners = vendor.known
    .facts('partnerships')
    .map((fact) => ({ text: String(fact.value), evidence: fact.evidence }));
  const offered = [...works, ...partners];
  if (inUse === undefined) return unjudged(`No system in use at ${prospect.name} was found.`);
  if (works.length === 0) return unjudged(`${vendor.name} does not say what it works with.`);
  const shared = inUse.text.split(', ').filter((name) => offered.some(({ text }) => text.includes(name)));
  return {
    points: shared.length > 0 ? 1 : 0,
    reason:
      shared.length > 0
        ? `${vendor.name} works with what ${prospect.name} uses: ${shared.join(', ')}.`
        : `Of what ${vendor.name} says it works with, nothing was seen at ${prospect.name}.`,
    evidence: joinEvidence(inUse, ...works.slice(0, 1)),
  };
}

function judgeRegion({ prospect, vendor }: Sides): Judgement {
  const [home] = prospect.known.facts('headquarters');
  const country =
    String(home?.value ?? '')
      .split(', ')
      .at(-1) ?? '';
  if (home === undefined || country === '') return unjudged(`Where ${prospect.name} is based was not found.`);
  const presence = [...vendor.known.facts('headquarters'), ...vendor.known.facts('marketPresence')];
  const there = presence.find((fact) =>
    [String(fact.value), ...fact.evidence.map(({ quote }) => quote)].some((text) => text.includes(country)),
  );
  if (there === undefined) return unjudged(`Nothing says whether ${vendor.name} sells in ${country}.`);
  return { points: 1, reason: `Both are present in ${country}.`, evidence: joinEvidence(home, there) };
}

function judgeTiming({ prospect }: Sides): Judgement {
  const [recent] = recentTriggers(prospect.known, 90);
  if (recent !== undefined)
    return { points: 1, reason: `Within the last 90 days: ${recent.text}`, evidence: recent.evidence };
  const older = triggers(prospect.known).find(({ occurredOn }) => occurredOn !== undefined);
  if (older === undefined) return unjudged(`No dated event at ${prospect.name} was found.`);
  return {
    points: 0.3,
    reason: `The last dated event is of ${older.occurredOn}: ${older.text}`,
    evidence: older.evidence,
  };
}

function unjudged(reason: string): Judgement {
  return { points: null, reason, evidence: [] };
}
