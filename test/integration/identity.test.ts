import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { type Answer, lastOf, useLaptop } from './laptop.ts';

const web = join(import.meta.dirname, '../../local/sandbox/web');
const laptop = useLaptop();
const truthOf = (domain: string) => JSON.parse(readFileSync(join(web, domain, 'truth.json'), 'utf8'));

async function enrich(domain: string): Promise<Answer> {
  const begun = await laptop.call('POST', `/company/${domain}/vendor-context`, { userRole: 'AE' });
  return lastOf(await laptop.follow(begun.body.statusEndpoint));
}

/** Every fact that the source cache keeps for a company, read from the bucket. */
async function cachedFacts(domain: string): Promise<readonly { readonly field: string; readonly value: unknown }[]> {
  const { clients, stack } = laptop;
  const { Items = [] } = await clients.dynamodb.send(
    new ScanCommand({
      TableName: stack.template.tables[0]?.name,
      FilterExpression: 'pk = :pk AND begins_with(sk, :source)',
      ExpressionAttributeValues: { ':pk': { S: `COMPANY#${domain}` }, ':source': { S: 'SOURCE#' } },
    }),
  );
  const keys = [...JSON.stringify(Items).matchAll(/"(facts\/[^"\\]+)/g)].map(([, key]) => key ?? '');
  const bucket =
    stack.template.buckets.find(({ name }) => name.includes('data'))?.name ?? stack.template.buckets[0]?.name;
  const lists = await Promise.all(
    keys.map(async (Key) => {
      const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      return JSON.parse((await Body?.transformToString()) ?? '[]');
    }),
  );
  return lists.flat();
}

describe('the identity of a company', { timeout: 180_000 }, () => {
  it.each([
    ['oatmarrow.example', 'ambiguous', ['redirects_to_other_domain', 'renamed'], 'larkspindle.example'],
    ['fenmoor.example', 'ambiguous', ['states_other_domain'], 'fennmoor.example'],
    ['ganderloft.example', 'ambiguous', ['redirects_to_other_domain'], 'brindlemark.example'],
  ])('%s is %s, with the company that is meant as a candidate', async (domain, outcome, reasons, candidate) => {
    const { body } = await enrich(domain);

    expect(body.data.companyIntelligence).toBeNull();
    expect(body.data.resolution).toMatchObject({ outcome, reasons });
    expect(body.data.resolution.candidates[0]).toMatchObject({ domain: candidate });
    expect(await cachedFacts(domain)).toEqual([]);
  });

  const trapped = readdirSync(web).filter((domain) => {
    const truth = truthOf(domain);
    return truth.outcome === 'matched' && truth.false !== undefined && domain !== 'plumewright.example';
  });
  it.each(trapped)('%s gets no fact of the company that it is mistaken for, nor does the cache', async (domain) => {
    const { body } = await enrich(domain);
    const { companyIntelligence: company } = body.data;
    const cached = await cachedFacts(domain);

    expect(cached.length).toBeGreaterThan(0);
    for (const [field, values] of Object.entries<unknown[]>(truthOf(domain).false)) {
      const shown = JSON.stringify([
        company[field],
        cached.filter((fact) => fact.field === field).map(({ value }) => value),
      ]);
      for (const value of values) expect(shown, `${field} of ${domain}`).not.toContain(JSON.stringify(value));
    }
  });

  it.each([
    'larkspindle.example',
    'stoneferry.example',
    'nettlegrange.example',
    'mossgather.example',
    'quietharbor.example',
  ])('%s is found as what it is', async (domain) => {
    const { body } = await enrich(domain);

    const { facts, unknown } = truthOf(domain);
    const { companyIntelligence: company } = body.data;
    for (const field of ['companyName', 'legalName', 'founded', 'headquarters', 'employees']) {
      if (facts[field] !== undefined) expect(company[field], field).toEqual(facts[field].value);
    }
    for (const field of unknown) expect([null, [], {}], `${field} of ${domain}`).toContainEqual(company[field]);
  });
});
