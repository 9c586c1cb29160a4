import type { Input } from './operations.ts';
import { touchedBy } from './transactions.ts';

/** What IAM would ask about a request: pairs of action (without prefix) and table with index, if any. */
export function resourcesOf(operation: string, input: Input): { readonly action: string; readonly path: string }[] {
  const tables = tablesOf(operation, input);
  const pairs = tables.map(({ action, path }) => `${action} ${path}`);
  return tables.filter(({ action, path }, index) => pairs.indexOf(`${action} ${path}`) === index);
}

function tablesOf(operation: string, input: Input): { action: string; path: string }[] {
  if (operation.startsWith('Transact')) {
    return touchedBy(input).map(({ action, table }) => ({ action, path: `table/${table}` }));
  }
  if (operation.startsWith('Batch')) {
    const tables = Object.keys((input.RequestItems ?? {}) as object);
    return tables.map((table) => ({ action: operation, path: `table/${table}` }));
  }
  const table = input.TableName;
  const index = input.IndexName;
  const path = typeof table === 'string' ? `table/${table}` : '*';
  return [{ action: operation, path: typeof index === 'string' ? `${path}/index/${index}` : path }];
}
