import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRoutes } from '../../../infra/routes.ts';

function distWith(text: string): string {
  const dist = mkdtempSync(join(tmpdir(), 'dist-'));
  writeFileSync(join(dist, 'routes.json'), text);
  return dist;
}

describe('readRoutes', () => {
  it('gives the routes of a build', () => {
    const routes = [
      { method: 'GET', path: '/health', function: 'health-check', scope: null },
      { method: 'POST', path: '/analysis/async', function: 'async-analysis', scope: 'analysis:start' },
    ];

    expect(readRoutes(distWith(JSON.stringify(routes)))).toEqual(routes);
  });

  it.each(['[]', '{}', '[3]', '[null]', '[{"method":"GET","path":"/health","function":"a"}]'])('refuses %s', (text) => {
    expect(() => readRoutes(distWith(text))).toThrow('Run "npm run build"');
  });
});
