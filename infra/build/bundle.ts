import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BuildOptions, type BuildResult, build } from 'esbuild';
import { type BundleWeight, weighBundle } from './budget.ts';
import type { FunctionSource } from './discover-functions.ts';
import { shakeableSchemas } from './shakeable-schemas.ts';

const options = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'error',
  alias: { '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'environment-credentials.ts') },
  plugins: [shakeableSchemas],
  // CommonJS inside an ES module still calls require() for Node's own modules.
  banner: {
    js: "import{createRequire as createBundleRequire}from'node:module';const require=createBundleRequire(import.meta.url);",
  },
} satisfies BuildOptions;

type Built = BuildResult<typeof options>;

/**
 * Tasks that load big parts on demand: an engine's run needs the SDK of one LLM provider, not of three; what
 * keeps and reads answers needs the client of Redis only where there is one.
 */
const loadOnDemand: ReadonlySet<string> = new Set([
  ...['ask-openai', 'ask-anthropic', 'ask-bedrock'],
  ...['read-vendor', 'write-result', 'write-resolution', 'invalidate-cache', 'start-refresh'],
]);

/**
 * Bundles functions into `<folder>/<name>/index.mjs` with their source maps, removes what earlier builds
 * left there, and gives what each function weighs. Throws esbuild's BuildFailure when a source does not compile.
 */
export async function bundleFunctions(
  sources: readonly FunctionSource[],
  folder: string,
): Promise<ReadonlyMap<string, BundleWeight>> {
  const isAlone = ({ stage, name }: FunctionSource) => stage === 'api' || loadOnDemand.has(name);
  const loners = sources.filter(isAlone);
  const others = sources.filter((source) => !isAlone(source));
  const [together, ...alone] = await Promise.all([
    bundleTogether(others, folder),
    ...loners.map((source) => bundleAlone(source, folder)),
  ]);
  const files = [together, ...alone].flatMap((result) => result.outputFiles);
  await Promise.all(files.map(({ path, contents }) => writeInFolder(path, contents)));
  await removeOthers(folder, new Set(files.map((file) => file.path)));
  return new Map([
    ...others.map(({ name }) => [name, weighBundle(together.metafile, name)] as const),
    ...alone.map(({ metafile }, index) => {
      const name = loners[index]?.name ?? '';
      return [name, weighBundle(metafile, name)] as const;
    }),
  ]);
}

/** One build for all: what they share is parsed once, which makes it three times as fast. */
function bundleTogether(sources: readonly FunctionSource[], folder: string): Promise<Built> {
  return build({ ...options, entryPoints: entriesOf(sources), outdir: folder });
}

/** A build of its own, so that what it imports on demand becomes a chunk instead of weighing on every cold start. */
function bundleAlone(source: FunctionSource, folder: string): Promise<Built> {
  const chunkNames = `${source.name}/chunks/[name]-[hash]`;
  return build({ ...options, entryPoints: entriesOf([source]), outdir: folder, splitting: true, chunkNames });
}

function entriesOf(sources: readonly FunctionSource[]) {
  return sources.map(({ name, file }) => ({ in: file, out: `${name}/index` }));
}

async function writeInFolder(path: string, contents: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}

async function removeOthers(folder: string, keep: ReadonlySet<string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  const kept = [...keep];
  const others = paths.filter((path) => !keep.has(path) && !kept.some((file) => file.startsWith(`${path}/`)));
  await Promise.all(others.map((path) => rm(path, { recursive: true, force: true })));
}
