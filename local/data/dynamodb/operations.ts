import { writeItem } from './conditional-writes.ts';
import { type Engine, unknownOperation } from './engine.ts';
import { createRequestTokens } from './request-tokens.ts';
import {
  createTable,
  deleteTable,
  describeTable,
  describeTimeToLive,
  updateTable,
  updateTimeToLive,
} from './table-settings.ts';
import { getInTransaction, writeInTransaction } from './transactions.ts';

export type Input = Readonly<Record<string, unknown>>;
type Work = (input: Input) => Promise<Record<string, unknown>>;

/** Runs one operation by its name on the wire. */
export type Operate = (operation: string, input: Input) => Promise<Record<string, unknown>>;

/** Everything the laptop's DynamoDB can do: dynalite's operations, those changed, and those added. */
export function createOperations(engine: Engine, now: () => number): Operate {
  const once = createRequestTokens(now);
  const own: Readonly<Record<string, Work>> = {
    PutItem: (input) => writeItem(engine, 'PutItem', input),
    UpdateItem: (input) => writeItem(engine, 'UpdateItem', input),
    DeleteItem: (input) => writeItem(engine, 'DeleteItem', input),
    CreateTable: (input) => createTable(engine, input),
    DescribeTable: (input) => describeTable(engine, input),
    UpdateTable: (input) => updateTable(engine, input),
    DeleteTable: (input) => deleteTable(engine, input),
    DescribeTimeToLive: (input) => describeTimeToLive(engine, input),
    UpdateTimeToLive: (input) => updateTimeToLive(engine, input),
    TransactGetItems: (input) => getInTransaction(engine, input),
    TransactWriteItems: (input) => once(input, () => writeInTransaction(engine, input)),
  };
  return async (operation, input) => {
    const work = own[operation];
    // Reads of dynalite's own go beside the writers: one item is never seen half written.
    if (work !== undefined) return engine.exclusively(() => work(input));
    if (!engine.has(operation)) throw unknownOperation(operation);
    const request = engine.parse(operation, input);
    if (operation === 'BatchWriteItem') return engine.exclusively(() => engine.run(operation, request));
    return engine.run(operation, request);
  };
}
