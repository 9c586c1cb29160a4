/** Any JSON object of a definition; the rules look only at the fields they are about. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** States that see the same variables: a machine's top level, a branch of a Parallel, or a Map's processor. */
export interface StateScope {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, JsonObject>;
  /** The Parallel or Map it stands in, null at the top. */
  readonly container: { readonly scope: StateScope; readonly name: string } | null;
  /** A distributed Map's processor runs as executions of its own and sees no outer variable. */
  readonly isDistributed: boolean;
}

/** Gives a definition's scopes, each after the one that contains it. */
export function listScopes(definition: JsonObject): StateScope[] {
  return scopesFrom(definition, null, false);
}

/** Narrows a value to a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gives the objects of a list, or none when the value is no list. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function scopesFrom(block: JsonObject, container: StateScope['container'], isDistributed: boolean): StateScope[] {
  const states = isObject(block.States) ? Object.entries(block.States) : [];
  const scope: StateScope = {
    startAt: String(block.StartAt),
    states: new Map(states.filter((entry): entry is [string, JsonObject] => isObject(entry[1]))),
    container,
    isDistributed,
  };
  const inner = [...scope.states].flatMap(([name, state]) =>
    innerBlocks(state).flatMap((block) => scopesFrom(block, { scope, name }, isDistributedBlock(block))),
  );
  return [scope, ...inner];
}

function innerBlocks(state: JsonObject): JsonObject[] {
  const processor = state.ItemProcessor;
  return isObject(processor) ? [processor] : objectsOf(state.Branches);
}

/** Whether a Map's processor asks to run as executions of its own. */
export function isDistributedBlock(block: JsonObject): boolean {
  const config = block.ProcessorConfig;
  return isObject(config) && config.Mode === 'DISTRIBUTED';
}
