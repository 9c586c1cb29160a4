import type { RestMethod } from '../template/rest-api.ts';

/** The method that serves a request, and what its path holds, still percent-encoded. */
export interface Route {
  readonly method: RestMethod;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Finds the method for a request; null when API Gateway would not know it. */
export type FindRoute = (httpMethod: string, path: string) => Route | null;

interface Pattern {
  readonly segments: readonly string[];
  readonly methods: ReadonlyMap<string, RestMethod>;
}

/**
 * Makes the router of an API: a path belongs to one resource, of which a static segment wins over
 * `{name}`, and that over `{name+}`; then the exact method wins over ANY. A trailing slash does not count.
 */
export function createRouter(methods: readonly RestMethod[]): FindRoute {
  const byPath = Map.groupBy(methods, (method) => method.resourcePath);
  const patterns: Pattern[] = [...byPath]
    .map(([path, onPath]) => ({
      segments: split(path),
      methods: new Map(onPath.map((method) => [method.httpMethod, method] as const)),
    }))
    .sort((left, right) => compare(left.segments, right.segments));
  return (httpMethod, path) => {
    const segments = split(path);
    for (const pattern of patterns) {
      const pathParameters = match(pattern.segments, segments);
      if (pathParameters === null) continue;
      const method = pattern.methods.get(httpMethod) ?? pattern.methods.get('ANY');
      return method === undefined ? null : { method, pathParameters };
    }
    return null;
  };
}

function split(path: string): string[] {
  const trimmed = path.replace(/^\//, '').replace(/\/$/, '');
  return trimmed === '' ? [] : trimmed.split('/');
}

/** More specific patterns first, segment by segment. */
function compare(left: readonly string[], right: readonly string[]): number {
  const rank = (segment: string | undefined) => {
    if (segment === undefined) return 3;
    if (segment.endsWith('+}')) return 2;
    return segment.startsWith('{') ? 1 : 0;
  };
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = rank(left[index]) - rank(right[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index];
    if (actual === undefined || actual === '') return null;
    if (expected.endsWith('+}')) return { ...parameters, [expected.slice(1, -2)]: segments.slice(index).join('/') };
    if (expected.startsWith('{')) parameters[expected.slice(1, -1)] = actual;
    else if (expected !== actual) return null;
  }
  return pattern.length === segments.length ? parameters : null;
}
