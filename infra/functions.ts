/** What a function may do with the items of the table. */
export type TableAction =
  | 'GetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'Query'
  | 'BatchWriteItem'
  | 'Scan'
  | 'DescribeTable';
/** The prefixes of the documents bucket; each is written by few and kept for its own time. */
export type ObjectPrefix = 'documents' | 'facts' | 'runs' | 'answers' | 'engines' | 'exports';
/** What a function may do with the enrichment machines and their executions. */
export type ExecutionAction =
  | 'StartExecution'
  | 'StopExecution'
  | 'DescribeExecution'
  | 'GetExecutionHistory'
  | 'DescribeStateMachine';
/** The providers that ask for a key, each with a secret of its own. */
export type Provider = 'serpapi' | 'snov' | 'bright-data' | 'openai' | 'anthropic';

/** One Lambda as the stack deploys it: its size, and exactly what it may touch. */
export interface FunctionSpecification {
  readonly name: string;
  readonly memoryMegabytes: number;
  /** Below the `TimeoutSeconds` of its Task, so that the function's own error is the one reported. */
  readonly timeoutSeconds: number;
  readonly table: readonly TableAction[];
  readonly reads: readonly ObjectPrefix[];
  readonly writes: readonly ObjectPrefix[];
  readonly deletes: readonly ObjectPrefix[];
  readonly executions: readonly ExecutionAction[];
  /** The functions it invokes itself, each with the variable that carries its name. */
  readonly invokes: readonly { readonly name: string; readonly variable: string }[];
  /** The providers of which it may see whether a key is there. */
  readonly seesKeys: readonly Provider[];
  /** The providers whose key it may read. */
  readonly readsKeys: readonly Provider[];
  /** Whether it is told which engines and models there are, and whether it also plans their order or may ask those of Bedrock. */
  readonly engines: 'none' | 'told' | 'plans' | 'asks';
  /** Whether it queries the index of what companies are asked for. */
  readonly ranks: boolean;
  /** Whether it puts events on the bus itself. */
  readonly announces: boolean;
  /** Whether it needs the settings of the REST API (API_KEY_REQUIRED, CORS_ORIGIN). */
  readonly servesApi: boolean;
}

const nothing = {
  memoryMegabytes: 512,
  table: [],
  reads: [],
  writes: [],
  deletes: [],
  executions: [],
  invokes: [],
  seesKeys: [],
  readsKeys: [],
  engines: 'none',
  ranks: false,
  announces: false,
  servesApi: false,
} as const satisfies Partial<FunctionSpecification>;

type Needs = Partial<FunctionSpecification>;
const task = (name: string, timeoutSeconds: number, needs: Needs): FunctionSpecification => ({
  ...nothing,
  name,
  timeoutSeconds,
  ...needs,
});
const endpoint = (name: string, needs: Needs): FunctionSpecification => ({
  ...nothing,
  name,
  timeoutSeconds: 10,
  servesApi: true,
  ...needs,
});
/** Parsing pages is bound by the processor, which Lambda hands out with the memory. */
const heavy = 1024;

/** What everything that looks at a company's site does: reads and fills the caches of robots.txt and of looks at sites. */
const site = { table: ['GetItem', 'PutItem'] } as const satisfies Needs;
/** What every source adapter does: reads and fills the source cache, keeps documents and facts. */
const source = {
  table: ['GetItem', 'PutItem'],
  reads: ['documents'],
  writes: ['documents', 'facts'],
} as const satisfies Needs;
/**
 * What asking an engine does: looks for the answer in the store, keeps it there, and writes the ledger.
 * A strong model may think and write for a minute; what a run has left is told with each call.
 */
