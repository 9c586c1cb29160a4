import { createSender, readBody } from './sender.ts';
import type {
  AcceptedStart,
  AnalysisQuestion,
  AnswerView,
  CustomerIntelligenceQuestion,
  LookupAnswer,
  StartAnswer,
  StatusView,
  VendorContextQuestion,
} from './types.ts';
import { pollStatus, statusPath, type WaitOptions } from './wait.ts';

export interface ClientOptions {
  /** Where the API stands, with its stage, such as `https://….amazonaws.com/dev`. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly fetch?: typeof fetch;
  /** Epoch milliseconds and waiting, for tests. */
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** Every call throws ApiError when the API refuses, ConnectionError when it cannot be reached. */
export interface IntelligenceClient {
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
  status(requestId: string): Promise<StatusView>;
  /** Polls until the enrichment is completed or failed. Throws DeadlineError. */
  waitFor(requestId: string, options?: WaitOptions): Promise<StatusView>;
}

/** Makes a client of the REST API: fetch only, for browsers and Node alike. */
export function createClient(options: ClientOptions): IntelligenceClient {
  const send = createSender(options);
  const now = options.now ?? Date.now;
  const sleep =
    options.sleep ?? ((milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds)));
  const start = async (path: string, question: VendorContextQuestion, waitSeconds: number): Promise<StartAnswer> => {
    const headers: Record<string, string> = waitSeconds > 0 ? { prefer: `wait=${waitSeconds}` } : {};
    const response = await send('POST', path, { headers, body: question });
    return response.status === 200
      ? { ready: true, answer: await readBody<AnswerView>(response) }
      : { ready: false, started: await readBody<AcceptedStart>(response) };
  };
  return {
    lookup: async (query) => readBody<LookupAnswer>(await send('GET', `/company/${encodeURIComponent(query)}/lookup`)),
    startVendorContext: (domain, question, waitSeconds = 0) =>
      start(`/company/${encodeURIComponent(domain)}/vendor-context`, question, waitSeconds),
    startCustomerIntelligence: (domain, question, waitSeconds = 0) =>
      start(`/company/${encodeURIComponent(domain)}/customer-intelligence`, question, waitSeconds),
    startAnalysis: async (question) =>
      readBody<AcceptedStart>(await send('POST', '/analysis/async', { body: question })),
    status: async (requestId) => readBody<StatusView>(await send('GET', statusPath(requestId))),
    waitFor: (requestId, wait = {}) => pollStatus(requestId, wait, { send, now, sleep }),
  };
}
