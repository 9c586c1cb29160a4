import type { Node } from 'constructs';

const engineNames = ['openai', 'anthropic', 'bedrock'] as const;
type EngineName = (typeof engineNames)[number];
const engineModes = ['fallback', 'ensemble'] as const;

/** Which engines a stage asks first. Without keys, and without a region for Bedrock, that is none but the embedded one. */
export interface EngineOrder {
  /** `fallback`: the next engine where one is lost; `ensemble`: all read, and their claims are merged. */
  readonly mode: (typeof engineModes)[number];
  /** Who reads the documents, in order; empty turns all engines but the embedded one off. */
  readonly order: readonly EngineName[];
  /** Who writes the brief, in order. */
  readonly briefOrder: readonly EngineName[];
  /** USD that one standard run may spend on engines. */
  readonly budgetUsd: number;
}

/**
 * Reads from the CDK context: `engineMode` (fallback), `engineOrder`
 * (openai,anthropic,bedrock), `briefEngineOrder` (anthropic,openai,bedrock, or `engineOrder` where that
 * is given), `engineBudgetUsd` (0.25). Throws Error on a value that is not allowed.
 */
export function readEngineOrder(node: Node): EngineOrder {
  const given = (key: string): unknown => node.tryGetContext(key);
  const order = given('engineOrder');
  return {
    mode: parseMode(String(given('engineMode') ?? 'fallback')),
    order: parseOrder('engineOrder', String(order ?? 'openai,anthropic,bedrock')),
    briefOrder: parseOrder(
      'briefEngineOrder',
      String(given('briefEngineOrder') ?? order ?? 'anthropic,openai,bedrock'),
    ),
    budgetUsd: parseBudget(String(given('engineBudgetUsd') ?? '0.25')),
  };
}

function parseMode(value: string): EngineOrder['mode'] {
  const mode = engineModes.find((known) => known === value);
  if (mode === undefined) throw new Error(`engineMode must be one of ${engineModes.join(', ')}, not "${value}".`);
  return mode;
}

function parseOrder(key: string, value: string): readonly EngineName[] {
  const names = value.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))].map((name) => {
    const engine = engineNames.find((known) => known === name);
    if (engine === undefined) throw new Error(`${key} lists some of ${engineNames.join(', ')}, not "${name}".`);
    return engine;
  });
}

function parseBudget(value: string): number {
  const usd = Number(value);
  if (value !== '' && Number.isFinite(usd) && usd >= 0) return usd;
  throw new Error(`engineBudgetUsd must be a number of USD from 0, not "${value}".`);
}

/** The order as the function that plans reads it from its environment. */
export function orderVariables({ mode, order, briefOrder, budgetUsd }: EngineOrder): Record<string, string> {
  return {
    ENGINE_MODE: mode,
    ENGINE_ORDER: order.join(','),
    BRIEF_ENGINE_ORDER: briefOrder.join(','),
    ENGINE_BUDGET_USD: String(budgetUsd),
  };
}
