import * as z from 'zod';
import type { EngineReadiness, RemoteEngine } from '../ask-engine.ts';
import { remoteEngineNames } from '../ask-engine.ts';
import { type EngineRun, engineRunSchema } from './engine-run.ts';

/** `fallback`: one engine, the next where it is lost; `ensemble`: all of them read, and their claims are merged. */
export const engineModes = ['fallback', 'ensemble'] as const;
export type EngineMode = (typeof engineModes)[number];

/** An engine's turn: it must have answered by then (epoch ms). */
const turnSchema = z.object({ engine: z.enum(remoteEngineNames), answerBy: z.number() });
export type EngineTurn = z.infer<typeof turnSchema>;

/** Who is asked in this run, in which order. Without extractors the embedded engine does it all. */
export const enginePlanSchema = z.object({
  mode: z.enum(engineModes),
  extractors: z.array(turnSchema),
  writers: z.array(turnSchema),
  budgetUsd: z.number(),
  /** Engines of the order that are not asked, and why. */
  runs: z.array(engineRunSchema),
});
export type EnginePlan = z.infer<typeof enginePlanSchema>;

/** How the stack is set up: `ENGINE_MODE`, `ENGINE_ORDER`, `BRIEF_ENGINE_ORDER`, `ENGINE_BUDGET_USD`. */
export interface EngineSettings {
  readonly mode: EngineMode;
  /** Who reads documents: cheap models are good enough, and many. */
  readonly order: readonly RemoteEngine[];
  /** Who writes the brief. */
  readonly briefOrder: readonly RemoteEngine[];
  /** USD for one standard run; a deep one may spend `deepFactor` times as much. */
  readonly budgetUsd: number;
}

/** What the plan depends on; times in epoch ms. */
export interface PlanFacts {
  readonly settings: EngineSettings;
  readonly readiness: readonly EngineReadiness[];
  readonly depth: 'standard' | 'deep';
  /** USD that the caller allows for the whole run, null for no limit of his own. */
  readonly maxCostUsd: number | null;
  /** USD that the sources have cost. */
  readonly spentUsd: number;
  readonly stageEndsAt: number;
  readonly now: number;
}

const deepFactor = 4;
/** A deep run reads three times as much and has the time for it. */
const leastBudgetUsd = 0.001;
/** For merging, verifying and, if all are lost, the embedded engine, in ms. */
const reserveMs = 6_000;
/** Less than this is not worth asking for: models need seconds to begin. */
const leastMs = 6_000;
const extractionShare = 0.45;
/** The first engine may use so much of its step's time, the second so much of the rest. */
const turnShare = 0.6;

/** Plans which engines are asked: those that are ready, within time and budget, in the order that is set. */
export function planEngines(facts: PlanFacts): EnginePlan {
  const { settings, readiness, now, stageEndsAt } = facts;
  const budgetUsd = budgetOf(facts);
  const reasons = new Map(readiness.map(({ engine, reason }) => [engine, reason]));
  const time = stageEndsAt - reserveMs - now;
  const obstacle = findObstacle(time, budgetUsd);
  const isAsked = (engine: RemoteEngine) => obstacle === null && reasons.get(engine) === null;
  const readers = settings.order.filter(isAsked);
  const writers = settings.briefOrder.filter(isAsked);
  const extractionEnds = now + time * extractionShare;
  const shared = settings.mode === 'ensemble';
  return {
    mode: settings.mode,
    extractors: shared
      ? readers.map((engine) => ({ engine, answerBy: Math.round(extractionEnds) }))
      : takeTurns(readers, now, extractionEnds),
    writers: readers.length === 0 ? [] : takeTurns(writers, extractionEnds, now + time),
    budgetUsd,
    runs: [...new Set([...settings.order, ...settings.briefOrder])].flatMap((engine) => {
      const reason = reasons.get(engine) ?? (reasons.has(engine) ? obstacle : 'not_configured');
      return reason === null ? [] : [skip(engine, reason)];
    }),
  };
}

function budgetOf({ settings, depth, maxCostUsd, spentUsd }: PlanFacts): number {
  const own = settings.budgetUsd * (depth === 'deep' ? deepFactor : 1);
  const left = maxCostUsd === null ? own : Math.min(own, maxCostUsd - spentUsd);
  return Math.max(0, left);
}

function findObstacle(time: number, budgetUsd: number): 'late' | 'budget_spent' | null {
  if (time < leastMs) return 'late';
  return budgetUsd < leastBudgetUsd ? 'budget_spent' : null;
}

/** Each engine leaves time for those behind it; the last may use what is left. */
function takeTurns(engines: readonly RemoteEngine[], from: number, until: number): EngineTurn[] {
  return engines.map((engine, index) => {
    const share = index === engines.length - 1 ? 1 : 1 - (1 - turnShare) ** (index + 1);
    return { engine, answerBy: Math.round(from + (until - from) * share) };
  });
}

function skip(engine: RemoteEngine, reason: string): EngineRun {
  return { engine, step: 'all', outcome: 'skipped', reason };
}
