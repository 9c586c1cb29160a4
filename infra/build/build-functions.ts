import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explainExcess, formatBytes } from './budget.ts';
import { bundleFunction } from './bundle.ts';
import { discoverFunctions, type FunctionSource } from './discover-functions.ts';

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
  const results = await Promise.all(sources.map((source) => buildOne(source, dist)));
  const built = results.map((result) => result.built);
  await removeVanished(join(dist, 'functions'), sources);
  await writeJson(join(dist, 'functions.json'), built);
  await writeJson(join(dist, 'routes.json'), await loadRoutes(root));
  const excesses = results.flatMap(({ excess }) => (excess === null ? [] : [excess]));
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

async function buildOne(source: FunctionSource, dist: string) {
  const weight = await bundleFunction(source, join(dist, 'functions', source.name));
  const { name, stage } = source;
  const { bytes, lazyBytes } = weight;
  return { built: { name, stage, bytes, lazyBytes }, excess: explainExcess(name, stage, weight) };
}

async function removeVanished(folder: string, sources: readonly FunctionSource[]): Promise<void> {
  const names = new Set(sources.map((source) => source.name));
  await mkdir(folder, { recursive: true });
  const vanished = (await readdir(folder)).filter((name) => !names.has(name));
  await Promise.all(vanished.map((name) => rm(join(folder, name), { recursive: true, force: true })));
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
