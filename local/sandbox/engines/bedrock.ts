import type { Host } from '../host.ts';
import { answerQuestion } from './answer.ts';
import type { EngineScripts, Play } from './behaviour.ts';
import { type EngineReply, type EngineVisit, engineHost, retryAfter } from './engine-host.ts';
import { type AskedQuestion, countTokens, type SchemaNode } from './question.ts';
import { spoil } from './spoil.ts';

interface ConverseBody {
  readonly system?: readonly { readonly text: string }[];
  readonly messages?: readonly { readonly content: readonly { readonly text: string }[] }[];
  readonly inferenceConfig?: { readonly maxTokens?: number };
  readonly toolConfig?: {
    readonly tools: readonly {
      readonly toolSpec: { readonly name: string; readonly inputSchema: { json: SchemaNode } };
    }[];
    readonly toolChoice?: unknown;
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const signature =
  /^AWS4-HMAC-SHA256 Credential=[\w-]+\/\d{8}\/us-east-1\/bedrock\/aws4_request, ?SignedHeaders=[\w;-]*\bhost\b[\w;-]*, ?Signature=[\da-f]{64}$/;
/** What a model does instead of calling the tool: it writes. */
const written = new Set(['empty', 'cut-json', 'truncated', 'prose-around', 'code-fence', 'sloppy-json', 'refuses']);

/**
 * bedrock-runtime.us-east-1.amazonaws.com: Converse with a tool that must be called, its errors and
 * usage (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html).
 */
export function bedrock(scripts: EngineScripts): Host {
  return engineHost('bedrock-runtime.us-east-1.amazonaws.com', scripts, respond);
}

function respond(visit: EngineVisit, play: Play): EngineReply | null {
  if (!signature.test(visit.header('authorization')) || visit.header('x-amz-date') === '') {
    return refuse(403, 'IncompleteSignatureException', 'Authorization header requires a valid signature.');
  }
  const [, model] = /^\/model\/([^/]+)\/converse$/.exec(visit.path) ?? [];
  if (visit.method !== 'POST' || model === undefined) return refuse(404, 'UnknownOperationException', '');
  const failure = failAs(play);
  if (failure !== undefined) return failure;
  if (!/^(?:\w[\w-]*\.)?anthropic\.claude-/.test(model)) {
    return refuse(400, 'ValidationException', 'The provided model identifier is invalid.');
  }
  const body: ConverseBody = visit.body ?? {};
  const tool = body.toolConfig?.tools[0]?.toolSpec;
  if (tool === undefined || body.messages === undefined) {
    return refuse(400, 'ValidationException', 'The request has no messages or no tool.');
  }
  return { body: writeOutput(body, tool, play) };
}

function failAs(play: Play): EngineReply | null | undefined {
  const headers = retryAfter(play);
  switch (play.behaviour) {
    case 'wrong-key':
    case 'unpaid':
      return refuse(403, 'AccessDeniedException', 'You do not have access to the model with the specified model ID.');
    case 'rate-limited':
      return refuse(429, 'ThrottlingException', 'Too many requests, please wait before trying again.', headers);
    case 'server-error':
      return refuse(500, 'InternalServerException', 'The system encountered an unexpected error.');
    case 'overloaded':
      return refuse(503, 'ServiceUnavailableException', 'Bedrock is unable to process your request.', headers);
    case 'gateway-timeout':
      return refuse(408, 'ModelTimeoutException', 'Model has timed out in processing the request.');
    case 'bad-request':
      return refuse(400, 'ValidationException', 'Malformed input request: extraneous key [temperature].');
    case 'context-window':
      return refuse(400, 'ValidationException', 'Input is too long for requested model.');
    case 'strange-body':
      return { body: [] };
    case 'hangs':
      return null;
    default:
      return undefined;
  }
}

function writeOutput(
  body: ConverseBody,
  tool: { name: string; inputSchema: { json: SchemaNode } },
  { behaviour }: Play,
) {
  const system = (body.system ?? []).map(({ text }) => text).join('\n');
  const prompt = (body.messages ?? []).flatMap(({ content }) => content.map(({ text }) => text)).join('\n');
  const maxOutputTokens = body.inferenceConfig?.maxTokens ?? 4_096;
  const question: AskedQuestion = { system, prompt, schema: tool.inputSchema.json, maxOutputTokens };
  const text = spoil(behaviour, answerQuestion(question), question);
  const call = () => ({ toolUse: { toolUseId: 'tooluse_sandbox', name: tool.name, input: JSON.parse(text) } });
  const isWritten = written.has(behaviour ?? '');
  const stops: Partial<Record<string, string>> = { truncated: 'max_tokens', refuses: 'content_filtered' };
  const usage = { inputTokens: countTokens(system) + countTokens(prompt), outputTokens: countTokens(text) };
  return {
    output: { message: { role: 'assistant', content: isWritten ? [{ text }] : [call()] } },
    stopReason: stops[behaviour ?? ''] ?? (isWritten ? 'end_turn' : 'tool_use'),
    usage: { ...usage, totalTokens: usage.inputTokens + usage.outputTokens },
    metrics: { latencyMs: 1 },
  };
}

function refuse(status: number, type: string, message: string, headers: Record<string, string> = {}): EngineReply {
  return { status, headers: { 'x-amzn-errortype': type, ...headers }, body: { message } };
}