const engine = {
  memoryMegabytes: heavy,
  table: ['GetItem', 'PutItem'],
  reads: ['runs', 'engines'],
  writes: ['runs', 'engines'],
} as const satisfies Needs;
const findByName = { name: 'find-by-name', variable: 'FIND_BY_NAME_FUNCTION_NAME' } as const;
/** What every start does: the company by its name, the cached answer, the lease, the execution, the request's row. */
const start = {
  table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
  invokes: [findByName],
  reads: ['answers'],
  executions: ['StartExecution', 'DescribeExecution'],
} as const satisfies Needs;
/** What finding companies by domain or name does: the index, and on a miss a live look. */
const find = {
  table: ['GetItem', 'Query', 'PutItem'],
  invokes: [{ name: 'fetch-basic-info', variable: 'BASIC_INFO_FUNCTION_NAME' }, findByName],
} as const satisfies Needs;
/** What telling how far a request is does: the rows, and history under a short lease. */
const statusAccess = {
  table: ['GetItem', 'UpdateItem', 'DeleteItem'],
  reads: ['answers'],
  executions: ['GetExecutionHistory'],
} as const satisfies Needs;
/** What every end does: the answer by version, the status, the lease. */
const end = {
  table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
  writes: ['answers'],
} as const satisfies Needs;

/** Where persons may stand. */
const swept = ['documents', 'facts', 'runs', 'answers', 'engines'] as const satisfies readonly ObjectPrefix[];

