import type { DigestSource } from './digest.ts';

/**
 * Gives the source results in a state's output: the output itself (a Map's iteration), or what it
 * holds under `source`, `sources` or `skipped` (discovery and the plan). Anything else gives none.
 */
export function sourcesIn(output: string | undefined): readonly DigestSource[] {
  if (output === undefined || !output.includes('"outcome"')) return [];
  const value = parseJson(output);
  if (!isRecord(value)) return [];
  const listed = [value, value.source, ...asList(value.sources), ...asList(value.skipped)];
  return listed.filter(isSourceResult).map(toDigestSource);
}

type SourceLike = Pick<DigestSource, 'id' | 'name' | 'kind' | 'outcome' | 'ms'> & Partial<DigestSource>;

function isSourceResult(value: unknown): value is SourceLike {
  if (!isRecord(value)) return false;
  return ['id', 'sourceId', 'name', 'kind', 'outcome'].every((name) => typeof value[name] === 'string');
}

function toDigestSource(result: SourceLike): DigestSource {
  return {
    id: result.id,
    name: result.name,
    kind: result.kind,
    url: result.url ?? null,
    outcome: result.outcome,
    reason: result.reason ?? null,
    ms: result.ms ?? 0,
    costUsd: result.costUsd ?? 0,
    observedAt: result.observedAt ?? null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // History truncates large outputs.
    return null;
  }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
