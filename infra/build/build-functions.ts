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
 * Builds every function of a project into `dist/`: the bundles, `functions.json` (what was built),
 * `routes.json` (what the API serves), `plans.json` (how much clients may ask) and `retention.json` (how long
 * objects are kept). Throws Error naming each bundle that is over its budget.
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
  await writeJson(join(dist, 'routes.json'), await loadExport(root, 'functions/api/routes.ts', 'routes', []));
  await writeJson(join(dist, 'plans.json'), await loadExport(root, 'functions/lib/access/plans.ts', 'usagePlans', {}));
  const retention = 'functions/lib/privacy/retention.ts';
  await writeJson(join(dist, 'retention.json'), await loadExport(root, retention, 'objectRetentionDays', {}));
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

/** What the stack must know of the functions' own data, from a project that has such a file. */
async function loadExport(root: string, path: string, name: string, absent: unknown): Promise<unknown> {
  const file = join(root, path);
  if (!existsSync(file)) return absent;
  const module: unknown = await import(pathToFileURL(file).href);
  const value: unknown = typeof module === 'object' && module !== null ? Reflect.get(module, name) : undefined;
  if (value !== undefined) return value;
  throw new Error(`${path} does not export \`${name}\`.`);
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
