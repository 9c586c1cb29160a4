import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Outcome, SourceKind } from '../../sources/outcome.ts';
import { describeFailure, type FailedState } from '../failure.ts';
import type { EnrichmentFailure, StageName } from '../status.ts';
import { sourcesIn } from './sources.ts';

/** One stage as far as history tells; times in ISO 8601. */
export interface DigestStage {
  readonly name: StageName;
  readonly state: 'running' | 'completed' | 'failed';
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** States under way, in the order they were entered. */
  readonly active: readonly string[];
}

/** A source that has been asked; `costUsd` in USD. */
export interface DigestSource {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly url: string | null;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly ms: number;
  readonly costUsd: number;
  readonly observedAt: string | null;
}

/** What pollers need of an execution's history, small enough for the status row. */
export interface HistoryDigest {
  readonly stages: readonly DigestStage[];
  readonly sources: readonly DigestSource[];
  /** Map iterations begun by now, and those done. */
  readonly iterations: { readonly planned: number; readonly done: number };
  /** 0–99, from the states that are done. */
  readonly percent: number;
  /** How the execution ended, null while it runs. */
  readonly ended: 'SUCCEEDED' | FailedState | null;
  readonly failure: EnrichmentFailure | null;
  /** Read after the end: nothing more can come. */
  readonly final: boolean;
}

/** Which stage a state at the top of the machine belongs to. */
const stageOfState: Readonly<Record<string, StageName>> = {
  DiscoverCompany: 'discovery',
  AggregateSources: 'aggregation',
  AnalyzeContent: 'analysis',
  FormResponse: 'response',
  WriteResolution: 'response',
};

/** Percent at which a stage begins and how much it adds; the machine's progress writes use the same steps. */
const stageSpan: Readonly<Record<StageName, { readonly from: number; readonly to: number; readonly states: number }>> =
  {
    discovery: { from: 5, to: 20, states: 4 },
    aggregation: { from: 20, to: 60, states: 4 },
    analysis: { from: 60, to: 90, states: 8 },
    response: { from: 90, to: 99, states: 3 },
  };

interface Reading {
  readonly stages: Map<StageName, { startedAt: string; endedAt: string | null; active: string[]; exited: number }>;
  readonly sources: Map<string, DigestSource>;
  current: StageName | null;
  planned: number;
  done: number;
  /** The most so far: a Map that begins makes more work known, not less work done. */
  percent: number;
  ended: HistoryDigest['ended'];
  error: string | null;
}

/** Sums up an execution's events, oldest first. Where they stop short the digest is that of the time they stop. */
export function digestHistory(events: readonly HistoryEvent[]): HistoryDigest {
  const reading: Reading = {
    stages: new Map(),
    sources: new Map(),
    current: null,
    planned: 0,
    done: 0,
    percent: 0,
    ended: null,
    error: null,
  };
  for (const event of events) {
    readEvent(reading, event);
    reading.percent = Math.max(reading.percent, percentOf(reading));
  }
  return concludeReading(reading);
}

function readEvent(reading: Reading, event: HistoryEvent): void {
  const type = event.type ?? '';
  if (type.endsWith('StateEntered')) enterState(reading, event);
  if (type.endsWith('StateExited')) exitState(reading, event);
  if (type === 'MapStateStarted') reading.planned += event.mapStateStartedEventDetails?.length ?? 0;
  if (type === 'MapIterationSucceeded' || type === 'MapIterationFailed') reading.done += 1;
  if (type.startsWith('Execution')) readExecutionEvent(reading, event);
}

function readExecutionEvent(reading: Reading, event: HistoryEvent): void {
  const ended = executionEnds[event.type ?? ''];
  if (ended !== undefined) {
    reading.ended = ended;
    reading.error = event.executionFailedEventDetails?.error ?? null;
  }
  if (event.type === 'ExecutionRedriven') reading.ended = null;
}

const executionEnds: Readonly<Record<string, HistoryDigest['ended']>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

function enterState(reading: Reading, event: HistoryEvent): void {
  const name = event.stateEnteredEventDetails?.name ?? '';
  const stage = stageOfState[name];
  if (stage !== undefined) {
    reading.current = stage;
    if (!reading.stages.has(stage)) {
      reading.stages.set(stage, { startedAt: time(event), endedAt: null, active: [], exited: 0 });
    }
  }
  if (reading.current !== null && event.type === 'TaskStateEntered') {
    reading.stages.get(reading.current)?.active.push(name);
  }
}

function exitState(reading: Reading, event: HistoryEvent): void {
  const name = event.stateExitedEventDetails?.name ?? '';
  const progress = reading.current === null ? undefined : reading.stages.get(reading.current);
  if (progress !== undefined && event.type === 'TaskStateExited') {
    const position = progress.active.indexOf(name);
    if (position >= 0) progress.active.splice(position, 1);
    progress.exited += 1;
  }
  const stage = stageOfState[name];
  const left = stage === undefined ? undefined : reading.stages.get(stage);
  if (left !== undefined) left.endedAt = time(event);
  for (const source of sourcesIn(event.stateExitedEventDetails?.output)) reading.sources.set(source.id, source);
}

function concludeReading(reading: Reading): HistoryDigest {
  const ended = reading.ended;
  const failed = ended !== null && ended !== 'SUCCEEDED';
  const stages = [...reading.stages].map(([name, progress]): DigestStage => {
    const broken = failed && progress.endedAt === null;
    const state = progress.endedAt === null ? (broken ? 'failed' : 'running') : 'completed';
    const active = state === 'completed' ? [] : [...new Set(progress.active)];
    return { name, state, startedAt: progress.startedAt, endedAt: progress.endedAt, active };
  });
  const stateName = stages.find((stage) => stage.state === 'failed')?.active.at(-1) ?? null;
  return {
    stages,
    sources: [...reading.sources.values()],
    iterations: { planned: reading.planned, done: reading.done },
    percent: reading.percent,
    ended,
    failure: failed ? describeFailure(ended, { error: reading.error, stateName }) : null,
    final: ended !== null,
  };
}

function percentOf(reading: Reading): number {
  if (reading.current === null) return 0;
  const progress = reading.stages.get(reading.current);
  const span = stageSpan[reading.current];
  if (progress === undefined || progress.endedAt !== null) return span.to;
  const steps = span.states + (reading.current === 'aggregation' ? reading.planned : 0);
  return Math.floor(span.from + (span.to - span.from) * Math.min(1, progress.exited / steps));
}

function time(event: HistoryEvent): string {
  return (event.timestamp ?? new Date(0)).toISOString();
}
