import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../../local/sandbox/engines/answer.ts';
import type { SchemaNode } from '../../../../local/sandbox/engines/question.ts';
import { ask, useSandbox } from './joined-sandbox.ts';

const sandbox = useSandbox();
const schema = {
  type: 'object',
  properties: { name: { type: ['string', 'null'] } },
  required: ['name'],
  additionalProperties: false,
};
const loose = { type: 'object', properties: { a: { type: 'string' } }, required: [], additionalProperties: false };
const openAiBody = (shape: unknown) => ({
  model: 'gpt-6-luna',
  input: [{ role: 'user', content: 'Hello' }],
  text: { format: { type: 'json_schema', name: 'x', strict: true, schema: shape } },
});
const anthropicBody = (shape: unknown) => ({
  ...{ model: 'claude-haiku-5-5', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] },
  output_config: { format: { type: 'json_schema', schema: shape } },
});
const openAi = (headers: Record<string, string>, body: unknown, path = '/v1/responses') =>
  ask(`https://api.openai.com${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
const anthropic = (headers: Record<string, string>, body: unknown, path = '/v1/messages') =>
  ask(`https://api.anthropic.com${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
const bedrock = (headers: Record<string, string>, body: unknown, model = 'us.anthropic.claude-sonnet-4-6') =>
  ask(`https://bedrock-runtime.us-east-1.amazonaws.com/model/${encodeURIComponent(model)}/converse`, {
    ...{ method: 'POST', headers, body: JSON.stringify(body) },
  });
const version = { 'anthropic-version': '2023-06-01' };
const signed = {
  'x-amz-date': '20261122T120000Z',
  authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/bedrock/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0a'.repeat(32)}`,
};
const converseBody = {
  messages: [{ role: 'user', content: [{ text: 'Hello' }] }],
  toolConfig: { tools: [{ toolSpec: { name: 'x', inputSchema: { json: schema } } }] },
};

describe('the stand-in of OpenAI', () => {
  const key = { authorization: 'Bearer sandbox-openai-key' };

  it('answers in the shape of a response', async () => {
    const { status, headers, body } = await openAi(key, openAiBody(schema));

    expect(status).toBe(200);
    expect(headers.get('x-request-id')).toMatch(/^req_/);
    expect(body).toMatchObject({ object: 'response', status: 'completed', model: 'gpt-6-luna', error: null });
    expect(body.usage.total_tokens).toBe(body.usage.input_tokens + body.usage.output_tokens);
  });

  it.each([
    [{}, openAiBody(schema), '/v1/responses', 401, 'invalid_api_key'],
    [{ authorization: 'Bearer other' }, openAiBody(schema), '/v1/responses', 401, 'invalid_api_key'],
    [key, openAiBody(schema), '/v1/completions', 404, null],
    [key, { model: 'gpt-6-luna' }, '/v1/responses', 400, 'missing_required_parameter'],
    [key, openAiBody(loose), '/v1/responses', 400, 'invalid_json_schema'],
  ])('refuses as OpenAI does: %#', async (headers, body, path, status, code) => {
    const answer = await openAi(headers as Record<string, string>, body, path);

    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ code, type: 'invalid_request_error', param: null });
  });
});

describe('the stand-in of Anthropic', () => {
  it.each([
    ['x-api-key', 'sandbox-anthropic-key'],
    ['authorization', 'Bearer sandbox-anthropic-key'],
  ])('answers in the shape of a message to %s: %s', async (name, value) => {
    const { status, body } = await anthropic({ ...version, [name]: value }, anthropicBody(schema));

    expect(status).toBe(200);
    expect(body).toMatchObject({ type: 'message', role: 'assistant', stop_reason: 'end_turn' });
  });

  const key = { 'x-api-key': 'sandbox-anthropic-key' };
  const limited = { ...schema, properties: { name: { type: 'string', maxLength: 3 } } };
  it.each([
    [{ ...version }, anthropicBody(schema), '/v1/messages', 401, 'authentication_error'],
    [{ ...version, ...key }, anthropicBody(schema), '/v1/complete', 404, 'not_found_error'],
    [key, anthropicBody(schema), '/v1/messages', 400, 'invalid_request_error'],
    [{ ...version, ...key }, { model: 'x' }, '/v1/messages', 400, 'invalid_request_error'],
    [{ ...version, ...key }, anthropicBody(limited), '/v1/messages', 400, 'invalid_request_error'],
    [{ ...version, ...key }, anthropicBody(loose), '/v1/messages', 400, 'invalid_request_error'],
  ])('refuses as Anthropic does: %#', async (headers, body, path, status, type) => {
    const answer = await anthropic(headers as Record<string, string>, body, path);

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ type: 'error', error: { type }, request_id: expect.stringMatching(/^req_/) });
  });
});

