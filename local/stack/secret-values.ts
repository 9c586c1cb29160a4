import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { NamedResource } from '../template/storage.ts';

/**
 * Gives the reader of secrets under `--live`: `sales-intelligence/dev/serpapi` is `SERPAPI_API_KEY` in
 * the environment file, else in the environment. One that is in neither was never filled.
 */
export function readSecretsFrom(
  environmentFile: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): (secret: NamedResource) => string | undefined {
  const file = existsSync(environmentFile) ? parseEnv(readFileSync(environmentFile, 'utf8')) : {};
  return (secret) => {
    const variable = `${secret.name.split('/').at(-1)?.toUpperCase().replaceAll(/\W/g, '_')}_API_KEY`;
    return file[variable] || environment[variable] || undefined;
  };
}
