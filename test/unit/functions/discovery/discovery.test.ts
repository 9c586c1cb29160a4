import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as fetchBasicInfo } from '../../../../functions/discovery/fetch-basic-info.ts';
import { handler as resolveCompany } from '../../../../functions/discovery/resolve-company.ts';
import { handler as validateDomain } from '../../../../functions/discovery/validate-domain.ts';
import { basicInfoSchema, domainCheckSchema, resolutionSchema } from '../../../../functions/lib/company/identity.ts';
import { getDocument } from '../../../../functions/lib/storage/documents.ts';
import { type SmallWeb, servePages, startSmallWeb } from '../lib/http/small-web.ts';
import { mockStorage } from '../lib/sources/memory-storage.ts';
import { domain, run } from '../lib/sources/questions.ts';

const storage = mockStorage();
let web: SmallWeb;
beforeAll(async () => {
  web = await startSmallWeb();
  web.answer = servePages({
    [`https://${domain}/`]:
      '<title>Acme Robotics</title><script type="application/ld+json">{"@type":"Organization","name":"Acme Robotics","foundingDate":"1999"}</script><h1>Robots</h1>',
  });
});
beforeEach(() => {
  storage.reset();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => web.close());

const context = { getRemainingTimeInMillis: () => 12_000 } as never;
const taskInput = { run, executionName: 'execution-1' };

describe('discovery', () => {
  it('checks the domain, stores the homepage and matches the company', async () => {
    const domainCheck = await validateDomain(taskInput, context);
    const basicInfo = await fetchBasicInfo(taskInput, context);
    const resolution = await resolveCompany({ ...taskInput, domainCheck, search: null, basicInfo }, context);

    expect(
      [domainCheckSchema, basicInfoSchema, resolutionSchema].map(
        (schema, index) => schema.safeParse([domainCheck, basicInfo, resolution][index]).success,
      ),
    ).toEqual([true, true, true]);
    expect(resolution).toMatchObject({
      outcome: 'matched',
      company: { name: 'Acme Robotics', homeDocumentKey: basicInfo.documentKey },
    });
    expect((await getDocument(basicInfo.documentKey ?? '')).title).toBe('Acme Robotics');
    expect(basicInfo.source).toMatchObject({
      outcome: 'matched',
      documents: [{ key: basicInfo.documentKey }],
      fields: ['companyName', 'founded'],
    });
    expect(storage.objects.get(basicInfo.source.factsKey ?? '')).toContain('"founded"');
  });

  it('shows a lookup the homepage and stores nothing', async () => {
    const info = await fetchBasicInfo({ domain }, context);

    expect(info).toMatchObject({ status: 'fetched', name: 'Acme Robotics', founded: 1999, documentKey: null });
    expect(storage.s3.commandCalls(PutObjectCommand)).toEqual([]);
  });

  it('ends a lookup in time', async () => {
    const info = await fetchBasicInfo({ domain, deadline: Date.now() - 1 }, context);

    expect(info).toMatchObject({ status: 'unreachable', source: { reason: 'timeout' } });
  });

  it('stores nothing of a homepage that is not there', async () => {
    const info = await fetchBasicInfo({ ...taskInput, run: { ...run, domain: 'gone.example' } }, context);

    expect(info).toMatchObject({ status: 'blocked', documentKey: null, source: { reason: 'http_404', documents: [] } });
    expect(storage.s3.commandCalls(PutObjectCommand)).toEqual([]);
  });

  it('refuses an event that it does not know', async () => {
    await expect(fetchBasicInfo({ domain: 17 }, context)).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(resolveCompany(taskInput, context)).rejects.toMatchObject({ code: 'input.invalid' });
  });
});
