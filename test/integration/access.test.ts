import { beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../functions/api/routes.ts';
import { scopesOfRole } from '../../functions/lib/access/roles.ts';
import { useLaptop } from './laptop.ts';
import { operate } from './operator.ts';

const laptop = useLaptop();
const callers = ['nobody', 'viewer', 'seller', 'admin', 'revoked'] as const;
type Caller = (typeof callers)[number];
const keys = new Map<Caller | 'stranger', string>();

beforeAll(async () => {
  const operator = operate(laptop);
  for (const role of ['viewer', 'seller', 'admin'] as const) {
    keys.set(role, await operator.register({ clientId: `matrix-${role}`, role }));
  }
  keys.set('revoked', await operator.register({ clientId: 'matrix-revoked', role: 'admin' }));
  await operator.revoke('matrix-revoked');
  keys.set('stranger', await operator.register({ clientId: 'matrix-stranger', role: 'admin' }));
});

const callAs = (caller: Caller | 'stranger', method: string, path: string, body?: unknown) =>
  laptop.call(method, path, body, { 'x-api-key': keys.get(caller) ?? '' });

/** What the authorizer must say, from roles and scopes alone; null: it lets the call pass. */
function refusalOf(caller: Caller, scope: string | null): number | null {
  if (scope === null) return null;
  if (caller === 'nobody' || caller === 'revoked') return 401;
  const scopes: readonly string[] = scopesOfRole[caller];
  return scopes.includes(scope) ? null : 403;
}

describe('who may call what', { timeout: 120_000 }, () => {
  const cases = routes.flatMap((route) => callers.map((caller) => ({ ...route, caller })));

  it.each(cases)('$caller: $method $path', async ({ caller, method, path, scope }) => {
    const filled = path.replace('{requestId}', 'req_00000000000000000000000000').replace(/\{\w+\}/g, 'acme.example');
    const refusal = refusalOf(caller, scope);

    // No body is what every operation with one refuses, so that a call that is let in starts nothing.
    const answer = await callAs(caller, method, filled, method === 'POST' || method === 'PUT' ? [] : undefined);

    if (refusal === null) expect([401, 403, 429]).not.toContain(answer.status);
    else expect(answer.status).toBe(refusal);
  });
});

describe("what is another client's", { timeout: 120_000 }, () => {
  it('is not there for one who asks for it', async () => {
    const begun = await callAs('seller', 'POST', '/company/quillstead.example/vendor-context', { userRole: 'AE' });
    await callAs('seller', 'PUT', '/profile/user-7', { name: 'Dana' });
    await callAs('seller', 'PUT', '/research-history/users/user-7/companies/Acme', { notes: 'Call.' });
    const { requestId } = begun.body;
    const owned = [
      ['GET', `/analysis/status/${requestId}`],
      ['GET', `/workflows/${requestId}/status`],
      ['GET', `/requests/${requestId}/status`],
      ['POST', `/analysis/${requestId}/feedback`, { verdict: 'right' }],
      ['GET', '/profile/user-7'],
      ['DELETE', '/profile/user-7'],
      ['GET', '/research-history/users/user-7/companies/Acme'],
      ['DELETE', '/research-history/users/user-7/companies/Acme'],
      ['DELETE', `/analysis/${requestId}`],
    ] as const;

    const strange = await Promise.all(owned.map(([method, path, body]) => callAs('stranger', method, path, body)));
    const own = await Promise.all(
      owned.filter(([method]) => method === 'GET').map(([method, path]) => callAs('seller', method, path)),
    );

    expect(strange.map(({ status, body }) => [status, body.code])).toEqual(owned.map(() => [404, 'request.not_found']));
    expect(own.map(({ status }) => status)).toEqual(own.map(() => 200));
  });
});
