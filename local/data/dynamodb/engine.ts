import { createRequire } from 'node:module';
import db from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';
import type {
  AttributeMap,
  DynaliteAction,
  DynaliteStore,
  DynaliteValidation,
  ParsedRequest,
  TableDescription,
} from './dynalite-types.ts';
import { DynamoDbError } from './errors.ts';

/** What dynalite does by itself; https://github.com/architect/dynalite */
const operations = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
] as const;
export type EngineOperation = (typeof operations)[number];

/** Dynalite without its HTTP server: typed, with promises, and one writer at a time. */
export interface Engine {
  readonly store: DynaliteStore;
  has(operation: string): operation is EngineOperation;
  /** Checks a request's types, limits and expressions. Throws what the wire answers. */
  parse(operation: EngineOperation, input: unknown): ParsedRequest;
  run(operation: EngineOperation, request: ParsedRequest): Promise<Record<string, unknown>>;
  table(name: string): Promise<TableDescription>;
  /** The item under the key, undefined where there is none. Throws when the key does not fit the table. */
  item(table: TableDescription, key: AttributeMap): Promise<AttributeMap | undefined>;
  /** Runs one piece of work after all earlier ones: conditions and what depends on them hold together. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

interface EngineOptions {
  /** Folder of the database; in memory without. */
  readonly dataDir?: string | undefined;
  readonly accountId: string;
  readonly region: string;
}

/** Opens the database. */
export function openEngine({ dataDir, accountId, region }: EngineOptions): Engine {
  const load = createRequire(import.meta.url);
  const actions = new Map(operations.map((name) => [name, load(`dynalite/actions/${fileOf(name)}`) as DynaliteAction]));
  const rules = new Map(
    operations.map((name) => [name, load(`dynalite/validations/${fileOf(name)}`) as DynaliteValidation]),
  );
  const store = db.create({
    ...(dataDir === undefined ? {} : { path: dataDir }),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  Object.assign(store.tableDb, { awsAccountId: accountId, awsRegion: region });
  let last: Promise<unknown> = Promise.resolve();

  const engine: Engine = {
    store,
    has: (operation): operation is EngineOperation => actions.has(operation as EngineOperation),
    parse: (operation, input) => {
      const { types, custom } = rules.get(operation) ?? { types: {} };
      const request = validations.checkTypes(structuredClone(input), types);
      validations.checkValidations(request, types, custom, store);
      return request;
    },
    run: (operation, request) =>
      promise<object>((done) => actions.get(operation)?.(store, request, done)).then((result) => ({ ...result })),
    table: (name) => promise((done) => store.getTable(name, true, done)),
    item: async (table, key) => {
      const problem = db.validateKey(key, table);
      if (problem) throw problem;
      const items = store.getItemDb(table.TableName);
      const value = await promise((done) => items.get(db.createKey(key, table), done));
      return value as AttributeMap | undefined;
    },
    exclusively: (work) => {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
    close: async () => {
      await last;
      await store.lifecycleManager.gracefulClose();
    },
  };
  return engine;
}

/** Refuses an operation that neither dynalite nor the front knows. */
export function unknownOperation(operation: string): DynamoDbError {
  return new DynamoDbError('UnknownOperationException', `The laptop's DynamoDB does not know ${operation}.`);
}

export function promise<Value>(start: (done: (error: Error | null, value: Value) => void) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    start((error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });
}

function fileOf(operation: string): string {
  return `${operation.charAt(0).toLowerCase()}${operation.slice(1)}.js`;
}
