/** The inner modules of dynalite that the front uses; the package has no types of its own. */
declare module 'dynalite/db/index.js' {
  import type { AttributeMap, DynaliteStore, ParsedRequest, TableDescription } from './dynalite-types.ts';

  const db: {
    create(options: {
      path?: string;
      createTableMs: number;
      deleteTableMs: number;
      updateTableMs: number;
    }): DynaliteStore;
    createKey(item: AttributeMap, table: TableDescription): string;
    validateKey(key: AttributeMap, table: TableDescription): Error | null | undefined;
    validateItem(item: AttributeMap, table: TableDescription): Error | null | undefined;
    checkConditional(request: ParsedRequest, existing: AttributeMap | undefined): Error | null | undefined;
  };
  export default db;
}

declare module 'dynalite/validations/index.js' {
  import type { DynaliteStore, ParsedRequest } from './dynalite-types.ts';

  const validations: {
    checkTypes(data: unknown, types: object): ParsedRequest;
    checkValidations(data: ParsedRequest, types: object, custom: unknown, store: DynaliteStore): void;
  };
  export default validations;
}
