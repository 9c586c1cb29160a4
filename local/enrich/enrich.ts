import {
  type AnswerView,
  ApiError,
  createClient,
  type IntelligenceClient,
  type StatusView,
} from '../../client/index.ts';
import { UsageError } from '../usage-error.ts';
import { type EnrichArguments, help, parseEnrichArguments } from './arguments.ts';
import { renderAnswer } from './brief.ts';
import { type ProgressStream, showProgress } from './progress.ts';

/** What tells the ends apart; documented in the command's help. */
export const exitCodes = { completed: 0, failed: 1, badInput: 2, partial: 3, notResolved: 4 } as const;

/** A stack to talk to; `stop` leaves alone one that ran before. */
export interface StackConnection {
  readonly url: string;
  readonly apiKey: string;
  stop(): Promise<void>;
}

/** What the command needs of its surroundings. */
export interface Surroundings {
  readonly stdout: ProgressStream;
  readonly stderr: ProgressStream;
  /** Finds or starts the stack. */
  connect(options: EnrichArguments): Promise<StackConnection>;
}

/** What came out: an answer, or why there is none. */
type Ending =
  | { readonly answer: AnswerView; readonly final: unknown }
  | { readonly failure: string; readonly final: unknown };

const defaultWidth = 80;
const widest = 110;

/** Runs the command and gives its exit code. Progress and errors go to stderr, the brief or the JSON to stdout. */
export async function enrich(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr, connect } = surroundings;
  try {
    const options = parseEnrichArguments(argv);
    if (options === 'help') {
      stdout.write(`${help}\n`);
      return exitCodes.completed;
    }
    const stack = await connect(options);
    try {
      const ending = await runEnrichment(createClient({ baseUrl: stack.url, apiKey: stack.apiKey }), options, stderr);
      return report(ending, options, surroundings);
    } finally {
      await stack.stop();
    }
  } catch (error) {
    stderr.write(`${explain(error)}\n`);
    return isBadInput(error) ? exitCodes.badInput : exitCodes.failed;
  }
}

async function runEnrichment(
  client: IntelligenceClient,
  options: EnrichArguments,
  stderr: ProgressStream,
): Promise<Ending> {
  const question = {
    userRole: options.role,
    ...(options.intent === null ? {} : { intent: options.intent }),
    ...(options.refresh ? { refresh: true } : {}),
  };
  const begun =
    options.vendor === null
      ? await client.startVendorContext(options.domain, question)
      : await client.startCustomerIntelligence(options.domain, { ...question, vendorDomain: options.vendor });
  if (begun.ready) return { answer: begun.answer, final: begun.answer };
  const status = await client.waitFor(begun.started.requestId, { onProgress: showProgress(stderr) });
  return status.data === undefined ? describeFailure(status) : { answer: status.data, final: status.data };
}

function describeFailure(status: StatusView): Ending {
  const { message, code } = status.error ?? { message: 'The enrichment failed.', code: 'enrichment.failed' };
  const place = status.executionUrl === undefined ? '' : `\n${status.executionUrl}`;
  return { failure: `${message} (${code})${place}`, final: status };
}

function report(ending: Ending, options: EnrichArguments, { stdout, stderr }: Surroundings): number {
  if (options.json) stdout.write(`${JSON.stringify(ending.final, null, 2)}\n`);
  if ('failure' in ending) {
    stderr.write(`${ending.failure}\n`);
    return exitCodes.failed;
  }
  if (!options.json) stdout.write(renderAnswer(ending.answer, Math.min(widest, stdout.columns || defaultWidth)));
  if (ending.answer.companyIntelligence === null) return exitCodes.notResolved;
  return ending.answer.metadata.status === 'partial' ? exitCodes.partial : exitCodes.completed;
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nSee npm run enrich -- --help.`;
  if (!(error instanceof Error)) return 'The enrichment failed.';
  const details =
    error instanceof ApiError ? error.details.map(({ field, message }) => `\n  ${field}: ${message}`) : [];
  return `${error.message}${details.join('')}`;
}

function isBadInput(error: unknown): boolean {
  if (error instanceof UsageError) return true;
  return (
    error instanceof ApiError && error.status >= 400 && error.status < 500 && ![401, 403, 429].includes(error.status)
  );
}
