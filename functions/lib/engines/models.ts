import type { EngineStep, RemoteEngine } from './engine-question.ts';

/** What a model costs and takes. Prices in USD per million tokens. */
export interface EngineModel {
  readonly id: string;
  readonly inputUsd: number;
  readonly cachedInputUsd: number;
  readonly outputUsd: number;
  /** Dearer from so many input tokens on, by these factors. */
  readonly longPrompt: { readonly aboveTokens: number; readonly input: number; readonly output: number } | null;
  readonly contextTokens: number;
  readonly maxOutputTokens: number;
  /** Tokens it may think in before it answers, paid as output; 0 where it does not think. */
  readonly thinkingTokens: number;
}

const million = 1_000_000;
const gpt6 = { contextTokens: 1_050_000, maxOutputTokens: 128_000, thinkingTokens: 2_000 };
const gpt6Long = { aboveTokens: 272_000, input: 2, output: 1.5 };
const claude5 = { contextTokens: million, maxOutputTokens: 128_000, thinkingTokens: 2_000 };
/** A regional inference profile costs a tenth more than the global one. */
const regional = 1.1;

/**
 * The models that may be chosen. https://developers.openai.com/api/docs/pricing and …/models,
 * https://platform.claude.com/docs/en/models/overview and …/about-claude/pricing,
 * https://aws.amazon.com/bedrock/pricing/ (the `us.` profiles), all as of 2026-11-22.
 */
export const engineModels: Readonly<Record<RemoteEngine, readonly EngineModel[]>> = {
  openai: [
    { id: 'gpt-6-luna', inputUsd: 0.1, cachedInputUsd: 0.01, outputUsd: 0.5, longPrompt: gpt6Long, ...gpt6 },
    { id: 'gpt-6.1-sol', inputUsd: 2, cachedInputUsd: 0.1, outputUsd: 10, longPrompt: gpt6Long, ...gpt6 },
    { id: 'gpt-6-astra', inputUsd: 10, cachedInputUsd: 1, outputUsd: 50, longPrompt: gpt6Long, ...gpt6 },
  ],
  anthropic: [
    {
      ...{ id: 'claude-haiku-5-5', inputUsd: 0.1, cachedInputUsd: 0.01, outputUsd: 0.5, ...claude5 },
      longPrompt: { aboveTokens: 100_000, input: 5, output: 5 },
    },
    { id: 'claude-sonnet-5-5', inputUsd: 2, cachedInputUsd: 0.2, outputUsd: 10, longPrompt: null, ...claude5 },
    { id: 'claude-opus-5-5', inputUsd: 4, cachedInputUsd: 0.2, outputUsd: 20, longPrompt: null, ...claude5 },
  ],
  bedrock: [
    {
      ...{ id: 'us.anthropic.claude-haiku-4-5-20251001-v1:0', longPrompt: null, thinkingTokens: 0 },
      ...{ inputUsd: 1 * regional, cachedInputUsd: 0.1 * regional, outputUsd: 5 * regional },
      ...{ contextTokens: 200_000, maxOutputTokens: 64_000 },
    },
    {
      ...{ id: 'us.anthropic.claude-sonnet-4-6', longPrompt: null, thinkingTokens: 0 },
      ...{ inputUsd: 3 * regional, cachedInputUsd: 0.3 * regional, outputUsd: 15 * regional },
      ...{ contextTokens: million, maxOutputTokens: 64_000 },
    },
  ],
};

const usual: Readonly<Record<RemoteEngine, Readonly<Record<EngineStep, string>>>> = {
  openai: { extract: 'gpt-6-luna', brief: 'gpt-6.1-sol' },
  anthropic: { extract: 'claude-haiku-5-5', brief: 'claude-sonnet-5-5' },
  bedrock: { extract: 'us.anthropic.claude-haiku-4-5-20251001-v1:0', brief: 'us.anthropic.claude-sonnet-4-6' },
};

/**
 * Gives the model that answers this step: the one that `OPENAI_MODEL_EXTRACT`, `BEDROCK_MODEL_BRIEF`
 * and so on name, or the usual one. A dated snapshot (`gpt-6-luna-2026-09-22`) counts as its model. Null
 * where the environment names one that the table does not have: what it costs is not known.
 */
export function chooseModel(engine: RemoteEngine, step: EngineStep): EngineModel | null {
  const wanted = process.env[`${engine}_MODEL_${step}`.toUpperCase()] || usual[engine][step];
  const models = engineModels[engine];
  const model = models.find(({ id }) => id === wanted || id === wanted.replace(/-(?:\d{4}-\d\d-\d\d|20\d{6})$/, ''));
  return model === undefined ? null : { ...model, id: wanted };
}
