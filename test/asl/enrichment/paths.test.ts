import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../local/stepfunctions/definition/machine.ts';
import type { JsonObject } from '../../../local/stepfunctions/interpreter/json.ts';
import { company, pendingDataset, plan, planned, resolution, sourceResult } from './answers.ts';
import { allEngines, losing, planOf } from './engine-plans.ts';
import {
  countCalls,
  definition,
  enrich,
  enteredStates,
  failWith,
  hang,
  listStates,
  payloadOf,
  type Script,
  type Scripts,
  secondsTaken,
  serviceError,
} from './machine.ts';

const stages = ['DiscoverCompany', 'AggregateSources', 'AnalyzeContent', 'FormResponse'];

const paidIds: readonly string[] = ['serpapi', 'serpapi-news', 'snov', 'bright-data-search'];
/** Paid sources of each provider are worth their price. */
const gaps: Scripts['functions'] = {
  FindGaps: () => ({ openFields: ['revenue'], paidSources: paidIds.map((id) => planned(id, id)), notAsked: [] }),
};
const sourceOf = ({ payload }: { readonly payload: JsonObject }) => (payload.source as JsonObject).sourceId;

describe('a matched company', () => {
  it('passes the four stages and ends at the published completion', async () => {
    const { run, asked } = await enrich();

    expect(run.result).toMatchObject({ status: 'SUCCEEDED', output: 'run' });
    expect(enteredStates(run.events).filter((name) => stages.includes(name))).toEqual(stages);
    expect(enteredStates(run.events).at(-1)).toBe('PublishCompletion');
    expect(asked.published).toMatchObject([
      {
        EventBusName: 'EventBusName',
        Source: 'sales-intelligence',
        DetailType: 'enrichment.completed',
        Detail: '{"executionName":"run","domain":"brightloom.example","outcome":"ready"}',
      },
    ]);
  });

  it('tells the bus which fields have changed, by their names', async () => {
    const WriteResult = () => ({
      outcome: 'ready',
      changedFields: ['headquarters', 'products'],
      learntAt: '2031-05-06T07:08:09.000Z',
    });

    const { asked } = await enrich({ functions: { WriteResult } });

    expect(asked.published).toHaveLength(2);
    const { DetailType, Detail } = asked.published[1] as JsonObject;
    expect(DetailType).toBe('company.changed');
    expect(JSON.parse(String(Detail))).toMatchObject({
      domain: 'brightloom.example',
      executionName: 'run',
      learntAt: '2031-05-06T07:08:09.000Z',
      fields: ['headquarters', 'products'],
    });
  });

  it('writes its progress at the border of each stage, only forward', async () => {
    const { asked } = await enrich();

    const writes = asked.progress.map(({ input }) => input as JsonObject);
    const values = writes.map(({ ExpressionAttributeValues }) => ExpressionAttributeValues as JsonObject);
    expect(values.map((value) => [value[':stage'], value[':percent']])).toEqual([
      [{ S: 'aggregation' }, { N: '20' }],
      [{ S: 'analysis' }, { N: '60' }],
      [{ S: 'response' }, { N: '90' }],
    ]);
    expect(values[0]?.[':partial']).toEqual({
      S: JSON.stringify({ companyName: company.name, domain: company.domain, description: company.description }),
    });
    for (const { Key } of writes) expect(Key).toEqual({ pk: { S: 'EXECUTION#run' }, sk: { S: 'STATUS' } });
  });

  it('hands every result of a source on, from discovery to the response', async () => {
    const { asked } = await enrich();

    const results = payloadOf(asked, 'StructureProfile').results as JsonObject[];
    expect(results.map((result) => `${result.id} ${result.outcome}`)).toEqual([
      'home matched',
      'github skipped',
      'about matched',
      'pricing matched',
      'wikidata matched',
      'dns matched',
      'linkedin matched',
      'serpapi not_run',
    ]);
    expect(payloadOf(asked, 'ProcessContent').results).toEqual(results);
    expect(payloadOf(asked, 'ScoreSources').results).toEqual(results);
  });

  it('gives every function the run and the name of the execution', async () => {
    const { asked } = await enrich({ functions: gaps });

    const names = new Set(asked.calls.map(({ name }) => name));
    expect(names.size).toBe(23);
    expect(asked.calls.every(({ payload }) => payload.executionName === 'run')).toBe(true);
    expect(asked.calls.every(({ payload }) => (payload.run as JsonObject).domain === 'brightloom.example')).toBe(true);
  });

  it('hands on what the analysis found', async () => {
    const { asked } = await enrich();

    expect(payloadOf(asked, 'RunEngine')).toMatchObject({
      engine: 'embedded',
      contentKey: 'runs/run/content.json',
      understanding: { intent: { intent: 'discovery' }, sentiment: { overall: 'neutral' } },
    });
    expect(payloadOf(asked, 'VerifyClaims')).toMatchObject({
      contentKey: 'runs/run/content.json',
      insightsKey: 'runs/run/insights-embedded-all.json',
      engine: 'embedded',
    });
    expect(payloadOf(asked, 'StructureProfile')).toMatchObject({
      startedAt: '2026-01-05T09:00:00.000Z',
      analysis: {
        contentKey: 'runs/run/content.json',
        claims: { verifiedKey: 'runs/run/verified.json' },
        engines: [
          { engine: 'openai', outcome: 'skipped' },
          { engine: 'embedded', outcome: 'answered' },
        ],
      },
    });
    expect(payloadOf(asked, 'WriteResult')).toMatchObject({ profileKey: 'runs/run/profile.json', status: 'ready' });
  });

  it('pays for what no free source could settle', async () => {
    const { run, asked } = await enrich({ functions: gaps });

    expect(enteredStates(run.events)).toContain('CallPaidApis');
    expect(enteredStates(run.events)).not.toContain('KeepKeylessResults');
    const results = payloadOf(asked, 'StructureProfile').results as JsonObject[];
    expect(results.at(-1)).toMatchObject({ id: 'bright-data-search', outcome: 'matched' });
  });

  it('asks each provider by the function that can read its key', async () => {
    const { asked } = await enrich({ functions: gaps });

    const callers = ['CallSerpapi', 'CallSnov', 'CallBrightData'];
    expect(callers.map((name) => asked.calls.filter((call) => call.name === name).map(sourceOf))).toEqual([
      ['serpapi', 'serpapi-news'],
      ['snov'],
      ['bright-data-search'],
    ]);
  });

  it('runs with a plan that asks nothing', async () => {
    const nothing = { ...plan, pages: [], freeApis: [], publicData: [], social: [], paid: [], skipped: [] };

    const { run, asked } = await enrich({ functions: { PlanSources: () => nothing } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(countCalls(asked, 'ScrapePage')).toBe(0);
    expect((payloadOf(asked, 'FindGaps').results as JsonObject[]).map(({ id }) => id)).toEqual(['home']);
  });

  it('asks at most four pages at once', async () => {
    const pages = Array.from({ length: 9 }, (_, index) => planned(`page-${index}`));
    let running = 0;
    let most = 0;
    const scrape: Script = async (payload, { clock }) => {
      running += 1;
      most = Math.max(most, running);
      await clock.sleep(1000);
      running -= 1;
      return sourceResult(payload.source as JsonObject);
    };

    const { asked } = await enrich({ functions: { PlanSources: () => ({ ...plan, pages }), ScrapePage: scrape } });

    expect(most).toBe(4);
    expect(countCalls(asked, 'ScrapePage')).toBe(9);
  });
});

describe('the identity gate', () => {
  it.each(['ambiguous', 'not_found', 'unreachable', 'parked'])('ends early when a company is %s', async (outcome) => {
    const verdict = { ...resolution, outcome, company: null };

    const { run, asked } = await enrich({ functions: { ResolveCompany: () => verdict } });

    expect(run.result).toMatchObject({ status: 'SUCCEEDED', output: 'run' });
    expect(enteredStates(run.events).slice(-3)).toEqual(['CheckIdentity', 'WriteResolution', 'PublishCompletion']);
    expect(payloadOf(asked, 'WriteResolution').resolution).toEqual(verdict);
    expect(asked.published[0]?.Detail).toContain(`"outcome":"${outcome}"`);
    expect(countCalls(asked, 'PlanSources')).toBe(0);
  });

  it.each([
    ['ValidateDomain', 'NoteDomainCheckLost', 'domainCheck'],
    ['SearchCompany', 'NoteSearchLost', 'search'],
    ['FetchBasicInfo', 'NoteBasicInfoLost', 'basicInfo'],
  ])('decides without %s when it is lost', async (name, note, field) => {
    const { run, asked } = await enrich({ functions: { [name]: failWith('TypeError') } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(enteredStates(run.events)).toContain(note);
    expect(countCalls(asked, name)).toBe(1);
    expect(payloadOf(asked, 'ResolveCompany')[field]).toBeNull();
  });

  it('decides without a look that takes too long', async () => {
    const { run, asked } = await enrich({ functions: { FetchBasicInfo: hang } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(secondsTaken(run.events)).toBe(12);
    expect(payloadOf(asked, 'ResolveCompany').basicInfo).toBeNull();
  });
});

const sourceTasks = [
  ['ScrapePage', 'NotePageLost', 'about'],
  ['CallFreeApi', 'NoteFreeApiLost', 'wikidata'],
  ['ReadPublicRecord', 'NotePublicRecordLost', 'dns'],
  ['CollectSocialSignal', 'NoteSocialSignalLost', 'linkedin'],
  ['CallSerpapi', 'NotePaidApiLost', 'serpapi'],
  ['CallSnov', 'NotePaidApiLost', 'snov'],
  ['CallBrightData', 'NotePaidApiLost', 'bright-data-search'],
] as const;

describe('a lost source', () => {
  it.each(sourceTasks)('of %s becomes an outcome of the run', async (name, note, id) => {
    const { run, asked } = await enrich({ functions: { ...gaps, [name]: failWith('TypeError') } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(enteredStates(run.events)).toContain(note);
    const lost = (payloadOf(asked, 'StructureProfile').results as JsonObject[]).find((result) => result.id === id);
    expect(lost).toEqual({
      ...{
        id,
        sourceId: paidIds.includes(id) ? id : 'own-site',
        name: `Page ${id}`,
        kind: 'official',
        url: planned(id).url,
      },
      ...{ outcome: 'error', reason: 'function_failed', ms: 0, costUsd: 0, observedAt: null, fromCache: false },
      ...{ fields: [], documents: [], factsKey: null },
    });
  });

  it.each(sourceTasks)('of %s that hangs is told apart as a timeout', async (name, _note, id) => {
    const { run, asked } = await enrich({ functions: { ...gaps, [name]: hang } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(secondsTaken(run.events)).toBe(20);
    const lost = (payloadOf(asked, 'StructureProfile').results as JsonObject[]).find((result) => result.id === id);
    expect(lost).toMatchObject({ outcome: 'error', reason: 'timeout' });
  });

  it('that its Lambda was cut off from is a timeout too', async () => {
    const { asked } = await enrich({ functions: { ScrapePage: failWith('Sandbox.Timedout') } });

    const results = payloadOf(asked, 'StructureProfile').results as JsonObject[];
    expect(results.find(({ id }) => id === 'about')?.reason).toBe('timeout');
  });

  it('leaves the other sources alone', async () => {
    const scrape = (payload: JsonObject) => {
      if ((payload.source as JsonObject).id === 'about') throw serviceError('ResourceNotFoundException');
      return sourceResult(payload.source as JsonObject);
    };

    const { asked } = await enrich({ functions: { ScrapePage: scrape } });

    const results = payloadOf(asked, 'StructureProfile').results as JsonObject[];
    expect(results.filter(({ outcome }) => outcome === 'error').map(({ id }) => id)).toEqual(['about']);
  });
});

describe('a lost reading of the content', () => {
  it.each([
    ['ExtractEntities', 'NoteEntitiesLost', 'entities'],
    ['AnalyzeSentiment', 'NoteSentimentLost', 'sentiment'],
    ['ScoreSources', 'NoteScoresLost', 'scores'],
    ['DetectIntent', 'NoteIntentLost', 'intent'],
  ])('of %s is null for those who read on', async (name, note, field) => {
    const { run, asked } = await enrich({ functions: { [name]: failWith('RangeError') } });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(enteredStates(run.events)).toContain(note);
    expect((payloadOf(asked, 'RunEngine').understanding as JsonObject)[field]).toBeNull();
  });
});

describe('what nobody waits for', () => {
  it.each(['20', '60', '90'])('is the progress write at %s percent', async (lost) => {
    const writeProgress = (percent: string): void => {
      if (percent === lost) throw serviceError('ConditionalCheckFailedException');
    };

    const { run, asked } = await enrich({ writeProgress });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(asked.progress).toHaveLength(3);
    expect(payloadOf(asked, 'StructureProfile').results).toHaveLength(8);
  });

  it('is a throttled progress write, which is tried once more', async () => {
    const { run, asked } = await enrich({
      writeProgress: () => {
        throw serviceError('ProvisionedThroughputExceededException');
      },
    });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(asked.progress).toHaveLength(6);
  });

  it('is the event about the completion', async () => {
    const { run, asked } = await enrich({
      publish: () => {
        throw serviceError('InternalException');
      },
    });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(asked.published).toHaveLength(3);
    expect(enteredStates(run.events).at(-1)).toBe('CompleteUnannounced');
  });
});

/** A dataset that is still pending whenever it is asked for. */
const neverReady = {
  CallBrightData: (payload: JsonObject) => pendingDataset(payload.source as JsonObject),
  CollectDataset: (payload: JsonObject) => pendingDataset(payload.source as JsonObject),
};

const refuse = (): never => {
  throw serviceError('InternalException');
};
const firstTwo = (step: string) => allEngines.slice(0, 2).map((engine) => `${engine} ${step}`);

/** A run that sets the prospect beside a vendor. */
const sold: JsonObject = { kind: 'customer-intelligence', vendorDomain: 'loomcraft.example' };

describe('a vendor', () => {
  it('is read beside the sources, and handed to the response apart from them', async () => {
    const { asked } = await enrich({}, sold);

    expect(payloadOf(asked, 'ReadVendor')).toMatchObject({ vendorDomain: 'loomcraft.example', executionName: 'run' });
    expect(payloadOf(asked, 'StructureProfile').vendor).toEqual({
      domain: 'loomcraft.example',
      vendorKey: 'runs/run/vendor.json',
      reason: null,
      sources: [],
    });
    expect(payloadOf(asked, 'ProcessContent').results).toHaveLength(8);
  });

  it('is handed on where sources are paid for too', async () => {
    const { asked } = await enrich({ functions: gaps }, sold);

    expect(payloadOf(asked, 'StructureProfile').vendor).toMatchObject({ vendorKey: 'runs/run/vendor.json' });
  });

  it.each([
    ['fails', failWith('TypeError'), 'function_failed'],
    ['hangs', hang as Script, 'timeout'],
  ])('that %s costs no run', async (_how, readVendor, reason) => {
    const { run, asked } = await enrich({ functions: { ReadVendor: readVendor } }, sold);

    expect(run.result.status).toBe('SUCCEEDED');
    expect(payloadOf(asked, 'StructureProfile').vendor).toEqual({
      domain: 'loomcraft.example',
      vendorKey: null,
      reason,
      sources: [],
    });
  });

  it('is not read where none is named', async () => {
    const { asked } = await enrich();

    expect(countCalls(asked, 'ReadVendor')).toBe(0);
    expect(payloadOf(asked, 'StructureProfile').vendor).toBeNull();
  });
});

describe('the graph', () => {
  it('has no state that these paths do not enter', async () => {
    const lostSources = Object.fromEntries(sourceTasks.map(([name]) => [name, failWith('TypeError')]));
    const lost = ['ValidateDomain', 'SearchCompany', 'FetchBasicInfo', 'ExtractEntities', 'AnalyzeSentiment'];
    const lostRest = Object.fromEntries([...lost, 'ScoreSources', 'DetectIntent'].map((name) => [name, failWith('X')]));
    const paths = await Promise.all([
      enrich(),
      enrich({ functions: { ...gaps, ...lostSources, ...lostRest } }),
      enrich({ functions: { ResolveCompany: () => ({ ...resolution, outcome: 'parked', company: null }) } }),
      enrich({ functions: gaps }),
      enrich({ functions: { ...gaps, ...neverReady } }),
      enrich({ functions: { PlanEngines: failWith('X') }, publish: refuse }),
      enrich({ functions: { ...planOf(allEngines, { mode: 'ensemble' }), ...losing('openai extract') } }),
      enrich({ functions: { ...planOf(allEngines), ...losing(...firstTwo('extract'), ...firstTwo('brief')) } }),

      enrich({}, sold),
      enrich({ functions: { ReadVendor: failWith('TypeError') } }, sold),
    ]);

    const entered = new Set(paths.flatMap(({ run }) => enteredStates(run.events)));

    const all = listStates(JSON.parse(definition) as Machine).map(([name]) => name);
    expect(all.filter((name) => !entered.has(name))).toEqual([]);
  });
});
