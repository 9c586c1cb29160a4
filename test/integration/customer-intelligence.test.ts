import { describe, expect, it } from 'vitest';
import { lastOf, useLaptop } from './laptop.ts';

const laptop = useLaptop();
const sell = (domain: string, vendorDomain: string, body: object = {}) =>
  laptop.call('POST', `/company/${domain}/customer-intelligence`, { userRole: 'AE', vendorDomain, ...body });

async function finish(domain: string, vendorDomain: string, body: object = {}) {
  const begun = await sell(domain, vendorDomain, body);
  expect(begun.status).toBe(202);
  return lastOf(await laptop.follow(begun.body.statusEndpoint)).body;
}

describe('customer intelligence', { timeout: 120_000 }, () => {
  it('sets a prospect beside its rival, each quote about one of the two, and keeps the answer by vendor', async () => {
    const body = await finish('parchwell.example', 'quillstead.example', { intent: 'competitive' });
    const again = await sell('parchwell.example', 'quillstead.example', { intent: 'competitive' });

    const { companyIntelligence, customerIntelligence } = body.data;
    expect(customerIntelligence).toMatchObject({
      vendor: { domain: 'quillstead.example', status: 'known' },
      fit: { relationship: 'rival', score: 0 },
      talkingPoints: { status: 'known' },
      objections: { status: 'known' },
    });
    const topics = ['decisionMakers', 'incumbents', 'positioningGuidance', 'talkingPoints', 'objections'];
    const quoted = topics.flatMap((topic) =>
      customerIntelligence[topic].statements.flatMap((statement: { evidence: unknown[] }) => statement.evidence),
    );
    expect(new Set(quoted.map(({ about }) => about))).toEqual(new Set(['parchwell.example', 'quillstead.example']));
    for (const { about, url } of quoted) if (url.includes('quillstead')) expect(about).toBe('quillstead.example');
    expect(companyIntelligence.companyName).toBe('Parchwell');
    expect(JSON.stringify({ ...companyIntelligence, brief: null, sources: null })).not.toMatch(/quillstead\.example/);
    const winLose = companyIntelligence.brief.sections.find(({ id }: { id: string }) => id === 'win-lose');
    expect(winLose.statements.map(({ text }: { text: string }) => text).join(' ')).toMatch(/We win: .*We lose: /);
    expect(again.status).toBe(200);
  });

  it('goes on as partial where the vendor cannot be read, and says unknown', async () => {
    const body = await finish('fennmoor.example', 'nobody-at-all.example');

    expect(body.data.metadata.status).toBe('partial');
    expect(body.data.customerIntelligence).toMatchObject({
      vendor: { domain: 'nobody-at-all.example', status: 'unknown', reason: expect.any(String) },
      fit: { status: 'unknown', score: null },
      decisionMakers: { status: 'known' },
      talkingPoints: { status: 'unknown' },
    });
    expect(body.data.companyIntelligence.companyName).toBe('Fennmoor');
  });

  it('refuses a company as its own vendor', async () => {
    const answer = await sell('fennmoor.example', 'www.fennmoor.example');

    expect([answer.status, answer.body.details[0].field]).toEqual([422, 'vendorDomain']);
  });
});