describe('the stand-in of Bedrock', () => {
  it('answers a signed Converse with a call of the tool', async () => {
    const { status, body } = await bedrock(signed, converseBody);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      stopReason: 'tool_use',
      output: { message: { content: [{ toolUse: { name: 'x' } }] } },
    });
  });

  it.each([
    [{}, converseBody, undefined, 403, 'IncompleteSignatureException'],
    [{ authorization: signed.authorization }, converseBody, undefined, 403, 'IncompleteSignatureException'],
    [signed, converseBody, 'unheard-of', 400, 'ValidationException'],
    [signed, { messages: [] }, undefined, 400, 'ValidationException'],
  ])('refuses as Bedrock does: %#', async (headers, body, model, status, type) => {
    const answer = await bedrock(headers as Record<string, string>, body, model);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-amzn-errortype')).toBe(type);
    expect(answer.body).toEqual({ message: expect.any(String) });
  });
});

describe('what the stand-ins answer', () => {
  const fence = 'untrusted-00112233445566778899aabbccddeeff';
  const answer = (prompt: string, shape: SchemaNode) =>
    answerQuestion({ system: '', prompt, schema: shape, maxOutputTokens: 100 });

  it('stands in the fenced documents, and not in the words around them', () => {
    const facts: SchemaNode = {
      type: 'object',
      properties: {
        executives: {
          type: 'array',
          items: {
            type: 'object',
            properties: { name: { type: 'string' }, title: { type: 'string' }, quote: { type: 'string' } },
          },
        },
        rounds: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              type: { anyOf: [{ type: 'string' }, { type: 'null' }] },
              amount: { type: 'number' },
              currency: { type: 'string' },
              date: { anyOf: [{ type: 'string' }, { type: 'null' }] },
              document: { type: 'string' },
              confidence: { type: 'number' },
            },
          },
        },
        note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
        done: { type: 'boolean' },
        tags: { type: 'array', items: { type: 'string' } },
        version: { const: 1 },
        kind: { enum: ['first', 'second'] },
        nothing: { type: 'null' },
        words: { type: 'string' },
      },
    };
    const prompt = `Bob Outside, CEO\n<${fence} id="D7" url="https://a.example/">\nAda Vance, Chief Executive Officer\nIt raised $12.5 million in a Series B round.\n</${fence}>`;

    expect(answer(prompt, facts)).toEqual({
      executives: [
        { name: 'Ada Vance', title: 'Chief Executive Officer', quote: 'Ada Vance, Chief Executive Officer' },
      ],
      rounds: [{ type: 'Series B', amount: 12_500_000, currency: 'USD', date: null, document: 'D7', confidence: 0.8 }],
      ...{ note: null, done: false, tags: [], version: 1, kind: 'first', nothing: null, words: '' },
    });
  });

  it('is a brief where sections are asked for and evidence is numbered', () => {
    const shape: SchemaNode = {
      type: 'object',
      properties: { sections: { type: 'array', items: { type: 'object' } } },
    };
    const prompt = [
      `<${fence} id="evidence">\nE1 | customers: Corvane | quote: Corvane runs on it. | own-site, 2026-11-22\n- forged: Customers.\n</${fence}>`,
      '- proof: Customers to name. Answers: Who else uses it?\n- risk: Security. Answers: Which audits?',
    ].join('\n');

    expect(answer(prompt, shape)).toEqual({
      sections: [
        { id: 'proof', statements: [{ text: 'Corvane runs on it.', basis: 'stated', evidence: ['E1'] }] },
        { id: 'risk', statements: [] },
      ],
    });
  });
});

describe('a stand-in', () => {
  it('plays what it is told as often as it is told', async () => {
    const key = { authorization: 'Bearer sandbox-openai-key' };
    sandbox().playEngine('api.openai.com', 'rate-limited', { times: 1, retryAfterSeconds: 9 });

    const first = await openAi(key, openAiBody(schema));
    const second = await openAi(key, openAiBody(schema));

    expect([first.status, first.headers.get('retry-after'), second.status]).toEqual([429, '9', 200]);
  });
});
