import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { type BundleWeight, weighBundle } from './budget.ts';
import type { FunctionSource } from './discover-functions.ts';
import { shakeableSchemas } from './shakeable-schemas.ts';

const options = {
  bundle: true,
  minify: true,
  // A lazily imported client becomes a chunk of its own instead of weighing on every cold start.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  entryNames: 'index',
  chunkNames: 'chunks/[name]-[hash]',
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

/**
 * Bundles one function into `<folder>/index.mjs` with its chunks and source maps, and removes what an
 * earlier build left there. Throws esbuild's BuildFailure when the source does not compile.
 */
export async function bundleFunction(source: FunctionSource, folder: string): Promise<BundleWeight> {
  const result = await build({ ...options, entryPoints: [source.file], outdir: folder });
  for (const file of result.outputFiles) {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, file.contents);
  }
  await removeOthers(folder, new Set(result.outputFiles.map((file) => relative(folder, file.path))));
  return weighBundle(result.metafile);
}

async function removeOthers(folder: string, keep: Set<string>): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(files.filter((file) => !keep.has(relative(folder, file))).map((file) => rm(file, { force: true })));
}
