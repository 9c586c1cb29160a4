import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../local/stepfunctions/interpreter/json.ts';
import { engineRun, plan, planned } from './answers.ts';
import { allEngines as all, losing, planOf, startOfRun } from './engine-plans.ts';
import {
  countCalls,
  enrich,
  enteredStates,
  failWith,
  hang,
  payloadOf,
  type Recorded,
  type Script,
  type Scripts,
  secondsTaken,
  serviceError,
} from './machine.ts';

/** From the choice of an engine on; what is done in parallel before has no order. */
const pathOf = ({ events }: { readonly events: Parameters<typeof enteredStates>[0] }) => {
  const entered = enteredStates(events);
  return entered.slice(entered.indexOf('PickExtractor'), entered.indexOf('VerifyClaims') + 1);
};
const functionsOfEngines: Readonly<Record<string, string>> = {
  ...{ AskOpenai: 'openai', AskAnthropic: 'anthropic', AskBedrock: 'bedrock', RunEngine: 'embedded' },
};
const turnsTaken = ({ calls }: Recorded) =>
  calls.flatMap(({ name, payload }) => {
    const engine = functionsOfEngines[name];
    return engine === undefined ? [] : [`${engine} ${payload.step}`];
  });
const enginesOf = (asked: Recorded) => (payloadOf(asked, 'StructureProfile').analysis as JsonObject).engines as Json[];

