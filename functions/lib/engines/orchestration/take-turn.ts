import type { Understanding } from '../../analysis/stored-content.ts';
import type { Content } from '../../content/content.ts';
import type { Company, EnrichmentRun } from '../../enrichment/run.ts';
import type { EngineSurroundings, RemoteEngine } from '../ask-engine.ts';
import { listEvidence } from '../briefing/evidence-list.ts';
import { writeBrief } from '../briefing/write-brief.ts';
import { composeSections } from '../embedded/brief/compose.ts';
import type { EngineEffort } from '../engine-effort.ts';
import { extractFacts } from '../extraction/extract-facts.ts';
import type { Insights } from '../insights.ts';
import { agreeOnFacts } from '../voting/agree-on-facts.ts';
import { costOf, type EngineRun } from './engine-run.ts';
import { intentOf, scoresOf } from './perspective.ts';
import { collectBallots } from './stated-insights.ts';

/** Of a run's budget, what reading the documents may spend; the brief has the rest. */
const extractionShare = 0.5;

/** One engine's turn in one step: what it reads, until when (epoch ms), and for how much (USD). */
export interface EngineTurn {
  readonly run: EnrichmentRun;
  readonly executionName: string;
  readonly company: Company;
  readonly content: Content;
  readonly understanding: Understanding;
  readonly engine: RemoteEngine;
  readonly step: 'extract' | 'brief';
  readonly answerBy: number;
  readonly budgetUsd: number;
  /** Turns before this one. */
  readonly runs: readonly EngineRun[];
}

interface Taken {
  readonly insights: Insights;
  readonly effort: EngineEffort;
}

/** Takes an engine's turn. Throws EngineFailure, and TransientError where a store does not answer. */
export async function takeTurn(turn: EngineTurn, surroundings: EngineSurroundings): Promise<Taken> {
  return turn.step === 'extract' ? extract(turn, surroundings) : brief(turn, surroundings);
}

async function extract(turn: EngineTurn, surroundings: EngineSurroundings): Promise<Taken> {
  const { engine, content, company, run, executionName, answerBy, budgetUsd, runs } = turn;
  const { claims, effort } = await extractFacts(
    {
      ...{ engine, content, company, executionName, depth: run.depth, deadline: answerBy },
      budgetUsd: Math.max(0, budgetUsd * extractionShare - costOf(runs)),
    },
    surroundings,
  );
  return { insights: { engine, claims: [...claims], sections: [], unknowns: [] }, effort };
}

/** The brief rests on facts that hold; what an engine made up while reading never reaches the one that writes. */
async function brief(turn: EngineTurn, surroundings: EngineSurroundings): Promise<Taken> {
  const { engine, content, company, run, executionName, answerBy, budgetUsd, runs } = turn;
  const scores = scoresOf(turn);
  const intent = intentOf(turn);
  const { claims, sourceFacts } = agreeOnFacts(await collectBallots(runs), content, scores);
  const facts = [...sourceFacts, ...claims];
  const sections = composeSections(facts, run.userRole, intent, scores);
  const written = await writeBrief(
    {
      ...{ engine, executionName, depth: run.depth, deadline: answerBy },
      outline: { company, userRole: run.userRole, intent, sections },
      evidence: listEvidence(facts, scores),
      budgetUsd: Math.max(0, budgetUsd - costOf(runs)),
    },
    surroundings,
  );
  return { insights: { engine, claims: [], sections: written.sections, unknowns: [] }, effort: written.effort };
}
