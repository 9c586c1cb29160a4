import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { OperatorError } from './deployment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A provider's key as an operator gave it. */
export interface ProviderKey {
  readonly provider: string;
  readonly variable: string;
  readonly value: string;
}

/** The variables that may hold a provider's key, the one of the product's README first. */
const variablesOf: Readonly<Record<string, readonly string[]>> = {
  serpapi: ['SERPAPI_KEY', 'SERPAPI_API_KEY'],
  snov: ['SNOV_API_KEY'],
  'bright-data': ['BRIGHT_DATA_TOKEN', 'BRIGHT_DATA_API_KEY'],
  openai: ['OPENAI_API_KEY'],
  anthropic: ['ANTHROPIC_API_KEY'],
};

/** The providers whose keys can be pushed. */
export const keyedProviders: readonly string[] = Object.keys(variablesOf);

/**
 * Gives the keys in an environment file, else those in the environment. Throws OperatorError, which names the
 * variables and never a value, for keys that cannot be one.
 */
export function readProviderKeys(file: string, environment: Environment): readonly ProviderKey[] {
  const inFile: Environment = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const keys = keyedProviders.flatMap((provider) => findKey(provider, [inFile, environment]));
  const problems = keys.flatMap(findProblem);
  if (problems.length > 0) throw new OperatorError(`Nothing was pushed.\n${problems.join('\n')}`);
  return keys;
}

function findKey(provider: string, places: readonly Environment[]): ProviderKey[] {
  for (const place of places) {
    for (const variable of variablesOf[provider] ?? []) {
      const value = place[variable]?.trim() ?? '';
      if (value !== '') return [{ provider, variable, value }];
    }
  }
  return [];
}

function findProblem({ provider, variable, value }: ProviderKey): string[] {
  if (/^(?:<.*>|placeholder|replace|change|your[-_ ]|todo|none$|unset$|xxx)/i.test(value)) {
    return [`${variable} still holds a placeholder.`];
  }
  const isPair = /^[^:\s]+:\S+$/.test(value) || /^\{.*"clientId".*"clientSecret".*\}$/s.test(value);
  if (provider === 'snov' && !isPair) {
    return [`${variable} must be clientId:clientSecret; both are on Snov.io's API page.`];
  }
  if (provider !== 'snov' && /\s/.test(value)) return [`${variable} holds white space, which no key does.`];
  return [];
}
