import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { explainExcess, weighBundle } from '../../../../infra/build/budget.ts';

const output = (bytes: number, imports: Metafile['outputs'][string]['imports'] = [], inputs = {}) => ({
  bytes,
  imports,
  inputs,
  exports: [],
});
const statically = (path: string) => ({ path, kind: 'import-statement' as const });
const lazily = (path: string) => ({ path, kind: 'dynamic-import' as const });

describe('weighBundle', () => {
  it('counts the entry and what it imports statically, and tells apart what is loaded on demand', () => {
    const metafile: Metafile = {
      inputs: {},
      outputs: {
        'out/search/index.mjs': output(
          100,
          [statically('out/search/chunks/a.mjs'), lazily('out/search/chunks/s3.mjs')],
          {
            'small.ts': { bytesInOutput: 10 },
            'big.ts': { bytesInOutput: 90 },
          },
        ),
        'out/search/chunks/a.mjs': output(20, [
          statically('out/search/chunks/b.mjs'),
          { ...statically('node:fs'), external: true },
        ]),
        'out/search/chunks/b.mjs': output(3, [statically('out/search/chunks/a.mjs')]),
        'out/search/chunks/s3.mjs': output(4000, [statically('out/search/chunks/b.mjs')]),
        'out/other/index.mjs': output(5000),
        'out/search/index.mjs.map': output(9999),
      },
    };

    const weight = weighBundle(metafile, 'search');

    expect(weight).toEqual({
      bytes: 123,
      lazyBytes: 4000,
      biggestInputs: [
        { path: 'big.ts', bytes: 90 },
        { path: 'small.ts', bytes: 10 },
      ],
    });
  });
});

describe('explainExcess', () => {
  const weight = (bytes: number) => ({ bytes, lazyBytes: 0, biggestInputs: [{ path: 'heavy.js', bytes: 2048 }] });

  it('says nothing of a bundle within its budget', () => {
    expect(explainExcess('status-check', 'api', weight(350 * 1024))).toBeNull();
    expect(explainExcess('run-engine', 'analysis', weight(1024 * 1024))).toBeNull();
  });

  it('names the function, its weight, its budget and its biggest inputs', () => {
    const text = explainExcess('status-check', 'api', weight(400 * 1024));

    expect(text).toContain('status-check weighs 400.0 KB; the budget of api functions is 350.0 KB.');
    expect(text).toContain('2.0 KB  heavy.js');
  });
});
