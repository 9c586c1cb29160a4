import type { FieldFact } from '../../company/profile.ts';
import type { Content } from '../../content/content.ts';
import type { Company } from '../../enrichment/run.ts';
import { askEngine, EngineFailure, type EngineSurroundings, type RemoteEngine } from '../ask-engine.ts';
import { addAnswer, type EngineEffort, noEffort } from '../engine-effort.ts';
import { type ExtractionAnswer, extractionAnswerSchema } from './answer.ts';
import { toClaims } from './claims.ts';
import { type Passage, planQuestions, type ReadingBudget } from './passages.ts';
import { promptExtraction } from './prompt.ts';

/** In tokens. A question is small enough that a fast model answers it within seconds. */
const budgets: Readonly<Record<'standard' | 'deep', ReadingBudget>> = {
  standard: { question: 6_000, document: 9_000, total: 36_000 },
  deep: { question: 8_000, document: 16_000, total: 120_000 },
};
/** Questions under way at a time, below the requests a second of the smallest provider plans. */
const concurrency = 6;
/** Forty facts with their quotes. */
const maxOutputTokens = 4_000;
/** Failures that say something about a question, and nothing about the next one to the same engine. */
const ofOneQuestion = new Set(['refused', 'truncated', 'invalid_output', 'context_window', 'bad_request']);

/** Whom to ask about what, until when (epoch ms), and for how much (USD). */
export interface Extraction {
  readonly engine: RemoteEngine;
  readonly content: Content;
  readonly company: Company;
  readonly depth: 'standard' | 'deep';
  readonly deadline: number;
  readonly budgetUsd: number;
  readonly executionName: string;
}

/** What an engine found in the documents, unverified, and what that took. */
export interface Extracted {
  readonly claims: readonly FieldFact[];
  readonly effort: EngineEffort;
}

/**
 * Asks one engine for the facts in the documents, a question per page. The questions know nothing of
 * the reader of the brief, so that another role, and a refresh, finds the answers about unchanged
 * pages in the store. Lost questions cost what they would have said; where all are lost, throws the
 * EngineFailure of the first with the cost of all.
 */
export async function extractFacts(extraction: Extraction, surroundings: EngineSurroundings): Promise<Extracted> {
  const { content, company, depth, budgetUsd } = extraction;
  const questions = planQuestions(content.documents, budgets[depth]);
  const claims: FieldFact[][] = questions.map(() => []);
  const failures: EngineFailure[] = [];
  const purse = openPurse(budgetUsd, Math.min(concurrency, questions.length));
  const waiting = [...questions.entries()];
  let effort = noEffort;
  let isOver = false;
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && !isOver; next = waiting.shift()) {
      const [index, passages] = next;
      const share = purse.take();
      try {
        const { found, answer } = await askAbout(passages, extraction, company, share, surroundings);
        purse.giveBack(share - answer.costUsd);
        claims[index] = found;
        effort = addAnswer(effort, answer);
      } catch (failure) {
        if (!(failure instanceof EngineFailure)) throw failure;
        purse.giveBack(share - failure.costUsd);
        failures.push(failure);
        isOver ||= !ofOneQuestion.has(failure.kind);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, questions.length) }, work));
  const lostUsd = failures.reduce((sum, failure) => sum + failure.costUsd, 0);
  const [first] = failures;
  if (first !== undefined && effort.answers === 0) {
    const { kind, retryAfterSeconds } = first;
    throw new EngineFailure(kind, { retryAfterSeconds, costUsd: lostUsd, cause: first });
  }
  const lost = questions.length - effort.answers;
  return { claims: claims.flat(), effort: { ...effort, lost, costUsd: effort.costUsd + lostUsd } };
}

/** Splits a budget among questions under way, so that together they can never spend more than it. */
function openPurse(budgetUsd: number, hands: number) {
  let left = budgetUsd;
  let free = hands;
  return {
    take: () => {
      const share = left / free;
      left -= share;
      free -= 1;
      return share;
    },
    giveBack: (usd: number) => {
      left += usd;
      free += 1;
    },
  };
}

async function askAbout(
  passages: readonly Passage[],
  { engine, deadline, executionName }: Extraction,
  company: Company,
  budgetUsd: number,
  surroundings: EngineSurroundings,
) {
  const { labelled, ...words } = promptExtraction(passages, company);
  const answer = await askEngine<ExtractionAnswer>(
    {
      engine,
      step: 'extract',
      schemaName: 'company_facts',
      schema: extractionAnswerSchema,
      ...words,
      maxOutputTokens,
      deadline,
      budgetUsd,
      executionName,
    },
    surroundings,
  );
  return { found: toClaims(answer.value, labelled), answer };
}
