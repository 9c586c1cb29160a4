import db from 'dynalite/db/index.js';
import { keyOf } from './conditional-writes.ts';
import type { AttributeMap, ParsedRequest, TableDescription } from './dynalite-types.ts';
import type { Engine, EngineOperation } from './engine.ts';
import { bodyOf, DynamoDbError, invalid } from './errors.ts';
import { tableOf } from './table-settings.ts';

type Input = Readonly<Record<string, unknown>>;
type Output = Promise<Record<string, unknown>>;

/** Limit on items of one transaction, source:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html */
const mostItems = 100;

/** A condition check has the fields of a delete, of which it does only the first half. */
const operationOf: Readonly<Record<string, EngineOperation>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'DeleteItem',
};

interface Step {
  readonly kind: string;
  readonly operation: EngineOperation;
  readonly input: Input;
  readonly request: ParsedRequest;
  readonly table: TableDescription;
  readonly key: AttributeMap;
  readonly before: AttributeMap | undefined;
}

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: AttributeMap;
}
const fine: Reason = { Code: 'None' };

/** TransactGetItems; to be run exclusively. */
export async function getInTransaction(engine: Engine, input: Input): Output {
  const gets = itemsOf(input).map((item) => memberOf(item, ['Get']).input);
  const Responses = await Promise.all(gets.map((get) => engine.run('GetItem', engine.parse('GetItem', get))));
  return { Responses };
}

/**
 * TransactWriteItems: all or nothing; to be run exclusively. Throws TransactionCanceledException
 * with a reason per item, in the order of the request.
 */
export async function writeInTransaction(engine: Engine, input: Input): Output {
  const steps: Step[] = [];
  for (const item of itemsOf(input)) steps.push(await prepare(engine, item));
  refuseSameItemTwice(steps);
  cancelUnlessFine(steps.map(checkCondition));
  const writes = steps.filter((step) => step.kind !== 'ConditionCheck');
  for (const [index, step] of writes.entries()) {
    try {
      await engine.run(step.operation, step.request);
    } catch (error) {
      await undo(engine, writes.slice(0, index));
      const Message = String(bodyOf(error)?.message ?? error);
      cancelUnlessFine(steps.map((each) => (each === step ? { Code: 'ValidationError', Message } : fine)));
    }
  }
  return {};
}

/** Tables and IAM actions that the items of a transaction touch. */
export function touchedBy(input: Input): { readonly action: string; readonly table: string }[] {
  return itemsOf(input).map((item) => {
    const { kind, input: member } = memberOf(item, [...Object.keys(operationOf), 'Get']);
    return { action: kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`, table: tableOf(member) };
  });
}

function itemsOf(input: Input): Input[] {
  const items = input.TransactItems;
  if (Array.isArray(items) && items.length > 0 && items.length <= mostItems) return items as Input[];
  throw invalid(`Member 'transactItems' must have length between 1 and ${mostItems}`);
}

function memberOf(item: Input, allowed: readonly string[]): { kind: string; input: Input } {
  const members = Object.entries(item).filter(([, value]) => value !== undefined);
  const [kind, input] = members[0] ?? [];
  if (members.length === 1 && kind !== undefined && allowed.includes(kind)) return { kind, input: input as Input };
  throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
}

async function prepare(engine: Engine, item: Input): Promise<Step> {
  const { kind, input } = memberOf(item, Object.keys(operationOf));
  const operation = operationOf[kind] ?? 'PutItem';
  const request = engine.parse(operation, input);
  const table = await engine.table(tableOf(input));
  if (kind === 'Put') {
    const problem = db.validateItem(request.Item as AttributeMap, table);
    if (problem) throw problem;
  }
  const key = (request.Key ?? keyOf(table.KeySchema, request.Item as AttributeMap)) as AttributeMap;
  return { kind, operation, input, request, table, key, before: await engine.item(table, key) };
}

function refuseSameItemTwice(steps: readonly Step[]): void {
  const places = new Set(steps.map((step) => `${step.table.TableName}/${db.createKey(step.key, step.table)}`));
  if (places.size < steps.length) throw invalid('Transaction request cannot include multiple operations on one item');
}

function checkCondition(step: Step): Reason {
  if (!db.checkConditional(step.request, step.before)) return fine;
  const isWanted = step.input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && step.before !== undefined;
  return {
    Code: 'ConditionalCheckFailed',
    Message: 'The conditional request failed',
    ...(isWanted ? { Item: step.before } : {}),
  };
}

function cancelUnlessFine(reasons: readonly Reason[]): void {
  if (reasons.every((reason) => reason.Code === 'None')) return;
  const codes = reasons.map((reason) => reason.Code).join(', ');
  throw new DynamoDbError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

async function undo(engine: Engine, steps: readonly Step[]): Promise<void> {
  for (const { table, key, before } of steps) {
    const { TableName } = table;
    if (before === undefined) await engine.run('DeleteItem', engine.parse('DeleteItem', { TableName, Key: key }));
    else await engine.run('PutItem', engine.parse('PutItem', { TableName, Item: before }));
  }
}
