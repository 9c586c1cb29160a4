import { ScanCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as research } from '../../../../functions/api/research-history.ts';
import { handler as profile } from '../../../../functions/api/user-profile.ts';
import { dynamodb } from '../../../../functions/lib/storage/clients.ts';
import { openTestTable, testStart } from '../table.ts';
import { callEndpoint, type TestCall } from './call.ts';

let table: { close(): Promise<void> };
let count = 0;
let userId = '';

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  count += 1;
  userId = `dana${count}@quillstead.example`;
  vi.useFakeTimers({ toFake: ['Date'], now: testStart });
  vi.spyOn(console, 'info').mockReturnValue();
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  };
});

const ofProfile = (method: string, body?: unknown, call: TestCall = {}) =>
  callEndpoint(profile, {
    method,
    resource: '/profile/{userId}',
    parameters: { userId },
    ...(body === undefined ? {} : { body }),
    ...call,
  });
const ofResearch = (route: string, companyName?: string, body?: unknown, call: TestCall = {}) => {
  const [method = '', below = ''] = route.split(' ');
  return callEndpoint(research, {
    method,
    resource: `/research-history/users/{userId}${below}`,
    parameters: { userId, ...(companyName === undefined ? {} : { companyName }) },
    ...(body === undefined ? {} : { body }),
    ...call,
  });
};
const one = '/companies/{companyName}';

describe('the profile of a user', () => {
  it('is unknown to a new user', async () => {
    const { status, body } = await ofProfile('GET');

    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'request.not_found', error: expect.any(String) });
  });

  it('is kept, read, replaced and deleted', async () => {
    await ofProfile('PUT', { name: 'Dana', targets: ['retail'] });
    vi.setSystemTime(testStart + 5000);
    const replaced = await ofProfile('PUT', { profile: { name: 'Dana K.' } });
    const read = await ofProfile('GET');
    const deleted = await ofProfile('DELETE');
    const after = await ofProfile('GET');

    expect(replaced.body.profile).toEqual({
      name: 'Dana K.',
      createdAt: '2031-05-06T07:08:09.000Z',
      updatedAt: '2031-05-06T07:08:14.000Z',
    });
    expect(read.body.profile).toEqual(replaced.body.profile);
    expect([deleted.status, after.status, (await ofProfile('DELETE')).status]).toEqual([200, 404, 404]);
  });

  it('gives back whatever object was kept', async () => {
    const names = fc
      .string({ minLength: 1 })
      .filter((name) => !['profile', 'createdAt', 'updatedAt', '__proto__'].includes(name));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }), async (content) => {
        await ofProfile('PUT', content);

        const { body } = await ofProfile('GET');

        expect(body.profile).toMatchObject(JSON.parse(JSON.stringify(content)));
      }),
      { numRuns: 25 },
    );
  });

  it('is the client’s own and the user’s own', async () => {
    await ofProfile('PUT', { name: 'Dana' });

    const another = await ofProfile('GET', undefined, { clientId: 'client-2' });
    const speaking = await ofProfile('GET', undefined, { headers: { 'X-User-Id': 'somebody@else.example' } });
    const own = await ofProfile('GET', undefined, { headers: { 'X-User-Id': userId.toUpperCase() } });

    expect([another.status, speaking.status, own.status]).toEqual([404, 404, 200]);
  });

  it.each([
    ['a body that is no object', 'PUT', [], 422],
    ['more than it may hold', 'PUT', { text: 'x'.repeat(210 * 1024) }, 413],
    ['a method that there is not', 'PATCH', { a: 1 }, 404],
  ])('refuses %s', async (_case, method, body, status) => {
    const answer = await ofProfile(method, body);

    expect(answer.status).toBe(status);
  });

  it('refuses an id that is none', async () => {
    const answer = await ofProfile('GET', undefined, { parameters: { userId: '  ' } });

    expect(answer.status).toBe(422);
    expect(answer.body.details).toMatchObject([{ field: 'userId' }]);
  });

  it('stands under no key that holds the address of the user or the name of a company', async () => {
    await ofProfile('PUT', { name: 'Dana' });
    await ofResearch(`PUT ${one}`, 'Dana Quill Consulting', { notes: 'call' });

    const { Items } = await dynamodb.send(new ScanCommand({ TableName: 'companies' }));
    const keys = (Items ?? []).map(({ pk, sk }) => `${pk?.S} ${sk?.S}`).join('\n');

    expect(keys).not.toMatch(/quillstead|dana/i);
  });
});

