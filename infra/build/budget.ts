import type { Metafile } from 'esbuild';
import type { Stage } from './discover-functions.ts';

const kilobyte = 1024;

/** The most a minified bundle may weigh, in bytes: an API function answers a waiting caller, so its cold start counts. */
export function budgetOf(stage: Stage): number {
  return (stage === 'api' ? 350 : 1024) * kilobyte;
}

/** What one function's bundle weighs, in bytes of minified code. */
export interface BundleWeight {
  /** The entry and what it imports statically: what a cold start loads. */
  readonly bytes: number;
  /** Chunks that are loaded only when an `import()` runs. */
  readonly lazyBytes: number;
  /** The heaviest inputs of the counted part, heaviest first. */
  readonly biggestInputs: readonly { readonly path: string; readonly bytes: number }[];
}

/** Weighs one function, whose outputs lie in the folder of its name, from esbuild's metafile. */
export function weighBundle(metafile: Metafile, name: string): BundleWeight {
  const code = Object.entries(metafile.outputs).filter(([path]) => path.endsWith('.mjs') && path.includes(`/${name}/`));
  const counted = reachStatically(code.find(([path]) => path.endsWith(`/${name}/index.mjs`))?.[0], metafile);
  const sum = (outputs: typeof code) => outputs.reduce((total, [, output]) => total + output.bytes, 0);
  return {
    bytes: sum(code.filter(([path]) => counted.has(path))),
    lazyBytes: sum(code.filter(([path]) => !counted.has(path))),
    biggestInputs: weighInputs(counted, metafile).slice(0, 8),
  };
}

/** Says in full sentences why a bundle is over its budget, or gives null when it is not. */
export function explainExcess(name: string, stage: Stage, weight: BundleWeight): string | null {
  const budget = budgetOf(stage);
  if (weight.bytes <= budget) return null;
  const inputs = weight.biggestInputs.map((input) => `    ${formatBytes(input.bytes).padStart(10)}  ${input.path}`);
  return [
    `${name} weighs ${formatBytes(weight.bytes)}; the budget of ${stage} functions is ${formatBytes(budget)}.`,
    '  Its biggest inputs:',
    ...inputs,
  ].join('\n');
}

/** Writes a number of bytes in KB of 1024. */
export function formatBytes(bytes: number): string {
  return `${(bytes / kilobyte).toFixed(1)} KB`;
}

function reachStatically(entry: string | undefined, metafile: Metafile): Set<string> {
  const reached = new Set<string>();
  const open = entry === undefined ? [] : [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const imports = metafile.outputs[path]?.imports ?? [];
    open.push(...imports.filter((each) => each.kind === 'import-statement' && !each.external).map((each) => each.path));
  }
  return reached;
}

function weighInputs(outputs: Set<string>, metafile: Metafile) {
  return [...outputs]
    .flatMap((path) => Object.entries(metafile.outputs[path]?.inputs ?? {}))
    .map(([path, input]) => ({ path, bytes: input.bytesInOutput }))
    .sort((left, right) => right.bytes - left.bytes);
}
