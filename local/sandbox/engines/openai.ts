import { createHash } from 'node:crypto';
import type { Host } from '../host.ts';
import { answerQuestion } from './answer.ts';
import type { EngineScripts, Play } from './behaviour.ts';
import { type EngineReply, type EngineVisit, engineHost, retryAfter } from './engine-host.ts';
import { engineKeys } from './keys.ts';
import { type AskedQuestion, countTokens, refusalOfSchema, type SchemaNode } from './question.ts';
import { spoil } from './spoil.ts';

interface ResponsesBody {
  readonly model?: string;
  readonly instructions?: string;
  readonly input?: readonly { readonly content: string }[];
  readonly max_output_tokens?: number;
  readonly text?: {
    readonly format?: { readonly type: string; readonly strict?: boolean; readonly schema: SchemaNode };
  };
}

/** A prefix is kept from so many tokens on (https://developers.openai.com/api/docs/guides/prompt-caching). */
const shortestCached = 1024;

/**
 * api.openai.com: `POST /v1/responses` with a strict JSON schema, its errors, headers and usage
 * (https://github.com/openai/openai-openapi).
 */
export function openAi(scripts: EngineScripts, now: () => number): Host {
  const seen = new Set<string>();
  return engineHost('api.openai.com', scripts, (visit, play) => {
    const id = createHash('sha256')
      .update(`${now()} ${JSON.stringify(visit.body)}`)
      .digest('hex')
      .slice(0, 32);
    const reply = respond(visit, play, { id, now: now(), seen });
    const limits = { 'x-ratelimit-limit-requests': '500', 'x-ratelimit-remaining-requests': '499' };
    return reply && { ...reply, headers: { 'x-request-id': `req_${id}`, ...limits, ...reply.headers } };
  });
}

interface Moment {
  readonly id: string;
  readonly now: number;
  /** Instructions that were sent before. */
  readonly seen: Set<string>;
}

function respond(visit: EngineVisit, play: Play, moment: Moment): EngineReply | null {
  if (visit.header('authorization') !== `Bearer ${engineKeys.openai}` || play.behaviour === 'wrong-key') {
    return refuse(401, 'Incorrect API key provided.', 'invalid_request_error', 'invalid_api_key');
  }
  if (visit.method !== 'POST' || visit.path !== '/v1/responses') {
    return refuse(404, `Invalid URL (${visit.method} ${visit.path})`, 'invalid_request_error', null);
  }
  const failure = failAs(play);
  if (failure !== undefined) return failure;
  const body: ResponsesBody = visit.body ?? {};
  const { format } = body.text ?? {};
  if (body.model === undefined || format?.type !== 'json_schema') {
    return refuse(400, 'Missing required parameter.', 'invalid_request_error', 'missing_required_parameter');
  }
  const refusal = format.strict === true ? refusalOfSchema(format.schema) : null;
  if (refusal !== null)
    return refuse(400, `Invalid schema: ${refusal}`, 'invalid_request_error', 'invalid_json_schema');
  return { body: writeResponse(body, format.schema, play, moment) };
}

function failAs(play: Play): EngineReply | null | undefined {
  switch (play.behaviour) {
    case 'rate-limited':
      return { ...refuse(429, 'Rate limit reached.', 'tokens', 'rate_limit_exceeded'), headers: retryAfter(play) };
    case 'unpaid':
      return refuse(429, 'You exceeded your current quota.', 'insufficient_quota', 'insufficient_quota');
    case 'server-error':
      return refuse(500, 'The server had an error while processing your request.', 'server_error', null);
    case 'overloaded':
      return { ...refuse(503, 'The engine is currently overloaded.', 'server_error', null), headers: retryAfter(play) };
    case 'gateway-timeout':
      return refuse(504, 'The request timed out.', 'server_error', null);
    case 'bad-request':
      return refuse(400, "Unsupported parameter: 'temperature'.", 'invalid_request_error', 'unsupported_parameter');
    case 'context-window': {
      const message = 'Your input exceeds the context window of this model.';
      return refuse(400, message, 'invalid_request_error', 'context_length_exceeded');
    }
    case 'strange-body':
      return { body: { object: 'response', choices: 'none' } };
    case 'hangs':
      return null;
    default:
      return undefined;
  }
}

function writeResponse(body: ResponsesBody, schema: SchemaNode, { behaviour }: Play, { id, now, seen }: Moment) {
  const system = body.instructions ?? '';
  const prompt = (body.input ?? []).map(({ content }) => content).join('\n');
  const question: AskedQuestion = { system, prompt, schema, maxOutputTokens: body.max_output_tokens ?? 4_096 };
  const text = spoil(behaviour, answerQuestion(question), question);
  const refusal = { type: 'refusal', refusal: "I'm sorry, but I can't help with that." };
  const content = behaviour === 'refuses' ? refusal : { type: 'output_text', text, annotations: [], logprobs: [] };
  const isCut = behaviour === 'truncated';
  const instructions = countTokens(system);
  const cached = seen.has(system) && instructions >= shortestCached ? instructions : 0;
  seen.add(system);
  const usage = { input_tokens: instructions + countTokens(prompt), output_tokens: countTokens(text) };
  return {
    ...{ id: `resp_${id}`, object: 'response', created_at: Math.floor(now / 1000), error: null, model: body.model },
    status: isCut ? 'incomplete' : 'completed',
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    output: [
      { type: 'reasoning', id: `rs_${id}`, summary: [] },
      {
        type: 'message',
        id: `msg_${id}`,
        status: isCut ? 'incomplete' : 'completed',
        role: 'assistant',
        content: [content],
      },
    ],
    usage: {
      ...usage,
      input_tokens_details: { cached_tokens: cached, cache_write_tokens: 0 },
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: usage.input_tokens + usage.output_tokens,
    },
  };
}

function refuse(status: number, message: string, type: string, code: string | null): EngineReply {
  return { status, body: { error: { message, type, param: null, code } } };
}
