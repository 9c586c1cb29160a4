import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One operation of the REST API as the build wrote it down from `functions/api/routes.ts`. */
export interface RouteEntry {
  readonly method: string;
  /** With API Gateway's `{parameter}` notation. */
  readonly path: string;
  readonly function: string;
  /** null: open to everyone. */
  readonly scope: string | null;
}

/** Reads `routes.json` of a build. Throws Error when there is none or when it does not hold routes. */
export function readRoutes(dist: string): readonly RouteEntry[] {
  const entries: unknown = JSON.parse(readFileSync(join(dist, 'routes.json'), 'utf8'));
  if (Array.isArray(entries) && entries.length > 0 && entries.every(isRoute)) return entries;
  throw new Error('dist/routes.json holds no routes. Run "npm run build".');
}

function isRoute(entry: unknown): entry is RouteEntry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { method, path, function: served, scope } = entry as Partial<RouteEntry>;
  const texts = [method, path, served].every((value) => typeof value === 'string');
  return texts && (scope === null || typeof scope === 'string');
}
