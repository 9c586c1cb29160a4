import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { useLaptop } from './laptop.ts';

const laptop = useLaptop();
const origin = 'https://app.example.com';

/** Calls as the web client does: every call as JSON with the key, errors by their `error`, polling by `status`. */
async function request(path: string, init: { method?: string; body?: unknown; userId?: string } = {}) {
  const { url, apiKey } = laptop.stack;
  const response = await fetch(`${url}${path}`, {
    method: init.method ?? 'GET',
    headers: {
      'Content-Type': 'application/json',
      'X-API-Key': apiKey,
      Origin: origin,
      ...(init.userId === undefined ? {} : { 'x-user-id': init.userId }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into every corner of the answers.
  const body: any = await response.json();
  if (!response.ok)
    throw Object.assign(new Error(body.error ?? response.statusText), { status: response.status, body });
  return body;
}

/** Starts, and polls until the poller of the web client would stop. */
async function research(path: string, body: object) {
  const started = await request(path, { method: 'POST', body });
  if (started.status === 'completed') return started;
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline) {
    const polled = await request(`/workflows/${started.requestId}/status`);
    if (polled.status === 'SUCCEEDED') return typeof polled.output === 'string' ? JSON.parse(polled.output) : polled;
    if (['FAILED', 'ABORTED', 'TIMED_OUT'].includes(polled.status)) throw new Error(polled.error ?? polled.cause);
    await wait(500);
  }
  throw new Error('The client gave up.');
}

describe('the web client that exists', { timeout: 180_000 }, () => {
  it('researches a vendor by name, and has it at once the second time', async () => {
    const found = await request('/companies/lookup?query=quillstead.example&limit=5');
    const vendor = await research('/vendor/context', { companyName: 'quillstead.example', context: 'who are they' });
    const listed = await request('/companies/lookup?query=Quillstead&limit=5');
    const again = await request('/vendor/context', { method: 'POST', body: { companyName: 'Quillstead' } });
    const older = await request(`/requests/${vendor.requestId}/status`);

    expect(found.data.companies[0]).toMatchObject({ domain: 'quillstead.example', name: expect.any(String) });
    expect(vendor.data.analysis).toMatchObject({
      industry: expect.any(String),
      products: expect.arrayContaining([expect.any(String)]),
      data_quality: { overall: expect.any(Number) },
      last_updated: expect.any(String),
    });
    expect(vendor.metrics).toMatchObject({ processingTimeMs: expect.any(Number), totalCost: expect.any(Number) });
    expect(listed.data.companies[0].domain).toBe('quillstead.example');
    expect(again).toMatchObject({ status: 'completed', cached: true });
    expect(again.data.analysis.products).toEqual(vendor.data.analysis.products);
    expect(older.status).toBe('SUCCEEDED');
  });

  it('researches a customer as a vendor sees it', async () => {
    const { data } = await research('/customer/intelligence', {
      prospectCompany: 'parchwell.example',
      vendorCompany: 'quillstead.example',
    });

    expect(data.analysis).toMatchObject({
      relevantDecisionMakers: expect.any(Array),
      keyValueProps: expect.arrayContaining([expect.any(String)]),
      recommendedApproach: expect.any(String),
    });
  });

  it('shows what the press and the encyclopedia know of a company', async () => {
    const search = await request('/company/quillstead.example/search');

    expect(search).toMatchObject({
      queries: [expect.any(String)],
      searchTime: expect.any(Number),
      requestId: expect.any(String),
    });
    expect(search.results.map(({ outcome }: { outcome: string }) => outcome)).not.toContain('error');
  });

  it('keeps the profile and the research of a user until they are erased', async () => {
    const userId = 'dana@seller.example';
    const base = `/research-history/users/${encodeURIComponent(userId)}`;
    const profile = `/profile/${encodeURIComponent(userId)}`;
    const newUser = await request(profile, { userId }).catch((error) => error.status);
    await request(profile, { method: 'PUT', body: { companyName: 'Seller' }, userId });
    await request(`${base}/companies/Quillstead%20%26%20Co`, { method: 'PUT', body: { notes: 'call them' }, userId });

    const kept = await request(profile, { userId });
    const list = await request(`${base}/companies`, { userId });
    const sessions = await request(`${base}/sessions`, { userId });
    const erased = await request(`${base}/all-data`, { method: 'DELETE', userId });
    const after = await request(profile, { userId }).catch((error) => error.status);

    expect(newUser).toBe(404);
    expect(kept.profile).toMatchObject({ companyName: 'Seller' });
    expect(list.companies).toMatchObject([{ companyName: 'Quillstead & Co', notes: 'call them' }]);
    expect(sessions.total).toBe(1);
    expect(erased.deleted).toBe(2);
    expect(after).toBe(404);
    expect(JSON.stringify(laptop.logs)).not.toContain(userId);
  });

  it('is told in `error` what went wrong', async () => {
    const problem = await request('/vendor/context', { method: 'POST', body: {} }).catch((error) => error);

    expect(problem).toMatchObject({
      status: 422,
      message: expect.stringContaining('companyName'),
      body: { requestId: expect.any(String) },
    });
  });

  it('may send its headers from another origin', async () => {
    const answer = await laptop.call('OPTIONS', '/profile/dana', undefined, { 'x-api-key': '', origin });

    const allowed = answer.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
    expect(allowed.split(',')).toEqual(expect.arrayContaining(['content-type', 'x-api-key', 'x-user-id']));
    expect(answer.headers.get('access-control-allow-methods')).toContain('PUT');
  });
});
