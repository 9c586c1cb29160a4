import { describe, expect, it } from 'vitest';
import type { StatusView } from '../../../../client/index.ts';
import { showProgress } from '../../../../local/enrich/progress.ts';

const source = (id: string): StatusView['sources'][number] => ({
  id,
  name: `Page ${id}`,
  kind: 'official',
  url: `https://acme.example/${id}`,
  outcome: 'matched',
  reason: null,
  ms: 12,
  costUsd: 0,
  observedAt: null,
});
const status = (facts: Partial<StatusView> = {}): StatusView => ({
  requestId: 'req_1',
  status: 'processing',
  progress: 20,
  stages: [
    {
      name: 'discovery',
      state: 'completed',
      startedAt: '2031-05-06T07:08:09.000Z',
      endedAt: '2031-05-06T07:08:11.500Z',
    },
    {
      name: 'aggregation',
      state: 'running',
      startedAt: '2031-05-06T07:08:11.500Z',
      detail: 'ScrapePage (1 of 4 sources)',
    },
    { name: 'analysis', state: 'pending' },
  ],
  sources: [source('about')],
  ...facts,
});

function screen(size: { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number }) {
  const writes: string[] = [];
  const show = showProgress({ ...size, write: (text) => writes.push(text) });
  return { show, writes };
}

describe('showProgress on a plain stream', () => {
  it('writes a line for each change, and each only once', () => {
    const { show, writes } = screen({});

    show(status());
    show(status());
    show(status({ sources: [source('about'), { ...source('team'), outcome: 'error', reason: 'timeout', url: null }] }));

    expect(writes.join('')).toBe(
      [
        '  ✓ discovery    completed  2.5 s',
        '  ▸ aggregation  running           ScrapePage (1 of 4 sources)',
        '    matched      12 ms  Page about  https://acme.example/about',
        '    error        12 ms  Page team (no answer in time)',
        '',
      ].join('\n'),
    );
  });
});

describe('showProgress on a terminal', () => {
  it('redraws its lines in place', () => {
    const { show, writes } = screen({ isTTY: true, columns: 200, rows: 40 });

    show(status());
    show(status({ progress: 30 }));

    expect(writes[0]?.split('\n')[0]).toBe(' 20 % processing');
    expect(writes[1]?.startsWith('\u001b[5A\u001b[J 30 % processing\n')).toBe(true);
  });

  it('draws on a terminal that nobody gave a size as on a usual one', () => {
    const sized = screen({ isTTY: true, columns: 80, rows: 24 });
    const unsized = screen({ isTTY: true, columns: 0, rows: 0 });

    sized.show(status());
    unsized.show(status());

    expect(unsized.writes).toEqual(sized.writes);
  });

  it('never draws more lines or columns than there are', () => {
    const { show, writes } = screen({ isTTY: true, columns: 30, rows: 12 });

    show(status({ sources: Array.from({ length: 50 }, (_, index) => source(`${index}`)) }));

    const lines = writes.join('').trimEnd().split('\n');
    expect(lines.length).toBeLessThan(12);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(30);
    expect(lines.join('\n')).toContain('… 45 sources before');
  });

  it('works on a terminal that does not tell its size', () => {
    const { show, writes } = screen({ isTTY: true });

    show(status());

    expect(writes).toHaveLength(1);
  });
});
