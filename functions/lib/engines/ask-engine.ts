import { answerKey, readStoredAnswer, storeAnswer } from './answer-store.ts';
import { completePatiently, type Exchange } from './complete-patiently.ts';
import { noteCooldown, readCooldown } from './cooldown.ts';
import { describeSchema } from './describe-schema.ts';
import { EngineFailure } from './engine-failure.ts';
import type { EngineAnswer, EngineQuestion, EngineSurroundings } from './engine-question.ts';
import { chooseModel, type EngineModel } from './models.ts';
import { openProvider } from './open-provider.ts';
import { noTokens } from './price.ts';
import { type Reading, readAnswer } from './read-answer.ts';
import { noting, openSpending, type Spending } from './spending.ts';

export { EngineFailure } from './engine-failure.ts';
export {
  type EngineAnswer,
  type EngineQuestion,
  type EngineSurroundings,
  engineSurroundings,
  type RemoteEngine,
  remoteEngineNames,
} from './engine-question.ts';
export { type EngineReadiness, readEngineReadiness } from './engine-readiness.ts';

/** So much of an answer that does not fit goes back with the second question, in characters. */
const mostQuoted = 20_000;

/**
 * Asks one engine one question and gives its answer in the shape of the schema: from the store, or
 * from the provider, where passing failures are repeated, and an answer that does not fit is asked for
 * once more with what is wrong about it. What was paid for is in the ledger, and the answer in the
 * store, before anybody uses it. Throws EngineFailure with what it cost, TransientError
 * `storage.unavailable`, IntelligenceError `secret.unavailable`, and `internal` for a schema that the
 * providers would refuse.
 */
export async function askEngine<Value>(
  question: EngineQuestion<Value>,
  surroundings: EngineSurroundings,
): Promise<EngineAnswer<Value>> {
  const started = surroundings.now();
  const model = chooseModel(question.engine, question.step);
  if (model === null) {
    console.warn({ message: 'the configured model is not in the price table', engine: question.engine });
    throw new EngineFailure('not_configured');
  }
  const jsonSchema = describeSchema(question.schema);
  const key = answerKey(question, model.id, jsonSchema);
  const stored = await recall(question, key, surroundings);
  if (stored !== null) return { ...stored, ms: surroundings.now() - started };
  const provider = await openProvider(question.engine, surroundings.now);
  if (provider === null) throw new EngineFailure('not_configured');
  const rest = await readCooldown(question.engine, started);
  if (rest > 0) throw new EngineFailure('cooling_down', { retryAfterSeconds: rest });
  const spending = openSpending(question, model, { schemaText: JSON.stringify(jsonSchema), key }, surroundings);
  const value = await settleFailure(question, spending, surroundings, () =>
    obtain(question, { question, model, jsonSchema, provider, spending, surroundings }),
  );
  const text = JSON.stringify(value);
  await noting('answer store', () => storeAnswer(key, { model: model.id, text }, surroundings.now()));
  return paidAnswer(value, model, spending, surroundings.now() - started);
}

async function recall<Value>({ schema }: EngineQuestion<Value>, key: string, { now }: EngineSurroundings) {
  const stored = await readStoredAnswer(key, now());
  if (stored === null) return null;
  const reading = readAnswer(stored.text, schema);
  if (reading.value === null) return null;
  const nothing = { usage: noTokens, costUsd: 0, attempts: 0 };
  return { value: reading.value, model: stored.model, ...nothing, fromStore: true };
}

async function obtain<Value>({ schema, prompt }: EngineQuestion<Value>, exchange: Exchange): Promise<Value> {
  const first = await completePatiently(exchange, prompt);
  const reading = readAnswer(first.text, schema);
  if (reading.value !== null) return reading.value;
  const second = await completePatiently(exchange, writeSecondQuestion(prompt, first.text, reading));
  const again = readAnswer(second.text, schema);
  if (again.value !== null) return again.value;
  throw new EngineFailure('invalid_output');
}

/** The answer goes back as one JSON string: what it says is data, as the documents are. */
function writeSecondQuestion(prompt: string, text: string, reading: Reading<unknown>): string {
  const issues = 'issues' in reading ? reading.issues : [];
  return [
    prompt,
    'An earlier answer to this did not fit the schema. It was, as a JSON string:',
    JSON.stringify(text.slice(0, mostQuoted)),
    'What is wrong with it:',
    ...issues.map((issue) => `- ${issue}`),
    'Answer again, with one JSON object that fits the schema and nothing else.',
  ].join('\n\n');
}

/** Says with a failure what it cost, and tells the other functions when the engine wants to be left alone. */
async function settleFailure<Value>(
  { engine }: EngineQuestion<Value>,
  spending: Spending,
  { now }: EngineSurroundings,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    await noting('cooldown', () => noteCooldown(engine, error, now()));
    const { kind, retryAfterSeconds } = error;
    throw new EngineFailure(kind, { retryAfterSeconds, costUsd: spending.costUsd, cause: error.cause });
  }
}

function paidAnswer<Value>(value: Value, { id }: EngineModel, spending: Spending, ms: number): EngineAnswer<Value> {
  const { usage, costUsd, attempts } = spending;
  return { value, model: id, usage, costUsd, ms, attempts, fromStore: false };
}
