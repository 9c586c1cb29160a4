import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One step from sources to what runs, skipped while its inputs stay as they were. */
export interface Step {
  readonly name: string;
  /** Globs relative to the project. */
  readonly inputs: readonly string[];
  /** A file that the step writes; without it the step runs in any case. */
  readonly output: string;
  /** Arguments of Node.js. */
  readonly command: readonly string[];
  /** Variables of this process on which the output depends. */
  readonly variables?: readonly string[];
  /** Variables on top of those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

const sources = ['functions/**/*.ts', 'package-lock.json', 'tsconfig.json'];

/** What the synthesis reads from the environment; held to infra/environment.ts by a test. */
const settings = [
  ...['API_STAGE', 'AWS_REGION', 'AWS_ACCOUNT_ID', 'CORS_ORIGIN', 'API_KEY_REQUIRED', 'DYNAMODB_TABLE_NAME'],
  ...['CACHE_TTL_HOURS', 'BEDROCK_REGION', 'CONTACT_URL'],
] as const;

/** From sources to bundles to the synthesized template. */
export const steps: readonly Step[] = [
  {
    name: 'build',
    inputs: [...sources, 'infra/build/**/*.ts', 'esbuild.config.ts'],
    output: 'dist/functions.json',
    command: ['esbuild.config.ts'],
  },
  {
    name: 'synth',
    inputs: [...sources, 'infra/**/*.ts', 'statemachines/*.json', 'dist/*.json'],
    output: 'cdk.out/manifest.json',
    // The laptop is a dev stage, whatever the environment deploys.
    command: ['infra/app.ts', '--context', 'stage=dev'],
    variables: settings,
  },
];

/** A step failed; the message holds what it printed. */
export class StepError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StepError';
  }
}

/**
 * Brings every step's output up to date, and tells `onStep` which ones had to run. Throws StepError.
 * A hash of the inputs is kept in `.laptop/`, so that nothing depends on file times.
 */
export async function prepareArtifacts(
  root: string,
  onStep: (name: string) => void,
  wanted: readonly Step[] = steps,
): Promise<void> {
  for (const step of wanted) {
    const stamp = join(root, '.laptop', `${step.name}.sha256`);
    const hash = hashInputs(root, step);
    const isFresh = existsSync(join(root, step.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
    if (isFresh) continue;
    onStep(step.name);
    await run(root, step);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
  }
}

function hashInputs(root: string, { inputs, variables = [] }: Step): string {
  const hash = createHash('sha256').update(process.version);
  for (const variable of variables) hash.update(`\0${variable}=${process.env[variable] ?? ''}\0`);
  for (const path of globSync([...inputs], { cwd: root }).sort()) {
    if (!statSync(join(root, path)).isFile()) continue;
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

function run(root: string, step: Step): Promise<void> {
  const child = spawn(process.execPath, step.command, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...step.environment },
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new StepError(`The ${step.name} step failed:\n${Buffer.concat(printed).toString().trim()}`));
    });
  });
}
