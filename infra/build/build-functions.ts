import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explainExcess, formatBytes } from './budget.ts';
import { bundleFunctions } from './bundle.ts';
import { discoverFunctions } from './discover-functions.ts';

interface BuiltFunction {
  readonly name: string;
  readonly stage: string;
  readonly bytes: number;
  readonly lazyBytes: number;
}

/**
 * Builds every function of a project into `dist/`: the bundles, `functions.json` (what was built) and
 * `routes.json` (what the API serves). Throws Error naming each bundle that is over its budget.
 */
export async function buildFunctions(root: string): Promise<readonly BuiltFunction[]> {
  const dist = join(root, 'dist');
  const sources = discoverFunctions(join(root, 'functions'));
  const weights = await bundleFunctions(sources, join(dist, 'functions'));
  const weighed = sources.flatMap(({ name, stage }) => {
    const weight = weights.get(name);
    return weight === undefined ? [] : [{ name, stage, weight }];
  });
  const built = weighed.map(({ name, stage, weight: { bytes, lazyBytes } }) => ({ name, stage, bytes, lazyBytes }));
  await writeJson(join(dist, 'functions.json'), built);
  await writeJson(join(dist, 'routes.json'), await loadRoutes(root));
  const excesses = weighed.flatMap(({ name, stage, weight }) => explainExcess(name, stage, weight) ?? []);
  if (excesses.length > 0) throw new Error(excesses.join('\n'));
  return built;
}

/** Writes one line per built function: stage, name, and what a cold start loads. */
export function describeBuild(built: readonly BuiltFunction[]): string {
  const lines = built.map(({ stage, name, bytes, lazyBytes }) => {
    const lazy = lazyBytes > 0 ? `  + ${formatBytes(lazyBytes)} on demand` : '';
    return `${stage.padEnd(12)} ${name.padEnd(24)} ${formatBytes(bytes).padStart(9)}${lazy}`;
  });
  return [...lines, `${built.length} functions built.`].join('\n');
}

async function loadRoutes(root: string): Promise<unknown> {
  const file = join(root, 'functions', 'api', 'routes.ts');
  if (!existsSync(file)) return [];
  const module: unknown = await import(pathToFileURL(file).href);
  if (typeof module === 'object' && module !== null && 'routes' in module) return module.routes;
  throw new Error('functions/api/routes.ts does not export `routes`.');
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
