import { gunzipSync, gzipSync } from 'node:zlib';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as status } from '../../../../functions/api/privacy-request-status.ts';
import { handler as start } from '../../../../functions/api/start-privacy-request.ts';
import { type Domain, parseDomain } from '../../../../functions/lib/company/domain.ts';
import { createExecutionName } from '../../../../functions/lib/enrichment/execution-name.ts';
import { putRow, type Row, readRow } from '../../../../functions/lib/enrichment/table.ts';
import { makeDocument, stateFact } from '../../../../functions/lib/sources/record.ts';
import { putJson } from '../../../../functions/lib/storage/bucket.ts';
import { getDocument, putDocument, putFacts } from '../../../../functions/lib/storage/documents.ts';
import { requireOwner } from '../../../../functions/lib/user-data/owner.ts';
import { keepUserDocument, readUserDocument } from '../../../../functions/lib/user-data/store.ts';
import { handler as work } from '../../../../functions/privacy/handle-privacy-request.ts';
import { startS3 } from '../../../../local/data/s3/index.ts';
import { callEndpoint, type TestCall } from '../api/call.ts';
import { openTestTable } from '../table.ts';

const stepFunctions = mockClient(SFNClient);
let table: { close(): Promise<void> };
let server: Awaited<ReturnType<typeof startS3>>;
let s3: S3Client;
let count = 0;
let domain: Domain;

beforeAll(async () => {
  table = await openTestTable();
  server = await startS3();
  process.env.AWS_ENDPOINT_URL_S3 = `http://127.0.0.1:${server.port}`;
  process.env.PRIVACY_STATE_MACHINE_ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:privacy';
  s3 = new S3Client({ endpoint: process.env.AWS_ENDPOINT_URL_S3, forcePathStyle: true, region: 'us-east-1' });
  await s3.send(new CreateBucketCommand({ Bucket: 'documents' }));
});
afterAll(async () => {
  s3.destroy();
  await server.close();
  await table.close();
});
beforeEach(() => {
  count += 1;
  domain = parseDomain(`wharf${count}.com`) as Domain;
  stepFunctions.reset();
  stepFunctions.on(StartExecutionCommand).resolves({});
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
  return () => vi.restoreAllMocks();
});

const person = 'Mirela Tandoval';
const email = 'mirela@wharf.example';
const document = (text: string, url = `https://${domain}/team`) =>
  makeDocument({ sourceId: 'own-site', url, observedAt: 0, segments: [{ origin: 'text', text }] });
const putText = (pk: string, sk: string, text: string, more: Row = {}) =>
  putRow({ pk, sk }, { text: { S: text }, ...more });
const rowAt = (pk: string, sk: string) => readRow({ pk, sk }, Date.now());
const keys = async () =>
  ((await s3.send(new ListObjectsV2Command({ Bucket: 'documents' }))).Contents ?? []).map(({ Key }) => Key);
const ask = (kind: 'exports' | 'erasures', body: object, call: TestCall = {}) =>
  callEndpoint(start, { resource: `/privacy/${kind}`, body, ...call });
const run = (id: string, pass: 1 | 2 = 1) =>
  (work as (input: object, context: object) => Promise<unknown>)({ privacyRequestId: id, pass }, {});
const standing = (requestId: string, clientId = 'client-1') =>
  callEndpoint(status, { parameters: { requestId }, clientId });
async function erase(body: object): Promise<string> {
  const { body: started } = await ask('erasures', body);
  await run(started.requestId);
  return started.requestId;
}

