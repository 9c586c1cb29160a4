import { createHash } from 'node:crypto';
import type { Host } from '../host.ts';
import { answerQuestion } from './answer.ts';
import type { EngineScripts, Play } from './behaviour.ts';
import { type EngineReply, type EngineVisit, engineHost, retryAfter } from './engine-host.ts';
import { engineKeys } from './keys.ts';
import { type AskedQuestion, countTokens, refusalOfSchema, type SchemaNode } from './question.ts';
import { spoil } from './spoil.ts';

interface MessagesBody {
  readonly model?: string;
  readonly max_tokens?: number;
  readonly system?: string;
  readonly messages?: readonly { readonly content: string }[];
  readonly output_config?: { readonly format?: { readonly type: string; readonly schema: SchemaNode } };
}

/** Limits of values are not taken in a schema: https://platform.claude.com/docs/en/build-with-claude/structured-outputs */
const untakenKeywords = /"(?:minimum|maximum|minLength|maxLength|multipleOf|minItems|maxItems)":/;

/**
 * api.anthropic.com: `POST /v1/messages` with a JSON schema as output format, its errors and usage
 * (https://platform.claude.com/docs/en/api/messages, …/api/errors).
 */
export function anthropic(scripts: EngineScripts, now: () => number): Host {
  return engineHost('api.anthropic.com', scripts, (visit, play) => {
    const id = createHash('sha256')
      .update(`${now()} ${JSON.stringify(visit.body)}`)
      .digest('hex')
      .slice(0, 24);
    const reply = respond(visit, play, id);
    return reply && { ...reply, headers: { 'request-id': `req_${id}`, ...reply.headers } };
  });
}

function respond(visit: EngineVisit, play: Play, id: string): EngineReply | null {
  const key = visit.header('x-api-key') || visit.header('authorization').replace(/^Bearer /, '');
  if (key !== engineKeys.anthropic || play.behaviour === 'wrong-key') {
    return refuse(401, 'authentication_error', 'invalid x-api-key', id);
  }
  if (visit.method !== 'POST' || visit.path !== '/v1/messages') return refuse(404, 'not_found_error', 'Not found', id);
  if (visit.header('anthropic-version') === '') {
    return refuse(400, 'invalid_request_error', 'anthropic-version: header is required', id);
  }
  const failure = failAs(play, id);
  if (failure !== undefined) return failure;
  const body: MessagesBody = visit.body ?? {};
  const schema = body.output_config?.format?.schema;
  if (body.model === undefined || body.max_tokens === undefined || schema === undefined) {
    return refuse(400, 'invalid_request_error', 'Field required', id);
  }
  const refusal = untakenKeywords.exec(JSON.stringify(schema))?.[0] ?? refusalOfSchema(schema);
  if (refusal !== null) return refuse(400, 'invalid_request_error', `output_config.format.schema: ${refusal}`, id);
  return { body: writeMessage(body, schema, play, id) };
}

function failAs(play: Play, id: string): EngineReply | null | undefined {
  const headers = retryAfter(play);
  switch (play.behaviour) {
    case 'rate-limited':
      return { ...refuse(429, 'rate_limit_error', 'This request would exceed your rate limit.', id), headers };
    case 'unpaid':
      return refuse(402, 'billing_error', 'Your credit balance is too low.', id);
    case 'server-error':
      return refuse(500, 'api_error', 'Internal server error', id);
    case 'overloaded':
      return { ...refuse(529, 'overloaded_error', 'Overloaded', id), headers };
    case 'gateway-timeout':
      return refuse(504, 'timeout_error', 'Request timed out', id);
    case 'bad-request':
      return refuse(400, 'invalid_request_error', 'temperature: Extra inputs are not permitted', id);
    case 'context-window':
      return refuse(400, 'invalid_request_error', 'prompt is too long: 1200000 tokens > 1000000 maximum', id);
    case 'strange-body':
      return { body: { type: 'message', text: 'none' } };
    case 'hangs':
      return null;
    default:
      return undefined;
  }
}

function writeMessage(body: MessagesBody, schema: SchemaNode, { behaviour }: Play, id: string) {
  const system = body.system ?? '';
  const prompt = (body.messages ?? []).map(({ content }) => content).join('\n');
  const question: AskedQuestion = { system, prompt, schema, maxOutputTokens: body.max_tokens ?? 4_096 };
  const text = behaviour === 'refuses' ? '' : spoil(behaviour, answerQuestion(question), question);
  const stops: Partial<Record<string, string>> = { truncated: 'max_tokens', refuses: 'refusal' };
  return {
    ...{ id: `msg_${id}`, type: 'message', role: 'assistant', model: body.model },
    content: [{ type: 'thinking', thinking: '', signature: id }, ...(text === '' ? [] : [{ type: 'text', text }])],
    stop_reason: stops[behaviour ?? ''] ?? 'end_turn',
    stop_sequence: null,
    usage: {
      input_tokens: countTokens(system) + countTokens(prompt),
      ...{ cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
      output_tokens: countTokens(text),
      service_tier: 'standard',
    },
  };
}

function refuse(status: number, type: string, message: string, id: string): EngineReply {
  return { status, body: { type: 'error', error: { type, message }, request_id: `req_${id}` } };
}
