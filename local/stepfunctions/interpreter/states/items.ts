import type { MapState } from '../../definition/machine.ts';
import { evaluateField, type Frame, failEvaluation } from '../frame.ts';
import type { Json, JsonObject } from '../json.ts';

/** Gives the items of a Map. @throws StatesError `States.QueryEvaluationError` where they are no list. */
export async function readItems(frame: Frame<MapState>): Promise<readonly Json[]> {
  const items = frame.state.Items === undefined ? frame.input : await evaluateField(frame, frame.state.Items, 'Items');
  if (Array.isArray(items)) return items;
  throw failEvaluation(frame, 'Items', "The field 'Items' must give a list.");
}

/** Gives how many may run at once, `most` where the Map says 0 or more than that. @throws StatesError as above. */
export async function readConcurrency(frame: Frame<MapState>, most: number): Promise<number> {
  const limit = await evaluateField(frame, frame.state.MaxConcurrency ?? 0, 'MaxConcurrency');
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0) {
    throw failEvaluation(frame, 'MaxConcurrency', "The field 'MaxConcurrency' must give a whole number of 0 or more.");
  }
  return limit === 0 ? most : Math.min(limit, most);
}

/** `Map.Item` of the context object. */
export function describeItem(items: readonly Json[], index: number): JsonObject {
  return { Index: index, Value: items[index] ?? null };
}

/** Gives what one iteration starts with: its item, or what `ItemSelector` makes of it. */
export async function selectItem(frame: Frame<MapState>, items: readonly Json[], index: number): Promise<Json> {
  const { ItemSelector: selector } = frame.state;
  if (selector === undefined) return items[index] ?? null;
  const context = { ...frame.context, Map: { Item: describeItem(items, index) } };
  return evaluateField(frame, selector, 'ItemSelector', { context });
}
