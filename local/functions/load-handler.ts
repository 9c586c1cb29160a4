import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './error-shape.ts';

/** The function that the runtime calls with each event. */
export type Handler = (event: unknown, context: Readonly<Record<string, unknown>>) => unknown;

/** In the order in which the Node.js runtime looks for them. */
const endings = ['', '.js', '.mjs', '.cjs'];

/**
 * Imports `module.export` from the deployed folder. Throws RuntimeError `Runtime.MalformedHandlerName`,
 * `Runtime.ImportModuleError`, `Runtime.UserCodeSyntaxError`, `Runtime.HandlerNotFound` or
 * `Runtime.CallbackHandlerDeprecated`; an error of the module's own top level passes as it is.
 */
export async function loadHandler(taskRoot: string, handlerName: string): Promise<Handler> {
  const parts = /^(?<module>.*?[^/.]+)\.(?<path>[^/]+)$/.exec(handlerName)?.groups;
  if (parts?.module === undefined || parts.path === undefined) {
    throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  }
  const loaded = await importModule(taskRoot, parts.module);
  const handler = parts.path.split('.').reduce<unknown>(readProperty, loaded);
  if (typeof handler !== 'function') {
    throw new RuntimeError('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`);
  }
  if (handler.length >= 3) {
    throw new RuntimeError(
      'Runtime.CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  }
  return handler as Handler;
}

async function importModule(taskRoot: string, name: string): Promise<unknown> {
  const file = endings.map((ending) => join(taskRoot, `${name}${ending}`)).find((path) => existsSync(path));
  if (file === undefined) {
    throw new RuntimeError(
      'Runtime.ImportModuleError',
      `Error: Cannot find module '${name}'\nRequire stack:\n- /var/runtime/index.mjs`,
    );
  }
  try {
    return await import(/* @vite-ignore */ pathToFileURL(file).href);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new RuntimeError('Runtime.UserCodeSyntaxError', String(cause), { cause });
    if (isModuleMissing(cause)) throw new RuntimeError('Runtime.ImportModuleError', String(cause), { cause });
    throw cause;
  }
}

function isModuleMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND')
  );
}

function readProperty(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
