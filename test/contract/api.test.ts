import { setTimeout as wait } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenApiDocument } from '../../docs/contract/document.ts';
import { type Examples, readExamples, recordExamples, shorten } from '../../docs/contract/examples.ts';
import { useLaptop } from '../integration/laptop.ts';
import { operate } from '../integration/operator.ts';
import { answerOf, createDriver, listOperations, type Placed, type Seen } from './driver.ts';
import { badBody, follow, goodValue, type Input, inputsOf } from './inputs.ts';
import { refusedBodies, refusedCallers, reusedKey, scenarios, type World } from './scenarios.ts';

const laptop = useLaptop();
/** The plan allows 50 a second. */
const ratePerSecond = 45;
const requestsAtLeast = 2000;
const atOnce = 8;
const seed = 20_311;
/** Operations that ask sources outside while the caller waits. */
const slow = new Set(['searchPages']);
/** What a working stack does not answer; test/unit/docs/contract/rare-problems.test.ts sees them. */
const rare = [
  'internal',
  'search.unavailable',
  'user-data.full',
  'storage.unavailable',
  'enrichment.start_failed',
  'enrichment.stop_failed',
  'request.in_progress',
];

let document: OpenApiDocument;
let operations: readonly Placed[];
let drive: (placed: Placed, input: Input) => Promise<Seen>;
const seen: Seen[] = [];

beforeAll(async () => {
  document = (await (await fetch(`${laptop.stack.url}/openapi.json`)).json()) as OpenApiDocument;
  operations = listOperations(document);
  const operator = operate(laptop);
  const keys = new Map([['nobody', 'sio_nobody']]);
  keys.set('admin', await operator.register({ clientId: 'driver', role: 'admin' }));
  keys.set('reader', await operator.register({ clientId: 'reader', role: 'viewer' }));
  keys.set('starter', await operator.register({ clientId: 'starter', role: 'seller', scopes: ['enrich:start'] }));
  keys.set('trial', await operator.register({ clientId: 'trial', role: 'viewer', plan: 'trial' }));
  const unknown = { description: null, industry: null };
  await operator.importCompanies(
    ['twin-one.example', 'twin-two.example'].map((domain) => ({ ...unknown, domain, name: 'Hollowmere' })),
  );
  drive = createDriver(laptop.stack.url, document, keys, ratePerSecond);
});

async function see(placed: Placed, inputs: readonly Input[]): Promise<Seen[]> {
  const answers: Seen[] = [];
  for (const input of inputs) answers.push(await drive(input.of === undefined ? placed : named(input.of), input));
  seen.push(...answers);
  return answers;
}

const named = (operationId: string) => {
  const placed = operations.find(({ operation }) => operation.operationId === operationId);
  if (placed === undefined) throw new Error(`There is no operation ${operationId}.`);
  return placed;
};
const complaints = (answers: readonly Seen[]) => answers.flatMap(({ complaint }) => complaint ?? []);

/** An example of an operation out of the document. */
function exampleOf({ operation }: Placed): Input {
  const parts = operation.parameters.flatMap(({ in: place, name, example }) =>
    place === 'path' ? [[name ?? '', String(example)] as const] : [],
  );
  const query = operation.parameters.flatMap(({ in: place, name, required, example }) =>
    place === 'query' && required === true ? [[name ?? '', String(example)] as const] : [],
  );
  const body = operation.requestBody?.content['application/json'].example;
  return { path: Object.fromEntries(parts), query: Object.fromEntries(query), ...(body === undefined ? {} : { body }) };
}

/** The requests of an operation's scenario, and those that every operation of its kind refuses. */
function inputsFor(placed: Placed, world: World): Input[] {
  const { operationId, security, requestBody, parameters } = placed.operation;
  const scenario = scenarios[operationId];
  if (scenario === undefined) throw new Error(`test/contract/scenarios.ts has none for ${operationId}.`);
  const inputs = scenario(world);
  const first = inputs[0] ?? exampleOf(placed);
  const canRepeat = parameters.some(({ $ref }) => $ref?.endsWith('/Idempotency-Key') === true);
  return [
    ...inputs,
    ...(security.length === 0 ? [] : refusedCallers(exampleOf(placed), outsiderOf(placed))),
    ...(requestBody === undefined ? [] : refusedBodies(first)),
    ...(canRepeat ? reusedKey(first, inputs.at(-1) ?? first) : []),
  ];
}

/** Makes the first start of each operation that starts one, together, and follows them to their ends. */
async function finishStarts(): Promise<string[]> {
  const nothing = { requestId: '', freshRequestId: '', privacyRequestId: '' };
  const starts = operations.filter(({ operation }) => 'location' in headersOf(operation));
  const started = await Promise.all(
    starts.map((placed) => see(placed, (scenarios[placed.operation.operationId]?.(nothing) ?? []).slice(0, 1))),
  );
  const ids = started.flat().map(({ body }) => String(body.requestId));
  await Promise.all(ids.map(finish));
  return ids;
}

/** Follows an enrichment to its end. */
async function finish(requestId: string): Promise<void> {
  for (;;) {
    const [answer] = await see(named('getStatus'), [{ path: { requestId } }]);
    if (answer?.body.status !== 'processing') return;
    await wait(500);
  }
}

/** A client that lacks the operation's scope. */
function outsiderOf({ operation }: Placed): string {
  return operation.security[0]?.apiKey?.[0] === 'company:read' ? 'starter' : 'reader';
}

async function startFresh(intent: string): Promise<string> {
  const [answer] = await see(named('startVendorContext'), [
    { path: { domain: 'brindlemark.example' }, body: { userRole: 'SE', intent, refresh: true } },
  ]);
  return String(answer?.body.requestId);
}

