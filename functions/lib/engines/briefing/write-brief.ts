import { askEngine, type EngineSurroundings, type RemoteEngine } from '../ask-engine.ts';
import { addAnswer, type EngineEffort, noEffort } from '../engine-effort.ts';
import type { BriefSection } from '../insights.ts';
import { type BriefAnswer, briefAnswerSchema } from './answer.ts';
import type { EvidenceList } from './evidence-list.ts';
import { type BriefOutline, promptBrief } from './prompt.ts';
import { toStatements } from './sections.ts';

/** Forty sections of four sentences would be twice as much; most have less evidence than that. */
const maxOutputTokens = { standard: 4_000, deep: 8_000 } as const;

/** Who writes for whom out of what, until when (epoch ms), and for how much (USD). */
export interface Briefing {
  readonly engine: RemoteEngine;
  readonly outline: BriefOutline;
  readonly evidence: EvidenceList;
  readonly depth: 'standard' | 'deep';
  readonly deadline: number;
  readonly budgetUsd: number;
  readonly executionName: string;
}

/** Lets one engine write the sections of a brief out of verified facts. Throws EngineFailure. */
export async function writeBrief(
  { engine, outline, evidence, depth, deadline, budgetUsd, executionName }: Briefing,
  surroundings: EngineSurroundings,
): Promise<{ readonly sections: BriefSection[]; readonly effort: EngineEffort }> {
  const answer = await askEngine<BriefAnswer>(
    {
      engine,
      step: 'brief',
      schemaName: 'sales_brief',
      schema: briefAnswerSchema,
      ...promptBrief(outline, evidence),
      maxOutputTokens: maxOutputTokens[depth],
      deadline,
      budgetUsd,
      executionName,
    },
    surroundings,
  );
  return { sections: toStatements(answer.value, outline.sections, evidence), effort: addAnswer(noEffort, answer) };
}
