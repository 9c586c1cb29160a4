import OpenAI, { APIError } from 'openai';
import type { Response } from 'openai/resources/responses/responses';
import { EngineFailure } from '../engine-failure.ts';
import { failureWithoutAnswer, kindOfStatus, readRetryAfter } from '../failure-kind.ts';
import { roomFor } from '../price.ts';
import type { Completion, CompletionRequest, Finish, Provider } from '../provider.ts';

/**
 * OpenAI's Responses API with a strict JSON schema; nothing is kept there (`store: false`). `now` in
 * epoch ms. https://developers.openai.com/api/reference/resources/responses/methods/create
 */
export function createOpenAi(apiKey: string, now: () => number): Provider {
  const client = new OpenAI({ apiKey, maxRetries: 0, logLevel: 'off' });
  return {
    complete: async (request) => {
      const started = now();
      const response = await ask(client, request, now);
      return readResponse(response, now() - started);
    },
  };
}

async function ask(client: OpenAI, request: CompletionRequest, now: () => number): Promise<Response> {
  const { model, schemaName, jsonSchema, system, prompt, maxOutputTokens, signal } = request;
  try {
    return await client.responses.create(
      {
        model: model.id,
        instructions: system,
        input: [{ role: 'user', content: prompt }],
        text: { format: { type: 'json_schema', name: schemaName, strict: true, schema: { ...jsonSchema } } },
        max_output_tokens: roomFor(maxOutputTokens, model),
        reasoning: { effort: 'low' },
        store: false,
      },
      { signal },
    );
  } catch (error) {
    if (!(error instanceof APIError) || error.status === undefined) throw failureWithoutAnswer(error, signal);
    throw new EngineFailure(kindOf(error), {
      cause: error,
      retryAfterSeconds: readRetryAfter((name) => error.headers?.get(name), now()),
    });
  }
}

/** https://developers.openai.com/api/docs/guides/error-codes */
function kindOf({
  status,
  code,
  type,
}: {
  status: number;
  code?: string | null | undefined;
  type: string | undefined;
}) {
  if (code === 'context_length_exceeded') return 'context_window';
  // 429 as well, but no waiting helps.
  return code === 'insufficient_quota' || type === 'insufficient_quota' ? 'auth' : kindOfStatus(status);
}

function readResponse(response: Response, latencyMs: number): Completion {
  const { usage, model } = response;
  const cachedInputTokens = usage?.input_tokens_details?.cached_tokens ?? 0;
  const parts = response.output.flatMap((item) => (item.type === 'message' ? item.content : []));
  return {
    text: parts.map((part) => (part.type === 'output_text' ? part.text : '')).join(''),
    usage: {
      inputTokens: (usage?.input_tokens ?? 0) - cachedInputTokens,
      cachedInputTokens,
      outputTokens: usage?.output_tokens ?? 0,
    },
    finish: finishOf(
      response,
      parts.some((part) => part.type === 'refusal'),
    ),
    latencyMs,
    provider: 'openai',
    model,
  };
}

function finishOf({ status, incomplete_details: incomplete, error }: Response, hasRefusal: boolean): Finish {
  if (hasRefusal || incomplete?.reason === 'content_filter') return 'refused';
  if (status === 'incomplete') return 'truncated';
  // With 200, a response may still have failed: `error` says why.
  if (status === 'failed')
    throw new EngineFailure(error?.code === 'rate_limit_exceeded' ? 'rate_limited' : 'unavailable');
  return 'complete';
}