describe('the API as its document tells it', { timeout: 240_000 }, () => {
  it('answers each operation with every status and code that it tells of', async () => {
    const ids = await finishStarts();
    const [requestId = ''] = ids;
    const privacyRequestId = ids.find((id) => id.startsWith('prv_')) ?? '';
    for (const placed of operations) {
      const { operationId } = placed.operation;
      const needsFresh = operationId === 'detachRequest' || operationId === 'giveFeedback';
      const freshRequestId = needsFresh ? await startFresh('renewal') : '';
      await see(placed, inputsFor(placed, { requestId, freshRequestId, privacyRequestId }));
    }
    const burst = { path: { domain: 'quillstead.example' }, as: 'trial' };
    await see(
      named('lookupCompany'),
      Array.from({ length: 12 }, () => burst),
    );

    const missing = operations.flatMap((placed) => documentedOf(placed).filter((answer) => !wasSeen(placed, answer)));
    expect(complaints(seen)).toEqual([]);
    expect(missing).toEqual([]);
    if (process.env.RECORD_EXAMPLES !== undefined) recordExamples(examplesIn(seen));
  });

  it(`answers ${requestsAtLeast} good and bad requests as documented, and never with a failure`, async () => {
    const each = Math.ceil(requestsAtLeast / (operations.length - 1));
    const work = operations.flatMap((placed) =>
      generate(placed, slow.has(placed.operation.operationId) ? 5 : each).map((input) => [placed, input] as const),
    );
    const answers: Seen[] = [];
    const pending = shuffle(work);
    const worker = async () => {
      for (let job = pending.pop(); job !== undefined; job = pending.pop()) answers.push(await drive(...job));
    };

    await Promise.all(Array.from({ length: atOnce }, worker));

    expect(complaints(answers)).toEqual([]);
    expect(answers.length).toBeGreaterThanOrEqual(requestsAtLeast);
    const refused = answers.filter(({ status }) => status >= 400).length;
    expect(refused).toBeGreaterThan(requestsAtLeast / 4);
    expect(answers.length - refused).toBeGreaterThan(requestsAtLeast / 10);
  });

  it('is documented with examples that it answers', () => {
    const { answers, problems } = readExamples();
    const said = examplesIn(seen);

    for (const [code, example] of Object.entries(said.problems)) {
      expect(problems[code], code).toMatchObject(withoutIds(example));
    }
    for (const [operationId, byStatus] of Object.entries(said.answers)) {
      expect(Object.keys(answers[operationId] ?? {}), operationId).toEqual(
        expect.arrayContaining(Object.keys(byStatus)),
      );
    }
  });
});

function headersOf({ responses }: Placed['operation']): object {
  return Object(Reflect.get(Object(responses['202']), 'headers'));
}

/** Status and code of every documented answer but the rare ones, as `200` or `404 request.not_found`. */
function documentedOf(placed: Placed): string[] {
  const { operationId, responses } = placed.operation;
  return Object.keys(responses).flatMap((status) => {
    const examples = answerOf(placed, status, document)?.content?.['application/problem+json']?.examples;
    const codes = Object.keys(examples ?? { '': {} }).filter((code) => !rare.includes(code.replace(/\.\d+$/, '')));
    return codes.filter(() => status !== '503').map((code) => `${operationId} ${status} ${code}`.trim());
  });
}

/** The gateway throttles all operations alike, so it is enough to have seen one throttled. */
function wasSeen({ operation }: Placed, answer: string): boolean {
  return seen.some(
    ({ operationId, status, code }) =>
      `${operationId} ${status} ${code ?? ''}`.trim() === answer ||
      (code === 'access.throttled' && answer === `${operation.operationId} ${status} ${code}`),
  );
}

/** Bodies of starts are made so that they are refused: thousands of enrichments would say nothing more. */
function generate(placed: Placed, count: number): Input[] {
  const { requestBody, responses } = placed.operation;
  const schema = requestBody?.content['application/json'].schema;
  if (schema === undefined) return fc.sample(inputsOf(placed.operation, document, null), { numRuns: count, seed });
  const good = goodValue(schema, document);
  const isStart = '202' in responses;
  const isGood = new Ajv2020({ strict: false, validateFormats: false }).compile({
    ...follow(String(schema.$ref), document),
    components: document.components,
  });
  const body = isStart
    ? badBody(good).map((sent) => (sent.raw === undefined && isGood(sent.body) ? { body: [sent.body] } : sent))
    : fc.oneof(
        good.map((value) => ({ body: value })),
        badBody(good),
      );
  return fc.sample(inputsOf(placed.operation, document, body), { numRuns: count, seed });
}

function shuffle<Item>(items: readonly Item[]): Item[] {
  const order = fc.sample(fc.nat(), { numRuns: items.length, seed });
  return items
    .map((item, index) => [order[index] ?? 0, item] as const)
    .sort(([left], [right]) => left - right)
    .map(([, item]) => item);
}

/** The first answer of each kind. */
function examplesIn(answers: readonly Seen[]): Examples {
  const byOperation: Record<string, Record<string, unknown>> = {};
  const problems: Record<string, unknown> = {};
  for (const { operationId, status, code, body } of answers) {
    if (code !== null) problems[code] ??= body;
    else if (body !== '' && operationId !== 'getOpenApiDocument') {
      byOperation[operationId] = { [status]: shorten(body), ...byOperation[operationId] };
    }
  }
  return { answers: byOperation, problems };
}

function withoutIds(example: unknown): object {
  const { requestId, instance, detail, error, details, candidates, ...stable } = Object(example);
  return stable;
}
