import { ageInDays } from '../engines/embedded/brief/events.ts';
import type { Statement } from '../engines/insights.ts';
import { nameDecisionMakers } from './decision-makers.ts';
import { type Fit, scoreFit } from './fit.ts';
import { findIncumbents } from './incumbents.ts';
import { anticipateObjections } from './objections.ts';
import { guidePositioning, listTalkingPoints } from './positioning.ts';
import type { Side, Sides } from './sides.ts';

/** What is said about one subject, or that it is unknown; either way what to ask. */
export interface Topic {
  readonly status: 'known' | 'unknown';
  readonly statements: readonly Statement[];
  readonly questions: readonly string[];
}

/** A prospect as one vendor sees it. Each piece of evidence names the company that it is about. */
export interface CustomerIntelligence {
  readonly vendor: {
    readonly domain: string;
    readonly name: string | null;
    readonly status: 'known' | 'unknown';
    /** Why nothing of it is known, a short stable word. */
    readonly reason?: string;
  };
  readonly fit: Fit;
  readonly decisionMakers: Topic;
  readonly incumbents: Topic;
  readonly positioningGuidance: Topic;
  readonly talkingPoints: Topic;
  readonly objections: Topic;
}

/** The vendor of a run: its side, or why there is none. */
export type VendorView = { readonly side: Side } | { readonly domain: string; readonly reason: string };

const questions = {
  decisionMakers: ['Who owns this topic, who pays, and who can say no?'],
  incumbents: ['Which supplier do you use for this today, since when, and until when?'],
  positioningGuidance: ['Which of our strengths would change something for you this year?'],
  talkingPoints: ['Which result of a company like yours would you want to hear about?'],
  objections: ['What would make your colleagues say no?'],
} as const;

/**
 * Sets a prospect beside a vendor: by rules, from facts of both that were verified before, so that nothing
 * new is claimed of either. `now` in epoch ms. Without the vendor only what is known of the prospect is told.
 */
export function composeCustomerIntelligence(prospect: Side, vendor: VendorView, now: number): CustomerIntelligence {
  if (!('side' in vendor)) return withoutVendor(prospect, vendor, now);
  const sides: Sides = { prospect, vendor: vendor.side };
  return {
    vendor: { domain: vendor.side.domain, name: vendor.side.name, status: 'known' },
    fit: scoreFit(sides),
    decisionMakers: topic(nameDecisionMakers(prospect, vendor.side), questions.decisionMakers, now),
    incumbents: topic(findIncumbents(sides), questions.incumbents, now),
    positioningGuidance: topic(guidePositioning(sides), questions.positioningGuidance, now),
    talkingPoints: topic(listTalkingPoints(sides), questions.talkingPoints, now),
    objections: topic(anticipateObjections(sides), questions.objections, now),
  };
}

function withoutVendor(
  prospect: Side,
  { domain, reason }: { readonly domain: string; readonly reason: string },
  now: number,
): CustomerIntelligence {
  const ask = 'What do we sell, to whom, and what proves it?';
  return {
    vendor: { domain, name: null, status: 'unknown', reason },
    fit: { status: 'unknown', score: null, confidence: 0, relationship: 'none', parts: [], questions: [ask] },
    decisionMakers: topic(nameDecisionMakers(prospect, null), questions.decisionMakers, now),
    incumbents: topic([], questions.incumbents, now),
    positioningGuidance: topic([], [ask, ...questions.positioningGuidance], now),
    talkingPoints: topic([], questions.talkingPoints, now),
    objections: topic([], questions.objections, now),
  };
}

function topic(found: readonly Statement[], asked: readonly string[], now: number): Topic {
  const statements = found.map((statement) =>
    statement.occurredOn === undefined ? statement : { ...statement, ageDays: ageInDays(statement.occurredOn, now) },
  );
  return { status: statements.length > 0 ? 'known' : 'unknown', statements, questions: asked };
}
