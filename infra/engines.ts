import type { Node } from 'constructs';
import { regionForm } from './place.ts';

/** The models of Bedrock that are asked unless the context names others, as inference profiles. */
const usualBedrockModels = {
  BEDROCK_MODEL_EXTRACT: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  BEDROCK_MODEL_BRIEF: 'us.anthropic.claude-sonnet-4-6',
} as const;

/** What differs between deployments about the engines. */
export interface EngineSettings {
  /** The region whose Bedrock is asked, null where it is not. */
  readonly bedrockRegion: string | null;
  /** Models by the variable that names them to the functions; the usual ones of OpenAI and Anthropic are not here. */
  readonly models: Readonly<Record<string, string>>;
}

/**
 * Reads from the CDK context: `bedrockRegion` (none: Bedrock is not asked), and `openaiModelExtract`,
 * `openaiModelBrief`, `anthropicModelExtract` … `bedrockModelBrief`. Throws Error on a value that is not allowed.
 */
export function readEngines(node: Node): EngineSettings {
  const bedrockRegion = readText(node, 'bedrockRegion', regionForm, 'a region such as us-east-1');
  const chosen = ['openai', 'anthropic', 'bedrock'].flatMap((engine) =>
    ['Extract', 'Brief'].flatMap((step) => {
      const model = readText(node, `${engine}Model${step}`, /^[\w.:-]{3,100}$/, "a model's id");
      return model === null ? [] : [[`${engine}_MODEL_${step}`.toUpperCase(), model] as const];
    }),
  );
  const usual = bedrockRegion === null ? {} : usualBedrockModels;
  return { bedrockRegion, models: { ...usual, ...Object.fromEntries(chosen) } };
}

function readText(node: Node, key: string, allowed: RegExp, meaning: string): string | null {
  const value = String(node.tryGetContext(key) ?? '');
  if (value === '') return null;
  if (allowed.test(value)) return value;
  throw new Error(`${key} must be ${meaning}, not "${value}".`);
}
