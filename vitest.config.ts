import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const tests = (
  name: string,
  timeout: number,
  settings: { isolate?: boolean; sequence?: { groupOrder: number } } = {},
) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: timeout, hookTimeout: 60_000, ...settings },
});

export default defineConfig({
  test: {
    // By default a machine of two cores gets one worker, and most of the integration tests only wait.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      tests('unit', 10_000),
      tests('asl', 10_000),
      // The CDK library takes seconds to load; its tests share no state that they change.
      tests('infra', 60_000, { isolate: false }),
      tests('integration', 60_000),
      // Thousands of requests in a row: alone, so that nothing else slows the stack down.
      tests('contract', 180_000, { sequence: { groupOrder: 1 } }),
    ],
    coverage: {
      provider: 'v8',
      include: ['functions/**/*.ts', 'local/**/*.ts'],
      thresholds: { lines: 90, branches: 90 },
    },
  },
});
