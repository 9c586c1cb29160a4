import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { NamedResource } from '../template/storage.ts';

/** Gives a secret's value, undefined when it was never filled. */
export type ReadSecret = (secret: NamedResource) => string | undefined;

/** Gives the reader of the keys that the sandbox's stand-ins accept, by provider. */
export function readSecretsOf(providerKeys: Readonly<Record<string, string>>): ReadSecret {
  return (secret) => providerKeys[providerOf(secret)];
}

/**
 * Gives the reader of secrets under `--live`: `sales-intelligence/dev/serpapi` is `SERPAPI_KEY` (or `_TOKEN`, or
 * `_API_KEY`) in the environment file, else in the environment. One that is in neither was never filled.
 */
export function readSecretsFrom(
  environmentFile: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ReadSecret {
  const file = readFileValues(environmentFile);
  return (secret) => {
    const name = providerOf(secret).toUpperCase().replaceAll(/\W/g, '_');
    const variables = [`${name}_KEY`, `${name}_TOKEN`, `${name}_API_KEY`];
    const values = [file, environment].flatMap((place) => variables.map((variable) => place[variable]));
    return values.find(Boolean);
  };
}

/** Gives the settings of functions under `--live` that an operator may set, from the same places as the keys. */
export function readSettings(
  environmentFile: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const contact = readFileValues(environmentFile).CONTACT_URL || environment.CONTACT_URL;
  return contact ? { CONTACT_URL: contact } : {};
}

function readFileValues(environmentFile: string): Readonly<Record<string, string | undefined>> {
  return existsSync(environmentFile) ? parseEnv(readFileSync(environmentFile, 'utf8')) : {};
}

/** `sales-intelligence/dev/serpapi` holds the key of serpapi. */
function providerOf(secret: NamedResource): string {
  return secret.name.split('/').at(-1) ?? secret.name;
}
