import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { type Step, steps } from './artifacts.ts';

const engineNames = ['openai', 'anthropic', 'bedrock'] as const;
/** An engine whose stand-in is asked on request; without one, the embedded engine does all the work. */
export type SandboxEngine = (typeof engineNames)[number];

const withBedrock = { folder: join('.laptop', 'cdk.out'), region: 'us-east-1' };

/** Reads `--engines openai,bedrock`; none without it. Throws UsageError. */
export function readEngines(value: string | undefined, live: boolean): readonly SandboxEngine[] {
  if (value === undefined) return [];
  if (live)
    throw new UsageError('--engines asks stand-ins; with --live the keys in .env decide which engines are asked.');
  return value.split(',').map((part) => {
    const name = engineNames.find((known) => known === part.trim());
    if (name !== undefined) return name;
    throw new UsageError(`--engines takes some of ${engineNames.join(', ')}, not "${part}".`);
  });
}

/**
 * Gives the steps that make what runs. Bedrock has no key: it is asked where the template says so, and
 * that template lies beside the usual one, so that switching costs no synthesis.
 */
export function stepsFor(engines: readonly SandboxEngine[]): readonly Step[] {
  if (!engines.includes('bedrock')) return steps;
  return steps.map((step) =>
    step.name === 'synth'
      ? {
          ...step,
          name: 'synth-with-bedrock',
          output: join(withBedrock.folder, 'manifest.json'),
          command: [...step.command, '--context', `bedrockRegion=${withBedrock.region}`],
          environment: { CDK_OUTDIR: withBedrock.folder },
        }
      : step,
  );
}

/** Gives the folder of the synthesized template, undefined for the usual one. */
export function assemblyFor(engines: readonly SandboxEngine[], root: string): string | undefined {
  return engines.includes('bedrock') ? join(root, withBedrock.folder) : undefined;
}
