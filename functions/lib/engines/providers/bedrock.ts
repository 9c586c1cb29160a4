import {
  BedrockRuntimeClient,
  BedrockRuntimeServiceException,
  ConverseCommand,
  type ConverseCommandOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { EngineFailure, type EngineFailureKind } from '../engine-failure.ts';
import { failureWithoutAnswer, kindOfStatus, readRetryAfter } from '../failure-kind.ts';
import { roomFor } from '../price.ts';
import type { Completion, CompletionRequest, Finish, Provider } from '../provider.ts';

/**
 * Amazon Bedrock's Converse. The answer is asked for as the input of a tool that the model must call,
 * and that does not exist: the native output format is refused for some models and some accounts
 * (https://github.com/vercel/ai/pull/20128). `now` in epoch ms.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
 */
export function createBedrock(region: string, now: () => number): Provider {
  // The client's own handler speaks HTTP/2 only, which an overridden endpoint may not.
  const client = new BedrockRuntimeClient({ region, maxAttempts: 1, requestHandler: new NodeHttpHandler() });
  return {
    complete: async (request) => {
      const started = now();
      const output = await ask(client, request, now);
      return readOutput(output, request.model.id, now() - started);
    },
  };
}

async function ask(client: BedrockRuntimeClient, request: CompletionRequest, now: () => number) {
  const { model, schemaName, jsonSchema, system, prompt, maxOutputTokens, signal } = request;
  const tool = { name: schemaName, description: 'Takes the answer.', inputSchema: { json: jsonSchema as never } };
  try {
    return await client.send(
      new ConverseCommand({
        modelId: model.id,
        system: [{ text: system }],
        messages: [{ role: 'user', content: [{ text: prompt }] }],
        inferenceConfig: { maxTokens: roomFor(maxOutputTokens, model) },
        toolConfig: { tools: [{ toolSpec: tool }], toolChoice: { tool: { name: schemaName } } },
      }),
      { abortSignal: signal },
    );
  } catch (error) {
    if (!(error instanceof BedrockRuntimeServiceException)) throw failureWithoutAnswer(error, signal);
    const headers = error.$response?.headers ?? {};
    throw new EngineFailure(kindOf(error), {
      cause: error,
      retryAfterSeconds: readRetryAfter((name) => headers[name], now()),
    });
  }
}

/** By name, as one status has several meanings; see the errors of Converse. */
function kindOf({ name, message, $metadata }: BedrockRuntimeServiceException): EngineFailureKind {
  if (name === 'ModelNotReadyException') return 'overloaded';
  if (name === 'ModelErrorException') return 'unavailable';
  if (name === 'ValidationException' && /too long|maximum context|input length/i.test(message)) return 'context_window';
  return kindOfStatus($metadata.httpStatusCode ?? 500);
}

function readOutput(
  { output, stopReason, usage }: ConverseCommandOutput,
  model: string,
  latencyMs: number,
): Completion {
  if (output?.message === undefined) throw new EngineFailure('unavailable');
  const blocks = output.message.content ?? [];
  const toolInput = blocks.find((block) => block.toolUse !== undefined)?.toolUse?.input;
  return {
    text: toolInput === undefined ? blocks.map((block) => block.text ?? '').join('') : JSON.stringify(toolInput),
    usage: {
      inputTokens: (usage?.inputTokens ?? 0) + (usage?.cacheWriteInputTokens ?? 0),
      cachedInputTokens: usage?.cacheReadInputTokens ?? 0,
      outputTokens: usage?.outputTokens ?? 0,
    },
    finish: finishes[stopReason ?? 'end_turn'] ?? 'complete',
    latencyMs,
    provider: 'bedrock',
    model,
  };
}

const finishes: Readonly<Record<string, Finish>> = {
  max_tokens: 'truncated',
  content_filtered: 'refused',
  guardrail_intervened: 'refused',
  refusal: 'refused',
  model_context_window_exceeded: 'context_window',
};