describe('erasing a person by name within a company', () => {
  it('takes the person out of table and bucket, and leaves all else', async () => {
    const [named, other] = [document(`Our head is ${person}.`), document('We sell cranes.', `https://${domain}/`)];
    const gone = await putDocument(domain, named);
    const stays = await putDocument(domain, other);
    const runName = createExecutionName(domain, 'a'.repeat(32), Date.now());
    await putJson(`runs/${runName}/verified.json`, { text: person });
    await putJson(`answers/${domain}/k.json`, { text: person });
    await putJson(`answers/elsewhere${count}.com/k.json`, { text: person });
    await putRow(
      { pk: `COMPANY#${domain}`, sk: 'ANSWER#1' },
      { body: { B: gzipSync(JSON.stringify({ by: person })) } },
    );
    await putText(`COMPANY#${domain}`, 'SOURCE#x', 'about cranes');
    await putText(`COMPANY#${domain}`, 'COMPANY', `Led by ${person}`, { name: { S: 'Wharf' } });
    await putText(`COMPANY#elsewhere${count}.com`, 'ANSWER#1', person);
    await putText(`INPUT#${count}`, 'INPUT', `${person} of Wharf${count} speaks`);
    await putText('CLIENTS', `client-${count}#x`, `${person} at ${domain}`);

    const id = await erase({ name: person, domain });

    expect(await keys()).toEqual(expect.arrayContaining([stays.key, `answers/elsewhere${count}.com/k.json`]));
    expect(await keys()).not.toContain(gone.key);
    expect(await keys()).not.toContain(`answers/${domain}/k.json`);
    expect(await keys()).not.toContain(`runs/${runName}/verified.json`);
    expect(await rowAt(`COMPANY#${domain}`, 'ANSWER#1')).toBeNull();
    expect(await rowAt(`COMPANY#${domain}`, 'SOURCE#x')).not.toBeNull();
    expect(await rowAt(`COMPANY#${domain}`, 'COMPANY')).toMatchObject({
      text: { S: 'Led by [erased]' },
      name: { S: 'Wharf' },
    });
    expect(await rowAt(`COMPANY#elsewhere${count}.com`, 'ANSWER#1')).not.toBeNull();
    expect(await rowAt(`INPUT#${count}`, 'INPUT')).toBeNull();
    expect(await rowAt('CLIENTS', `client-${count}#x`)).not.toBeNull();
    expect((await standing(id)).body).toMatchObject({
      status: 'completed',
      counts: { rowsDeleted: 2, rowsRedacted: 1, objectsDeleted: 3 },
    });
  });

  it('keeps the person from being stored again, in documents, addresses and facts', async () => {
    await erase({ name: person, domain });
    const again = document(`Our head is TANDOVAL, Mirela. We sell cranes.`, `https://${domain}/team/mirela-tandoval`);
    const stated = stateFact(again, {
      field: 'description',
      value: 'We sell cranes.',
      quotes: ['We sell cranes.'],
      confidence: 0.9,
    });
    const namely = stated.map((fact) => ({ ...fact, value: `${person} sells cranes` }));

    const stored = await getDocument((await putDocument(domain, again)).key);

    expect(JSON.stringify(stored)).not.toMatch(/mirela|tandoval/i);
    expect(stored.segments[0]?.text).toBe('Our head is [erased]. We sell cranes.');
    expect(await putFacts(domain, 'own-site', namely)).toBeNull();
    expect(await putFacts(parseDomain('another.com') as Domain, 'own-site', namely)).not.toBeNull();
  });

  it('is recorded without the person, and says so to its own client alone', async () => {
    const id = await erase({ name: person, domain });
    const before = await rowAt(`PRIVACY_REQUEST#${id}`, 'REQUEST');
    await run(id, 2);
    await run(id, 2);

    const after = await rowAt(`PRIVACY_REQUEST#${id}`, 'REQUEST');

    expect(JSON.stringify(before)).toContain(person);
    expect(JSON.stringify(after)).not.toMatch(/mirela|wharf/i);
    expect((await standing(id)).body.confirmedAt).toEqual(expect.any(String));
    expect((await standing(id, 'client-2')).status).toBe(404);
    expect((await standing('prv_unknown')).status).toBe(404);
    const inputs = stepFunctions.commandCalls(StartExecutionCommand).map(({ args }) => args[0].input.input);
    expect(inputs).toEqual([JSON.stringify({ privacyRequestId: id })]);
  });
});

describe('erasing a person by e-mail', () => {
  it('takes the user’s own data, and the address wherever it stands', async () => {
    const owner = await requireOwner({ clientId: 'client-9', parameters: { userId: email }, headers: {} }, Date.now());
    const other = await requireOwner({ clientId: 'client-9', parameters: { userId: 'dana' }, headers: {} }, Date.now());
    await keepUserDocument(owner, 'PROFILE', { title: null, content: { name: 'M.' } }, Date.now());
    await keepUserDocument(other, 'PROFILE', { title: null, content: { contact: email, city: 'Trieste' } }, Date.now());
    await putJson(`engines/e${count}.json`, { text: `write ${email}` });

    await erase({ email });

    expect(await readUserDocument(owner, 'PROFILE', Date.now())).toBeNull();
    expect((await readUserDocument(other, 'PROFILE', Date.now()))?.content).toEqual({
      contact: '[erased]',
      city: 'Trieste',
    });
    expect(await keys()).not.toContain(`engines/e${count}.json`);
    const stored = await getDocument((await putDocument(domain, document(`Mail ${email} today.`))).key);
    expect(stored.segments[0]?.text).toBe('Mail [erased] today.');
  });
});

