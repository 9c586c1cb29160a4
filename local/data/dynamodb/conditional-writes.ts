import type { AttributeMap } from './dynalite-types.ts';
import type { Engine } from './engine.ts';
import { DynamoDbError, typeOf } from './errors.ts';
import { tableOf } from './table-settings.ts';

type Write = 'PutItem' | 'UpdateItem' | 'DeleteItem';

/**
 * A single write with `ReturnValuesOnConditionCheckFailure`, which dynalite does not know: with
 * ALL_OLD the failure carries the item that did not meet the condition.
 */
export async function writeItem(
  engine: Engine,
  operation: Write,
  input: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const request = engine.parse(operation, input);
  try {
    return await engine.run(operation, request);
  } catch (error) {
    const isConditional = typeOf(error) === 'ConditionalCheckFailedException';
    if (!isConditional || input.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD') throw error;
    const table = await engine.table(tableOf(input));
    const item = await engine.item(table, keyOf(table.KeySchema, (input.Key ?? input.Item) as AttributeMap));
    throw new DynamoDbError(
      'ConditionalCheckFailedException',
      'The conditional request failed',
      item === undefined ? {} : { Item: item },
    );
  }
}

/** The key attributes of an item. */
export function keyOf(schema: readonly { readonly AttributeName: string }[], item: AttributeMap): AttributeMap {
  const names = schema.map(({ AttributeName }) => AttributeName);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}