describe('without an engine that could be asked', () => {
  it('a run goes straight to the embedded engine', async () => {
    const { run, asked } = await enrich();

    expect(run.result.status).toBe('SUCCEEDED');
    expect(pathOf(run)).toEqual(['PickExtractor', 'GenerateInsights', 'VerifyClaims']);
    expect(turnsTaken(asked)).toEqual(['embedded all']);
  });

  it('a plan that was lost costs nothing but the engines', async () => {
    const { run, asked } = await enrich({ functions: { PlanEngines: failWith('TypeError') } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(enteredStates(run.events)).toContain('NoteEnginePlanLost');
    expect(turnsTaken(asked)).toEqual(['embedded all']);
  });

  it.each(['not_configured', 'budget_spent', 'late', 'cooling_down'])('the answer says why: %s', async (reason) => {
    const runs = [{ engine: 'openai', step: 'all', outcome: 'skipped', reason }];

    const { asked } = await enrich({ functions: planOf([], { runs }) });

    expect(enginesOf(asked)).toEqual([...runs, expect.objectContaining({ engine: 'embedded', outcome: 'answered' })]);
  });
});

describe('the plan', () => {
  it('hears what the sources have cost and when the stage must be over', async () => {
    const paid: Script = (payload) => ({ ...(payload.source as JsonObject), outcome: 'matched', costUsd: 0.01 });

    const { asked } = await enrich({ functions: { CallFreeApi: paid, ReadPublicRecord: paid } });

    expect(payloadOf(asked, 'PlanEngines')).toMatchObject({ spentUsd: 0.02, stageEndsAt: startOfRun + 50_000 });
  });
});

describe('engines in order', () => {
  it('read and write, each once where nothing fails', async () => {
    const { run, asked } = await enrich({ functions: planOf(all) });

    expect(pathOf(run)).toEqual([
      ...['PickExtractor', 'ExtractByOpenai', 'PickWriter', 'WriteBriefByOpenai', 'MergeInsights', 'VerifyClaims'],
    ]);
    expect(turnsTaken(asked)).toEqual(['openai extract', 'openai brief']);
    expect(payloadOf(asked, 'VerifyClaims')).toMatchObject({ insightsKey: 'runs/run/insights-merged.json' });
  });

  it('tell the writing engine what was read before it', async () => {
    const { asked } = await enrich({ functions: planOf(all) });

    const [, brief] = asked.calls.filter(({ name }) => name === 'AskOpenai');
    expect(brief?.payload).toMatchObject({
      ...{ step: 'brief', answerBy: startOfRun + 10_000, budgetUsd: 0.25 },
      runs: [{ engine: 'openai', step: 'extract', insightsKey: 'runs/run/insights-openai-extract.json' }],
    });
  });

  it.each([
    [['openai extract'], ['openai extract', 'anthropic extract', 'openai brief']],
    [
      ['openai extract', 'anthropic extract'],
      ['openai extract', 'anthropic extract', 'bedrock extract', 'openai brief'],
    ],
    [['openai brief'], ['openai extract', 'openai brief', 'anthropic brief']],
    [
      ['openai brief', 'anthropic brief'],
      ['openai extract', 'openai brief', 'anthropic brief', 'bedrock brief'],
    ],
  ])('give their turn to the next when %j are lost', async (lost, taken) => {
    const { run, asked } = await enrich({ functions: { ...planOf(all), ...losing(...lost) } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(turnsTaken(asked)).toEqual(taken);
    const message = JSON.stringify({ reason: 'rate_limited', costUsd: 0.002, ms: 812 });
    expect(enginesOf(asked)).toEqual(
      taken.map((turn) => {
        const [engine, step] = turn.split(' ');
        if (!lost.includes(turn)) return expect.objectContaining({ engine, step, outcome: 'answered' });
        return { engine, step, outcome: 'lost', error: 'EngineFailure', message };
      }),
    );
  });

  it('leave the brief to rules when none can write it, and keep what was read', async () => {
    const lost = losing('openai brief', 'anthropic brief', 'bedrock brief');

    const { run, asked } = await enrich({ functions: { ...planOf(all), ...lost } });

    expect(pathOf(run).slice(-2)).toEqual(['MergeInsights', 'VerifyClaims']);
    expect(payloadOf(asked, 'MergeInsights').runs).toMatchObject([
      { engine: 'openai', step: 'extract', outcome: 'answered' },
      ...all.map((engine) => ({ engine, step: 'brief', outcome: 'lost' })),
    ]);
  });

  it('leave everything to the embedded engine when all are lost', async () => {
    const lost = losing(...all.map((engine) => `${engine} extract`));

    const { run, asked } = await enrich({ functions: { ...planOf(all), ...lost } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(turnsTaken(asked)).toEqual([...all.map((engine) => `${engine} extract`), 'embedded all']);
    expect(pathOf(run).slice(-2)).toEqual(['GenerateInsights', 'VerifyClaims']);
    expect(enginesOf(asked)).toHaveLength(4);
  });

  it('go on without the engine whose function hangs, at the end of its time', async () => {
    const { run, asked } = await enrich({ functions: { ...planOf(['openai', 'anthropic']), AskOpenai: hang } });

    expect(enginesOf(asked)[0]).toEqual({
      ...{ engine: 'openai', step: 'extract', outcome: 'lost', error: 'States.Timeout', message: null },
    });
    expect(turnsTaken(asked)).toContain('anthropic extract');
    expect(secondsTaken(run.events)).toBeLessThan(50);
  });

  it('are asked once by the state machine, whatever the provider answers', async () => {
    const { asked } = await enrich({ functions: { ...planOf(['openai']), ...losing('openai extract') } });

    expect(turnsTaken(asked)).toEqual(['openai extract', 'embedded all']);
  });

  it('are asked again where Lambda itself failed in passing', async () => {
    const AskOpenai: Script = ({ step }, { attempt }) => {
      if (attempt === 1) throw serviceError('TooManyRequestsException');
      return engineRun('openai', String(step));
    };

    const { asked } = await enrich({ functions: { ...planOf(['openai']), AskOpenai } });

    expect(turnsTaken(asked)).toEqual(['openai extract', 'openai extract', 'openai brief']);
  });

  it('are followed by the embedded engine when merging is lost', async () => {
    const { run, asked } = await enrich({ functions: { ...planOf(all), MergeInsights: failWith('TypeError') } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(turnsTaken(asked).at(-1)).toBe('embedded all');
  });
});

describe('an ensemble', () => {
  const ensemble = (engines = all) => planOf(engines, { mode: 'ensemble' });

  it('lets all engines read at once, and one write', async () => {
    const { run, asked } = await enrich({ functions: ensemble() });

    expect(enteredStates(run.events)).toContain('AskEnsemble');
    expect(turnsTaken(asked)).toEqual([...all.map((engine) => `${engine} extract`), 'openai brief']);
    expect(payloadOf(asked, 'MergeInsights').runs).toHaveLength(4);
  });

  it('shares the budget among those who read', async () => {
    const { asked } = await enrich({ functions: ensemble() });

    expect(payloadOf(asked, 'AskBedrock').budgetUsd).toBeCloseTo(0.25 / 3, 9);
  });

  it('goes on without an engine that is lost', async () => {
    const { run, asked } = await enrich({ functions: { ...ensemble(), ...losing('anthropic extract') } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(enteredStates(run.events)).toContain('NoteEngineLost');
    expect(payloadOf(asked, 'MergeInsights').runs).toMatchObject([
      { engine: 'openai', outcome: 'answered' },
      { engine: 'anthropic', outcome: 'lost', error: 'EngineFailure' },
      { engine: 'bedrock', outcome: 'answered' },
      { engine: 'openai', step: 'brief' },
    ]);
  });

  it('leaves everything to the embedded engine when all are lost', async () => {
    const lost = losing(...all.map((engine) => `${engine} extract`));

    const { run, asked } = await enrich({ functions: { ...ensemble(), ...lost } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(pathOf(run).slice(-2)).toEqual(['GenerateInsights', 'VerifyClaims']);
    expect(enginesOf(asked)).toHaveLength(4);
  });

  it('of one engine is asked in order', async () => {
    const { run } = await enrich({ functions: ensemble(['anthropic']) });

    expect(enteredStates(run.events)).toContain('ExtractByAnthropic');
    expect(enteredStates(run.events)).not.toContain('AskEnsemble');
  });
});

describe('the price of a run in state transitions', () => {
  /** A standard plan at its largest: twelve pages and every keyless source (see functions/lib/sources/catalog.ts). */
  const many = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => planned(`${prefix}-${index}`));
  const largest: Scripts['functions'] = {
    PlanSources: () => ({
      ...{ ...plan, pages: many('page', 12), freeApis: many('api', 3) },
      ...{ publicData: many('public', 6), social: many('social', 3) },
    }),
  };

  it.each([
    ['by rules', {}, 61],
    ['with engines', planOf(all), 64],
  ])('stays small %s', async (_name, functions, most) => {
    const { run, asked } = await enrich({ functions: { ...largest, ...functions } });

    expect(countCalls(asked, 'ScrapePage')).toBe(12);
    expect(enteredStates(run.events).length).toBeLessThanOrEqual(most);
  });
});
