import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { UsagePlanResource } from '../../template/usage-plans.ts';
import { ServiceError } from '../../wire/aws-json-server.ts';
import { type LoopbackServer, startLoopbackServer } from '../../wire/loopback-server.ts';
import { readBody } from '../../wire/read-body.ts';
import type { ApiKey, ApiKeys } from './api-keys.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const keyWish = z.object({ name: z.string().default(''), value: z.string().min(20).max(128) });
const planKeyWish = z.object({ keyId: z.string(), keyType: z.literal('API_KEY') });
const largestBody = 64 * 1024;

/**
 * Serves what API Gateway's control plane offers for usage plans (docs: API_CreateApiKey, API_GetApiKeys,
 * API_DeleteApiKey, API_GetUsagePlans, API_CreateUsagePlanKey), so that `@aws-sdk/client-api-gateway`
 * works unmodified.
 */
export function startControlPlane(keys: ApiKeys): Promise<LoopbackServer> {
  return startLoopbackServer(async (request, response) => {
    const { status, body } = await answer(keys, request);
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(status < 400 ? {} : { 'x-amzn-errortype': Reflect.get(Object(body), 'name') }),
    });
    response.end(status === 202 ? '' : JSON.stringify(body));
  });
}

async function answer(keys: ApiKeys, request: IncomingMessage): Promise<Answer> {
  try {
    return await perform(keys, request);
  } catch (error) {
    const known =
      error instanceof ServiceError ? error : new ServiceError('BadRequestException', `Not valid: ${error}`, 400);
    return { status: known.statusCode, body: { name: known.name, message: known.message } };
  }
}

async function perform(keys: ApiKeys, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const body = await readBody(request, largestBody);
  const wish = <Schema extends z.ZodType>(schema: Schema) => schema.parse(JSON.parse(body?.toString() || '{}'));
  const operation = `${request.method} ${url.pathname}`;
  if (operation === 'POST /apikeys') {
    const { name, value } = wish(keyWish);
    return { status: 201, body: describeKey(keys.create(name, value)) };
  }
  if (operation === 'GET /apikeys') {
    const prefix = url.searchParams.get('name') ?? '';
    return {
      status: 200,
      body: {
        item: keys
          .list()
          .filter(({ name }) => name.startsWith(prefix))
          .map(describeKey),
      },
    };
  }
  if (operation === 'GET /usageplans') return { status: 200, body: { item: keys.plans.map(describePlan) } };
  const removed = /^DELETE \/apikeys\/([^/]+)$/.exec(operation)?.[1];
  if (removed !== undefined) {
    keys.remove(decodeURIComponent(removed));
    return { status: 202, body: {} };
  }
  const plan = /^POST \/usageplans\/([^/]+)\/keys$/.exec(operation)?.[1];
  if (plan !== undefined) {
    const key = keys.attach(wish(planKeyWish).keyId, decodeURIComponent(plan));
    return { status: 201, body: { id: key.id, type: 'API_KEY', name: key.name } };
  }
  throw new ServiceError('NotFoundException', 'The laptop stack serves usage plans and their keys only.', 404);
}

function describeKey({ id, name, createdDate }: ApiKey) {
  return { id, name, enabled: true, createdDate, lastUpdatedDate: createdDate, stageKeys: [] };
}

function describePlan({ id, name, throttle, quota }: UsagePlanResource) {
  return { id, name, throttle, ...(quota === null ? {} : { quota }) };
}
