import { defineConfig } from 'vitest/config';

const tests = (name: string, timeout: number) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: timeout, hookTimeout: 60_000 },
});

export default defineConfig({
  test: {
    projects: [tests('unit', 10_000), tests('asl', 10_000), tests('infra', 60_000), tests('integration', 60_000)],
    coverage: {
      provider: 'v8',
      include: ['functions/**/*.ts', 'local/**/*.ts'],
      thresholds: { lines: 90, branches: 90 },
    },
  },
});
