import Anthropic, { APIError } from '@anthropic-ai/sdk';
import type { Message } from '@anthropic-ai/sdk/resources/messages';
import { EngineFailure } from '../engine-failure.ts';
import { failureWithoutAnswer, kindOfStatus, readRetryAfter } from '../failure-kind.ts';
import { roomFor } from '../price.ts';
import type { Completion, CompletionRequest, Finish, Provider } from '../provider.ts';

/**
 * Anthropic's Messages API with a JSON schema as output format. `now` in epoch ms.
 * https://platform.claude.com/docs/en/build-with-claude/structured-outputs
 */
export function createAnthropic(apiKey: string, now: () => number): Provider {
  const client = new Anthropic({ apiKey, maxRetries: 0, logLevel: 'off' });
  return {
    complete: async (request) => {
      const started = now();
      const message = await ask(client, request, now);
      return readMessage(message, now() - started);
    },
  };
}

async function ask(client: Anthropic, request: CompletionRequest, now: () => number): Promise<Message> {
  const { model, jsonSchema, system, prompt, maxOutputTokens, signal } = request;
  try {
    return await client.messages.create(
      {
        model: model.id,
        max_tokens: roomFor(maxOutputTokens, model),
        system,
        messages: [{ role: 'user', content: prompt }],
        output_config: { effort: 'low', format: { type: 'json_schema', schema: { ...jsonSchema } } },
      },
      // The SDK refuses long answers without streaming unless it is told how long to wait; the signal ends it sooner.
      { signal, timeout: 600_000 },
    );
  } catch (error) {
    if (!(error instanceof APIError) || error.status === undefined) throw failureWithoutAnswer(error, signal);
    throw new EngineFailure(isTooLong(error) ? 'context_window' : kindOfStatus(error.status), {
      cause: error,
      retryAfterSeconds: readRetryAfter((name) => error.headers?.get(name), now()),
    });
  }
}

/** There is no code of its own for it: https://platform.claude.com/docs/en/build-with-claude/context-windows */
function isTooLong({ status, message }: { status?: number | undefined; message: string }): boolean {
  return status === 400 && /prompt is too long|exceeds? (?:the )?context/i.test(message);
}

function readMessage({ content, stop_reason, usage, model }: Message, latencyMs: number): Completion {
  return {
    text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    usage: {
      inputTokens: usage.input_tokens + (usage.cache_creation_input_tokens ?? 0),
      cachedInputTokens: usage.cache_read_input_tokens ?? 0,
      outputTokens: usage.output_tokens,
    },
    finish: finishes[stop_reason ?? 'end_turn'] ?? 'complete',
    latencyMs,
    provider: 'anthropic',
    model,
  };
}

const finishes: Readonly<Record<string, Finish>> = {
  max_tokens: 'truncated',
  refusal: 'refused',
  model_context_window_exceeded: 'context_window',
};