/** Every function of the product, in the order in which a run passes them; one missing here is not deployed. */
export const functionSpecifications: readonly FunctionSpecification[] = [
  task('validate-domain', 11, site),
  task('search-company', 11, source),
  task('fetch-basic-info', 11, { ...site, memoryMegabytes: heavy, writes: ['documents', 'facts'] }),
  task('resolve-company', 9, {}),
  // Both search APIs of SerpApi, the press and the encyclopedia, at once and off the machine.
  task('search-pages', 14, { ...source, readsKeys: ['serpapi'] }),
  task('find-by-name', 9, { readsKeys: ['serpapi'] }),

  task('plan-sources', 19, { ...site, reads: ['documents'], seesKeys: ['serpapi', 'snov', 'bright-data'] }),
  task('scrape-page', 19, { ...source, reads: [], memoryMegabytes: heavy }),
  task('call-free-api', 19, source),
  task('read-public-record', 19, source),
  task('collect-social-signal', 19, source),
  // The cached answer about the vendor, else its own pages.
  task('read-vendor', 29, {
    ...source,
    reads: ['documents', 'facts', 'answers'],
    writes: ['documents', 'facts', 'runs'],
    memoryMegabytes: heavy,
  }),
  task('find-gaps', 19, { reads: ['facts'] }),
  task('call-serpapi', 19, { ...source, reads: [], readsKeys: ['serpapi'] }),
  task('call-snov', 19, { ...source, reads: [], readsKeys: ['snov'] }),
  task('call-bright-data', 19, { ...source, reads: [], memoryMegabytes: heavy, readsKeys: ['bright-data'] }),
  task('collect-dataset', 19, {
    table: ['GetItem', 'PutItem'],
    writes: ['documents', 'facts'],
    readsKeys: ['bright-data'],
  }),

  task('process-content', 24, {
    memoryMegabytes: heavy,
    table: ['GetItem', 'PutItem'],
    reads: ['documents', 'facts'],
    writes: ['runs'],
  }),
  task('extract-entities', 19, { memoryMegabytes: heavy, reads: ['runs'], writes: ['runs'] }),
  task('analyze-sentiment', 19, { memoryMegabytes: heavy, reads: ['runs'] }),
  task('score-sources', 19, { memoryMegabytes: heavy, reads: ['runs'] }),
  task('detect-intent', 19, { memoryMegabytes: heavy, reads: ['runs'] }),
  task('plan-engines', 9, { table: ['GetItem'], seesKeys: ['openai', 'anthropic'], engines: 'plans' }),
  task('ask-openai', 120, { ...engine, readsKeys: ['openai'], engines: 'told' }),
  task('ask-anthropic', 120, { ...engine, readsKeys: ['anthropic'], engines: 'told' }),
  task('ask-bedrock', 120, { ...engine, engines: 'asks' }),
  task('run-engine', 29, { memoryMegabytes: heavy, reads: ['runs'], writes: ['runs'] }),
  task('merge-insights', 19, { memoryMegabytes: heavy, reads: ['runs'], writes: ['runs'] }),
  task('verify-claims', 19, { memoryMegabytes: heavy, reads: ['runs'], writes: ['runs'] }),

  task('structure-profile', 14, {
    memoryMegabytes: heavy,
    // The key of the placeholders.
    table: ['GetItem', 'PutItem'],
    reads: ['runs'],
    writes: ['runs'],
  }),
  task('write-result', 9, { ...end, table: [...end.table, 'BatchWriteItem', 'Query'], reads: ['runs'] }),
  task('write-resolution', 9, end),
  // Deletes what is cached about a company, or makes it stale.
  task('invalidate-cache', 30, { table: ['GetItem', 'Query', 'BatchWriteItem', 'UpdateItem'] }),
  task('record-failure', 30, { table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] }),

  task('pick-hot-companies', 29, { ranks: true }),
  task('start-refresh', 19, { ...start, table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], invokes: [] }),
  task('record-refresh', 29, { table: ['PutItem', 'UpdateItem'] }),

  // A sweep reads the whole table and the objects of a company; it is rare.
  task('handle-privacy-request', 895, {
    memoryMegabytes: heavy,
    table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Scan', 'BatchWriteItem'],
    reads: swept,
    writes: ['exports'],
    deletes: swept,
  }),

  endpoint('authorize', { memoryMegabytes: 256, timeoutSeconds: 5, table: ['GetItem'] }),
  // These two are invoked by an operator with IAM; no route leads to them.
  endpoint('manage-clients', { table: ['PutItem', 'UpdateItem', 'Query'] }),
  endpoint('manage-companies', { table: ['GetItem', 'BatchWriteItem'], timeoutSeconds: 60 }),
  endpoint('company-lookup', find),
  // Prefer: wait keeps the caller on the line for up to 25 s.
  endpoint('vendor-context', { ...start, timeoutSeconds: 29 }),
  endpoint('customer-intelligence', { ...start, timeoutSeconds: 29 }),
  endpoint('start-batch', { ...start, timeoutSeconds: 29 }),
  endpoint('async-analysis', { ...start, timeoutSeconds: 29 }),
  endpoint('status-check', statusAccess),
  endpoint('front-end-lookup', find),
  endpoint('front-end-search', {
    ...find,
    invokes: [...find.invokes, { name: 'search-pages', variable: 'SEARCH_PAGES_FUNCTION_NAME' }],
    timeoutSeconds: 20,
  }),
  endpoint('clear-company-cache', { table: ['GetItem', 'Query', 'BatchWriteItem'], announces: true }),
  endpoint('cache-statistics', { table: ['Query', 'DescribeTable'] }),
  endpoint('company-history', { table: ['Query'] }),
  endpoint('give-feedback', {
    table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    reads: ['answers'],
  }),
  endpoint('detach-request', {
    table: ['GetItem', 'UpdateItem', 'DeleteItem'],
    executions: ['StopExecution'],
  }),
  endpoint('openapi-document', { memoryMegabytes: 256 }),
  endpoint('front-end-vendor-context', { ...start, timeoutSeconds: 29 }),
  endpoint('front-end-customer-intelligence', { ...start, timeoutSeconds: 29 }),
  endpoint('front-end-status', statusAccess),
  endpoint('user-profile', { table: ['GetItem', 'PutItem', 'DeleteItem'] }),
  endpoint('research-history', { table: ['GetItem', 'PutItem', 'DeleteItem', 'Query', 'BatchWriteItem'] }),
  endpoint('start-privacy-request', { table: ['PutItem', 'UpdateItem', 'DeleteItem'] }),
  endpoint('privacy-request-status', { table: ['GetItem'], reads: ['exports'] }),
  endpoint('health-check', { table: ['GetItem'], executions: ['DescribeStateMachine'] }),
];
