import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { TemplateError } from './errors.ts';

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      /** `aws://<account>/<region>`, each `unknown-…` where the stack was not bound to one. */
      environment: z.string().optional(),
      properties: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional(), packaging: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Condition: z.string().optional(),
    }),
  ),
  Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

/** A synthesized CloudFormation template, intrinsic functions still in it. */
export type RawTemplate = z.infer<typeof templateSchema>;

/** One stack of a cloud assembly: its template, and where its file assets lie on disk. */
export interface Assembly {
  readonly stackName: string;
  /** What the stack is bound to, null where it may be deployed anywhere. */
  readonly accountId: string | null;
  readonly region: string | null;
  readonly template: RawTemplate;
  /** Absolute path of an uploaded asset by its S3 object key. */
  readonly assetPaths: ReadonlyMap<string, string>;
}

/**
 * Reads the one stack of a cloud assembly (`cdk synth` output).
 * Throws TemplateError when a file is missing, is no assembly, or holds other than one stack.
 */
export function readAssembly(directory: string): Assembly {
  const manifest = readJson(join(directory, 'manifest.json'), manifestSchema);
  const stacks = artifactsOf(manifest, 'aws:cloudformation:stack');
  const [stack, ...others] = stacks;
  if (stack === undefined || others.length > 0) {
    throw new TemplateError(`The assembly in ${directory} holds ${stacks.length} stacks; the laptop stack runs one.`);
  }
  const assetPaths = new Map<string, string>();
  for (const artifact of artifactsOf(manifest, 'cdk:asset-manifest')) {
    const { files } = readJson(join(directory, String(artifact.properties.file)), assetsSchema);
    for (const { source, destinations } of Object.values(files)) {
      for (const { objectKey } of Object.values(destinations)) {
        if (source.path !== undefined) assetPaths.set(objectKey, resolve(directory, source.path));
      }
    }
  }
  const template = readJson(join(directory, String(stack.properties.templateFile)), templateSchema);
  const [, accountId = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(stack.environment) ?? [];
  return {
    stackName: String(stack.properties.stackName ?? stack.id),
    accountId: boundTo(accountId),
    region: boundTo(region),
    template,
    assetPaths,
  };
}

function boundTo(place: string): string | null {
  return place === '' || place.startsWith('unknown-') ? null : place;
}

function artifactsOf(manifest: z.infer<typeof manifestSchema>, type: string) {
  return Object.entries(manifest.artifacts)
    .filter(([, artifact]) => artifact.type === type)
    .map(([id, artifact]) => ({ id, environment: artifact.environment ?? '', properties: artifact.properties ?? {} }));
}

function readJson<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new TemplateError(`${path} cannot be read as part of a cloud assembly; run the synthesis again.`, { cause });
  }
}
