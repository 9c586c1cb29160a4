import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestHistory } from '../../../../../../functions/lib/enrichment/history/digest.ts';
import { entered, execution, executionFailed, exited, sourceResult, writeHistory } from './events.ts';

const discovery = [
  execution('Started'),
  entered('Parallel', 'DiscoverCompany'),
  entered('Task', 'ValidateDomain'),
  entered('Task', 'FetchBasicInfo'),
  exited('Task', 'ValidateDomain', { dns: 'resolves', source: sourceResult('dns', { outcome: 'no_match' }) }),
  exited('Task', 'FetchBasicInfo', { status: 'fetched', source: sourceResult('home') }),
  exited('Parallel', 'DiscoverCompany', { outcome: 'matched', sources: [sourceResult('home')] }),
];
const aggregation = [
  entered('Parallel', 'AggregateSources'),
  entered('Task', 'PlanSources'),
  exited('Task', 'PlanSources', { pages: [], skipped: [sourceResult('serpapi', { outcome: 'skipped' })] }),
  { type: 'MapStateStarted' as const, mapStateStartedEventDetails: { length: 2 } },
  entered('Task', 'ScrapePage'),
  entered('Task', 'ScrapePage'),
  exited('Task', 'ScrapePage', sourceResult('about')),
  { type: 'MapIterationSucceeded' as const },
];

describe('digestHistory', () => {
  it('lists stages with their state and times', () => {
    const { stages } = digestHistory(writeHistory(...discovery, ...aggregation));

    expect(stages).toEqual([
      {
        name: 'discovery',
        state: 'completed',
        startedAt: '2031-05-06T07:08:11.000Z',
        endedAt: '2031-05-06T07:08:16.000Z',
        active: [],
      },
      {
        name: 'aggregation',
        state: 'running',
        startedAt: '2031-05-06T07:08:17.000Z',
        endedAt: null,
        active: ['ScrapePage'],
      },
    ]);
  });

  it('lists each source once, from wherever a state puts it out', () => {
    const { sources, iterations } = digestHistory(writeHistory(...discovery, ...aggregation));

    expect(sources.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'dns no_match',
      'home matched',
      'serpapi skipped',
      'about matched',
    ]);
    expect(iterations).toEqual({ planned: 2, done: 1 });
  });

  it('passes over outputs that history has cut short or that are no source', () => {
    const odd = [
      exited('Task', 'ScrapePage', '{"id":"cut","outcome":"mat'),
      exited('Task', 'ScrapePage', '"outcome"'),
      exited('Task', 'ResolveCompany', { outcome: 'matched', sources: 'none' }),
      { type: 'TaskStateExited' as const },
    ];

    expect(digestHistory(writeHistory(...discovery, ...odd)).sources.map(({ id }) => id)).toEqual(['dns', 'home']);
  });

  it('fills in what a lost source leaves out', () => {
    const bare = { id: 'x', sourceId: 's', name: 'X', kind: 'news', outcome: 'error' };

    const { sources } = digestHistory(writeHistory(exited('Pass', 'NotePageLost', bare)));

    expect(sources).toEqual([
      {
        id: 'x',
        name: 'X',
        kind: 'news',
        url: null,
        outcome: 'error',
        reason: null,
        ms: 0,
        costUsd: 0,
        observedAt: null,
      },
    ]);
  });

  it('says in which state a run failed and why, but not with whose words', () => {
    const digest = digestHistory(writeHistory(...discovery, ...aggregation, executionFailed('TransientError')));

    expect(digest).toMatchObject({ ended: 'FAILED', final: true });
    expect(digest.stages.at(-1)).toMatchObject({ name: 'aggregation', state: 'failed' });
    expect(digest.failure).toEqual({
      code: 'enrichment.failed',
      message: 'The enrichment failed in ScrapePage: TransientError.',
      retryable: true,
    });
  });

  it.each([
    ['InvalidInputError', false, 'The enrichment failed: InvalidInputError.'],
    ['an error with spaces', true, 'The enrichment failed.'],
  ])('tells whether %s may pass by itself', (error, retryable, message) => {
    const digest = digestHistory(writeHistory(execution('Started'), executionFailed(error)));

    expect(digest.failure).toMatchObject({ retryable, message });
  });

  it.each([
    ['TimedOut', 'TIMED_OUT', 'enrichment.timed_out'],
    ['Aborted', 'ABORTED', 'enrichment.aborted'],
  ] as const)('takes %s for an end', (event, ended, code) => {
    const digest = digestHistory(writeHistory(...discovery, execution(event)));

    expect(digest).toMatchObject({ ended, failure: { code, retryable: true } });
  });

  it('runs on after a redrive', () => {
    const events = writeHistory(...discovery, ...aggregation, executionFailed('Boom'), execution('Redriven'));

    const digest = digestHistory(events);

    expect(digest).toMatchObject({ ended: null, failure: null, final: false });
    expect(digest.stages.at(-1)?.state).toBe('running');
  });

  it('is final without a failure when the run succeeded', () => {
    const early = [entered('Task', 'WriteResolution'), exited('Task', 'WriteResolution'), execution('Succeeded')];

    const digest = digestHistory(writeHistory(...discovery, ...early));

    expect(digest).toMatchObject({ ended: 'SUCCEEDED', failure: null, final: true, percent: 99 });
    expect(digest.stages.at(-1)).toMatchObject({ name: 'response', state: 'completed' });
  });

  it('knows nothing of an empty history', () => {
    expect(digestHistory([])).toMatchObject({ stages: [], sources: [], percent: 0, ended: null });
  });

  it('never goes back and never says 100', () => {
    const whole = writeHistory(
      ...discovery,
      ...aggregation,
      exited('Task', 'ScrapePage', sourceResult('team')),
      exited('Parallel', 'AggregateSources'),
      entered('Parallel', 'AnalyzeContent'),
      entered('Task', 'ProcessContent'),
      exited('Task', 'ProcessContent'),
      exited('Parallel', 'AnalyzeContent'),
      entered('Parallel', 'FormResponse'),
      ...Array.from({ length: 9 }, () => exited('Task', 'WriteResult')),
      execution('Succeeded'),
    );

    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), (one, other) => {
        const [shorter, longer] = [Math.min(one, other), Math.max(one, other)];
        const percents = [shorter, longer].map((length) => digestHistory(whole.slice(0, length)).percent);

        expect(percents[0]).toBeLessThanOrEqual(percents[1] ?? 0);
        expect(percents[1]).toBeLessThanOrEqual(99);
      }),
    );
    expect(digestHistory(whole).percent).toBe(99);
  });
});