describe('erasing a company', () => {
  it('takes all of it, and nothing of one whose name begins the same', async () => {
    const next = `${domain.split('.')[0]}-com-two.com`;
    await putJson(`documents/${domain}/a.json`, { text: 'cranes' });
    await putJson(`runs/${createExecutionName(next, 'b'.repeat(32), Date.now())}/a.json`, { text: 'cranes' });
    await putText(`COMPANY#${domain}`, 'ANSWER#1', 'cranes');
    await putText(`REQUEST#${count}`, 'REQUEST', 'x', { domain: { S: domain } });
    await putText(`LEASE#${count}`, 'LEASE', 'x', { input: { S: JSON.stringify({ domain }) } });
    await putText(`COMPANY#${next}`, 'ANSWER#1', 'cranes');

    await erase({ domain: `https://www.${domain}/` });

    expect((await keys()).filter((key) => key?.includes(`/${domain}/`))).toEqual([]);
    expect((await keys()).filter((key) => key?.startsWith('runs/') && key.includes('two'))).toHaveLength(1);
    expect(await rowAt(`COMPANY#${domain}`, 'ANSWER#1')).toBeNull();
    expect(await rowAt(`REQUEST#${count}`, 'REQUEST')).toBeNull();
    expect(await rowAt(`LEASE#${count}`, 'LEASE')).toBeNull();
    expect(await rowAt(`COMPANY#${next}`, 'ANSWER#1')).not.toBeNull();
  });
});

describe('an export', () => {
  it('lists where the person stands, with the passages, and changes nothing', async () => {
    const { key } = await putDocument(domain, document(`We sell cranes. Our head is Ivo Brandeker. More soon.`));
    await putRow(
      { pk: `COMPANY#${domain}`, sk: 'ANSWER#1' },
      { body: { B: gzipSync(JSON.stringify({ by: 'Ivo Brandeker' })) } },
    );
    const { body: started } = await ask('exports', { name: 'Ivo Brandeker', domain });
    const early = await standing(started.requestId);
    await run(started.requestId);

    const { body } = await standing(started.requestId);

    expect(early.body).toMatchObject({ status: 'processing', completedAt: null });
    expect(early.headers['retry-after']).toBe('2');
    expect(body).toMatchObject({
      kind: 'export',
      status: 'completed',
      counts: { found: 2 },
      export: { isComplete: true },
    });
    expect(body.export.finds).toEqual([
      { place: `object ${key}`, passages: [expect.stringContaining('Ivo Brandeker')] },
      { place: 'row COMPANY ANSWER#1', passages: [expect.stringContaining('Ivo Brandeker')] },
    ]);
    const row = await rowAt(`COMPANY#${domain}`, 'ANSWER#1');
    expect(gunzipSync(row?.body?.B ?? new Uint8Array()).toString()).toContain('Ivo');
  });
});

describe('asking for it', () => {
  it.each([
    [{}, 'email'],
    [{ name: 'Jane Doe' }, 'domain'],
    [{ name: 'Jane', domain: 'acme.com' }, 'name'],
    [{ email: 'no address' }, 'email'],
    [{ email: 'a@b.com', phone: '1' }, 'phone'],
    [{ domain: 'localhost' }, 'domain'],
  ])('with %j is refused by its field', async (body, field) => {
    const answer = await ask('erasures', body);

    expect(answer.status).toBe(422);
    expect(answer.body.details).toMatchObject([{ field }]);
    expect(stepFunctions.commandCalls(StartExecutionCommand)).toHaveLength(0);
  });

  it('twice under one Idempotency-Key makes one request', async () => {
    const call = { headers: { 'idempotency-key': `k${count}` } };

    const [first, second] = [await ask('erasures', { domain }, call), await ask('erasures', { domain }, call)];

    expect(second.body).toEqual(first.body);
    expect(stepFunctions.commandCalls(StartExecutionCommand)).toHaveLength(1);
  });

  it('leaves nothing where the work cannot be started', async () => {
    stepFunctions.on(StartExecutionCommand).rejects(new Error('down'));

    const answer = await ask('erasures', { domain });

    expect(answer.status).toBe(503);
  });
});
