import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate, writeFiles } from './fixtures.ts';

const directory = [
  { domain: 'brindlemark.example', name: 'Brindlemark', formerNames: ['Pallet Fox'], status: 'Active' },
  { domain: 'fennmoor.example', name: 'Fennmoor Water' },
  { domain: 'one.example', name: 'Twofold' },
  { domain: 'two.example', name: 'Twofold' },
];
const cases = [
  { kind: 'name', query: 'Brindlemark Inc', expect: 'brindlemark.example' },
  { kind: 'name', query: 'Zzyzx Gribblefort', expect: 'fennmoor.example' },
  { kind: 'typo', query: 'Brnidlemark', expect: 'brindlemark.example' },
  { kind: 'ambiguous', query: 'Twofold', expect: null, ambiguous: ['one.example', 'two.example'] },
  { kind: 'ambiguous', query: 'Brindlemark', expect: null, ambiguous: ['brindlemark.example'] },
  { kind: 'unknown', query: 'Quorvex Thimble', expect: null },
  { kind: 'unknown', query: 'Fennmoor Water', expect: null },
  { kind: 'contradiction', query: 'Fennmoor Water', website: 'brindlemark.example', expect: null },
];

describe('resolve', () => {
  it('measures recall, ambiguity and false accepts, and names what is wrong', async () => {
    const folder = writeFiles({ 'directory.jsonl': directory, 'cases.jsonl': cases });

    const { code, result } = await evaluate(
      'resolve',
      ...['--directory', join(folder, 'directory.jsonl'), '--cases', join(folder, 'cases.jsonl')],
    );

    expect(code).toBe(0);
    expect(result).toMatchObject({
      ...{ task: 'resolve', n: 8, companies: 4, indexBuildMs: expect.any(Number) },
      overall: { n: 3, recallAt1: 0.6667, recallAt5: 0.6667, mrr: 0.6667, confidentlyWrong: 0 },
      kinds: {
        name: { n: 2, recallAt1: 0.5 },
        typo: { n: 1, recallAt1: 1, confident: 1 },
        unknown: { n: 2, falseAcceptRate: 0.5 },
        contradiction: { n: 1, falseAcceptRate: 0 },
      },
      ambiguousRecall: 0.5,
      falseAcceptRate: 0.3333,
      time: { unit: 'us', p50: expect.any(Number), p95: expect.any(Number) },
    });
    expect(result.wrong.map(({ query }: { query: string }) => query)).toEqual([
      'Zzyzx Gribblefort',
      'Brindlemark',
      'Fennmoor Water',
    ]);
  });

  it('asks for a directory, and names a row that is none', async () => {
    const folder = writeFiles({ 'cases.jsonl': cases, 'bad.jsonl': [{ name: 'Without a domain' }] });
    const given = ['resolve', '--cases', join(folder, 'cases.jsonl')];

    const without = await evaluate(...given);
    const bad = await evaluate(...given, '--directory', join(folder, 'bad.jsonl'));

    expect(without).toMatchObject({ code: 2, errors: expect.stringContaining('--directory') });
    expect(bad).toMatchObject({ code: 2, errors: expect.stringContaining('bad.jsonl:1') });
  });
});