describe('the research history of a user', () => {
  it('is listed with what was last worked on first', async () => {
    await ofResearch(`PUT ${one}`, 'Okta', { notes: 'first' });
    vi.setSystemTime(testStart + 1000);
    await ofResearch(`PUT ${one}`, 'Workday', { notes: 'second' });

    const list = await ofResearch('GET /companies');
    const sessions = await ofResearch('GET /sessions');

    expect(list.body).toMatchObject({
      total: 2,
      companies: [{ companyName: 'Workday' }, { companyName: 'Okta', notes: 'first' }],
    });
    expect(sessions.body.sessions).toEqual([
      { companyName: 'Workday', startedAt: '2031-05-06T07:08:10.000Z', lastActivity: '2031-05-06T07:08:10.000Z' },
      { companyName: 'Okta', startedAt: '2031-05-06T07:08:09.000Z', lastActivity: '2031-05-06T07:08:09.000Z' },
    ]);
  });

  it('keeps one document per company, however its name is written', async () => {
    await ofResearch(`PUT ${one}`, 'Okta', { notes: 'first' });
    await ofResearch(`PUT ${one}`, 'OKTA', { notes: 'second' });

    const read = await ofResearch(`GET ${one}`, 'okta');
    const deleted = await ofResearch(`DELETE ${one}`, 'Okta');

    expect(read.body).toMatchObject({ companyName: 'OKTA', notes: 'second' });
    expect(deleted.status).toBe(200);
    expect((await ofResearch(`GET ${one}`, 'Okta')).status).toBe(404);
    expect((await ofResearch(`DELETE ${one}`, 'Okta')).status).toBe(404);
  });

  it('is erased with the profile, and of this client and user alone', async () => {
    await ofProfile('PUT', { name: 'Dana' });
    await ofProfile('PUT', { name: 'Dana elsewhere' }, { clientId: 'client-2' });
    await ofResearch(`PUT ${one}`, 'Okta', { notes: 'first' });

    const { body } = await ofResearch('DELETE /all-data');

    expect(body).toMatchObject({ deleted: 2 });
    expect((await ofProfile('GET')).status).toBe(404);
    expect((await ofProfile('GET', undefined, { clientId: 'client-2' })).status).toBe(200);
  });

  it('is erased without the profile', async () => {
    await ofProfile('PUT', { name: 'Dana' });
    await ofResearch(`PUT ${one}`, 'Okta', { notes: 'first' });

    const { body } = await ofResearch('DELETE /companies');

    expect(body).toMatchObject({ deleted: 1 });
    expect((await ofProfile('HEAD')).status).toBe(200);
  });

  it('holds so many companies and no more', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `Company ${index}`);
    await Promise.all(names.map((name) => ofResearch(`PUT ${one}`, name, {})));

    const more = await ofResearch(`PUT ${one}`, 'One more', {});
    const again = await ofResearch(`PUT ${one}`, 'Company 7', { notes: 'again' });

    expect([more.status, again.status]).toEqual([409, 200]);
    expect(more.body.code).toBe('user-data.full');
  });

  it('refuses a company without a name', async () => {
    const { status, body } = await ofResearch(`PUT ${one}`, ' ', {});

    expect(status).toBe(422);
    expect(body.details).toMatchObject([{ field: 'companyName' }]);
  });
});
