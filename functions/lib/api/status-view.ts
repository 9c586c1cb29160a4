import type { KeptAnswer } from '../cache/answer.ts';
import { consoleUrl, executionArn } from '../enrichment/execution.ts';
import type { DigestSource, DigestStage, HistoryDigest } from '../enrichment/history/digest.ts';
import type { EnrichmentRequest } from '../enrichment/request.ts';
import { type EnrichmentFailure, type EnrichmentStatus, type StageName, stageNames } from '../enrichment/status.ts';
import { type AnswerView, viewAnswer } from './answer-view.ts';
import { estimateCompletion } from './workflow.ts';

/** One stage as a caller sees it; times in ISO 8601. */
export interface StageView {
  readonly name: StageName;
  readonly state: 'pending' | 'running' | 'completed' | 'failed' | 'skipped';
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly detail?: string;
}

/** The body of `GET /analysis/status/{requestId}`. */
export interface StatusView {
  readonly requestId: string;
  readonly status: 'processing' | 'completed' | 'failed';
  /** 0–100, never less than before; 100 only with `data`. */
  readonly progress: number;
  readonly stages: readonly StageView[];
  readonly sources: readonly DigestSource[];
  readonly data?: AnswerView;
  readonly partial?: unknown;
  readonly estimatedCompletion?: string;
  readonly error?: EnrichmentFailure;
  readonly executionUrl?: string;
}

/** Gives a finished request: all of its answer, and how it came about as far as that is still known. */
export function viewCompleted(
  request: EnrichmentRequest,
  kept: KeptAnswer,
  status: EnrichmentStatus | null,
  now: number,
): StatusView {
  return {
    requestId: request.requestId,
    status: 'completed',
    progress: 100,
    stages: status === null ? [] : stagesOf(status),
    sources: status?.digest?.sources ?? [],
    data: viewAnswer(kept, request, now),
    ...executionLink(status),
  };
}

/** Gives a request that is under way or has failed. `now` in epoch ms. */
export function viewUnfinished(request: EnrichmentRequest, status: EnrichmentStatus, now: number): StatusView {
  const failed = status.state === 'failed';
  return {
    requestId: request.requestId,
    status: failed ? 'failed' : 'processing',
    progress: Math.min(99, Math.max(status.percent, status.digest?.percent ?? 0)),
    stages: stagesOf(status),
    sources: status.digest?.sources ?? [],
    ...(status.partial === null ? {} : { partial: status.partial }),
    ...(failed ? { error: status.error ?? unexplained } : {}),
    ...(failed ? {} : { estimatedCompletion: estimateCompletion(request.depth, Date.parse(status.startedAt), now) }),
    ...executionLink(status),
  };
}

const unexplained: EnrichmentFailure = {
  code: 'enrichment.failed',
  message: 'The enrichment failed.',
  retryable: true,
};

/** Only what runs on AWS has a page in its console: a Step Functions of one's own has an endpoint of its own. */
function executionLink(status: EnrichmentStatus | null): { readonly executionUrl?: string } {
  const isElsewhere = (process.env.AWS_ENDPOINT_URL_SFN ?? '') !== '';
  if (status === null || status.stateMachineArn === '' || isElsewhere) return {};
  return { executionUrl: consoleUrl(executionArn(status.stateMachineArn, status.executionName)) };
}

/** The row knows the stage at once, history knows its times: what either says has happened has. */
function stagesOf(status: EnrichmentStatus): readonly StageView[] {
  const known = new Map((status.digest?.stages ?? []).map((stage) => [stage.name, stage]));
  const lastSeen = Math.max(-1, ...[...known.keys()].map((name) => stageNames.indexOf(name)));
  const reach = { lastSeen, reached: Math.max(stageNames.indexOf(status.stage), lastSeen) };
  return stageNames.map((name, index) => viewStage(name, known.get(name), status, index, reach));
}

/** Indexes of the last stage that history has seen, and of the last that row or history knows. */
interface Reach {
  readonly lastSeen: number;
  readonly reached: number;
}

function viewStage(
  name: StageName,
  stage: DigestStage | undefined,
  status: EnrichmentStatus,
  index: number,
  reach: Reach,
): StageView {
  const state = stateOf(stage, status, index, reach);
  const startedAt = stage?.startedAt ?? (index === 0 ? status.startedAt : undefined);
  const endedAt = stage?.endedAt ?? (state !== 'running' && index === reach.reached ? status.endedAt : null);
  const detail = state === 'running' ? detailOf(stage, status.digest) : null;
  return {
    name,
    state,
    ...(startedAt === undefined || state === 'pending' ? {} : { startedAt }),
    ...(endedAt === null || state === 'pending' ? {} : { endedAt }),
    ...(detail === null ? {} : { detail }),
  };
}

function stateOf(
  stage: DigestStage | undefined,
  status: EnrichmentStatus,
  index: number,
  { lastSeen, reached }: Reach,
): StageView['state'] {
  // An early end at the identity gate leaves out what lies between.
  if (stage === undefined && index < lastSeen) return 'skipped';
  if (status.state === 'completed') return 'completed';
  if (index < reached || (index === reached && stage?.state === 'completed')) return 'completed';
  if (index > reached) return 'pending';
  return status.state === 'failed' ? 'failed' : 'running';
}

function detailOf(stage: DigestStage | undefined, digest: HistoryDigest | null): string | null {
  if (stage === undefined || stage.active.length === 0) return null;
  const { planned, done } = digest?.iterations ?? { planned: 0, done: 0 };
  const counted = stage.name === 'aggregation' && planned > 0 ? ` (${done} of ${planned} sources)` : '';
  return `${stage.active.join(', ')}${counted}`;
}
