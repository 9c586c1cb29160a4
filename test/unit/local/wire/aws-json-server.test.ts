import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceError, startAwsJsonServer } from '../../../../local/wire/aws-json-server.ts';
import type { LoopbackServer } from '../../../../local/wire/loopback-server.ts';

describe('an AWS JSON server', () => {
  let server: LoopbackServer;

  beforeAll(async () => {
    server = await startAwsJsonServer('Sample', {
      Echo: (input) => ({ input }),
      Nothing: () => undefined,
      Refuse: () => {
        throw new ServiceError('NotToday', 'come back', 409);
      },
      Break: () => {
        throw new TypeError('inside');
      },
      BreakOddly: () => {
        throw 'text';
      },
    });
  });

  afterAll(() => server.close());

  const call = async (target: string, body = '{}') => {
    const answer = await fetch(server.url, { method: 'POST', headers: { 'x-amz-target': target }, body });
    return [answer.status, await answer.json()];
  };

  it.each([
    ['Sample.Echo', '{"a":1}', 200, { input: { a: 1 } }],
    ['Sample.Echo', '', 200, { input: {} }],
    ['Sample.Nothing', '{}', 200, {}],
    ['Sample.Refuse', '{}', 409, { __type: 'NotToday', message: 'come back', Message: 'come back' }],
    ['Sample.Break', '{}', 500, { __type: 'InternalServiceError', message: 'inside' }],
    ['Sample.BreakOddly', '{}', 500, { __type: 'InternalServiceError', message: 'text' }],
    ['Sample.toString', '{}', 400, expect.objectContaining({ __type: 'UnknownOperationException' })],
    ['Other.Echo', '{}', 400, expect.objectContaining({ __type: 'UnknownOperationException' })],
    ['Sample', '{}', 400, expect.objectContaining({ __type: 'UnknownOperationException' })],
    ['Sample.Echo', '{', 400, expect.objectContaining({ __type: 'SerializationException' })],
    ['Sample.Echo', 'null', 400, expect.objectContaining({ __type: 'SerializationException' })],
    [
      'Sample.Echo',
      `"${'x'.repeat(5_000_000)}"`,
      413,
      expect.objectContaining({ __type: 'RequestEntityTooLargeException' }),
    ],
  ])('answers %s', async (target, body, status, expected) => {
    expect(await call(target, body)).toEqual([status, expected]);
  });
});
