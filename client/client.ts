import type { AcceptedStart, LookupAnswer, Status } from './api.ts';
import { type AnswerOf, type CallOptions, createCaller, type InputOf, type OperationId } from './call.ts';
import { ConnectionError } from './errors.ts';
import { createSender } from './sender.ts';
import type { AnalysisQuestion, CustomerIntelligenceQuestion, StartAnswer, VendorContextQuestion } from './types.ts';
import { pollStatus, type WaitOptions } from './wait.ts';

export interface ClientOptions {
  /** Where the API stands, with its stage, such as `https://….amazonaws.com/dev`. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly fetch?: typeof fetch;
  /** Epoch milliseconds and waiting, for tests. */
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Every call throws ApiError when the API refuses, ConnectionError when it cannot be reached. */
export interface IntelligenceClient {
  /**
   * Calls any operation of the API by its id. Operations that may be repeated get an Idempotency-Key,
   * unless `options.headers` has one.
   */
  call<Id extends OperationId>(id: Id, input: InputOf<Id>, options?: CallOptions): Promise<AnswerOf<Id>>;
  /** Gives a request up; its enrichment is stopped when nobody else waits for it. */
  cancel(requestId: string): Promise<void>;
  /** Finds companies by domain, URL or name. */
  lookup(query: string): Promise<LookupAnswer>;
  /** Starts a brief; `waitSeconds` (25 at most) asks the API to answer with the result if it can. */
  startVendorContext(domain: string, question: VendorContextQuestion, waitSeconds?: number): Promise<StartAnswer>;
  /** Starts a brief on a prospect as one vendor sees it. */
  startCustomerIntelligence(
    domain: string,
    question: CustomerIntelligenceQuestion,
    waitSeconds?: number,
  ): Promise<StartAnswer>;
  startAnalysis(question: AnalysisQuestion): Promise<AcceptedStart>;
  status(requestId: string): Promise<Status>;
  /** Polls until the enrichment is completed or failed. Throws DeadlineError. */
  waitFor(requestId: string, options?: WaitOptions): Promise<Status>;
}

/** Makes a client of the REST API: fetch only, for browsers and Node alike. */
export function createClient(options: ClientOptions): IntelligenceClient {
  const send = createSender(options);
  const call = createCaller(send);
  const now = options.now ?? Date.now;
  const sleep = options.sleep ?? pause;
  type Start = 'startVendorContext' | 'startCustomerIntelligence' | 'startAnalysis';
  const start = async (id: Start, input: object, waitSeconds: number): Promise<StartAnswer> => {
    const headers: Record<string, string> = waitSeconds > 0 ? { prefer: `wait=${waitSeconds}` } : {};
    const { status, body } = await call(id, input as InputOf<Start>, { headers });
    return status === 200 ? { ready: true, answer: body } : { ready: false, started: body };
  };
  return {
    call,
    cancel: async (requestId) => {
      await call('detachRequest', { path: { requestId } });
    },
    lookup: async (query) => (await call('lookupCompany', { path: { domain: query } })).body,
    startVendorContext: (domain, question, waitSeconds = 0) =>
      start('startVendorContext', { path: { domain }, body: question }, waitSeconds),
    startCustomerIntelligence: (domain, question, waitSeconds = 0) =>
      start('startCustomerIntelligence', { path: { domain }, body: question }, waitSeconds),
    startAnalysis: async (question) => {
      const answer = await start('startAnalysis', { body: question }, 0);
      if (!answer.ready) return answer.started;
      throw new ConnectionError('The API answered 200 without having been asked to wait.');
    },
    status: async (requestId) => (await call('getStatus', { path: { requestId } })).body,
    waitFor: (requestId, wait = {}) => pollStatus(requestId, wait, { send, now, sleep }),
  };
}

/** Waits, or less long where the signal ends it. */
function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        done();
      },
      { once: true },
    );
  });
}
