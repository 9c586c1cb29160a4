/** An attribute value or an item in DynamoDB's JSON, such as `{"pk": {"S": "a"}}`. */
export type AttributeMap = Record<string, Record<string, unknown>>;

/** A request after dynalite has parsed its types and expressions. */
export type ParsedRequest = Record<string, unknown>;

export interface TableDescription {
  readonly TableName: string;
  readonly TableArn: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
}

type Callback<Value> = (error: Error | null, value: Value) => void;

interface KeyValueStore<Value> {
  get(key: string, callback: Callback<Value | undefined>): void;
  put(key: string, value: Value, callback: Callback<void>): void;
  del(key: string, callback: Callback<void>): void;
}

export interface DynaliteStore {
  readonly tableDb: { awsAccountId: string; awsRegion: string };
  getItemDb(name: string): KeyValueStore<unknown>;
  getTable(name: string, checkStatus: boolean, callback: Callback<TableDescription>): void;
  readonly lifecycleManager: { gracefulClose(): Promise<void> };
}

export type DynaliteAction = (store: DynaliteStore, data: ParsedRequest, callback: Callback<object>) => void;
export interface DynaliteValidation {
  readonly types: object;
  readonly custom?: unknown;
}
