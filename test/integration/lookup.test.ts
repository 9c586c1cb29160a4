import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCompanyImport } from '../../infra/operate/run-company-import.ts';
import { useLaptop } from './laptop.ts';

const laptop = useLaptop();
const companiesFor = async (query: string) => {
  const answer = await laptop.call('GET', `/company/${encodeURIComponent(query)}/lookup`);
  expect(answer.status).toBe(200);
  return answer.body;
};

let folder = '';
let lambda: LambdaClient;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'companies-'));
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'operator' };
  lambda = new LambdaClient({ endpoint: laptop.stack.endpoints.lambda, region: 'us-east-1', credentials });
});
afterAll(() => {
  lambda.destroy();
  rmSync(folder, { recursive: true });
});

function importRows(rows: readonly object[], more: { readonly isRemoval?: boolean } = {}): Promise<string> {
  const file = join(folder, 'companies.jsonl');
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  const { outputs } = laptop.stack.template;
  const deployment = { name: 'the laptop stack', output: (name: string) => outputs[name] ?? '' };
  const asked = { stage: null, file, isCheck: false, isRemoval: false, ...more };
  return runCompanyImport(asked, { deployment, lambda, say: () => undefined });
}

describe('looking a company up on the running stack', () => {
  it('finds a name that it does not know by asking outside, then from what it kept', async () => {
    const first = await companiesFor('Brindlemark');
    const again = await companiesFor('brindlemark');

    expect(first).toMatchObject({
      companies: [{ domain: 'brindlemark.example', sources: ['wikidata'] }],
      cached: false,
    });
    expect(again).toMatchObject({ companies: [{ domain: 'brindlemark.example' }], cached: true });
  });

  it('finds imported companies by name, slip of the finger and former name until they are removed', async () => {
    const domain = 'wexcombe-lantern.example';
    const company = { domain, name: 'Wexcombe Lantern GmbH', formerNames: ['Old Mill Lights'] };

    const imported = await importRows([company]);
    const found = await Promise.all(
      ['wexcombe lantern', 'Wexcmobe Lantern', 'Old Mill Lights', domain].map(companiesFor),
    );
    const removed = await importRows([company], { isRemoval: true });
    const afterwards = await companiesFor('Wexcombe Lantern');

    expect(imported).toContain('1 of 1 companies are in the index');
    expect(found.map(({ companies }) => companies[0]?.domain)).toEqual([domain, domain, domain, domain]);
    expect(removed).toContain('1 of 1 companies were in the index');
    expect(afterwards.companies).toEqual([]);
  });

  it('names line and field of what it does not import', async () => {
    const bad = [
      { domain: 'nowhere', name: '' },
      { domain: 'fine.example', name: 'Fine', founded: '1999' },
    ];

    await expect(importRows(bad)).rejects.toThrow(/:1 domain must be a registrable domain.*:1 name .*:2 founded /s);
  });

  it('starts by name, and gives the candidates of an ambiguous one', async () => {
    const twins = ['twin-one.example', 'twin-two.example'].map((domain) => ({ domain, name: 'Hollowmere' }));
    await importRows(twins);
    const body = { userRole: 'AE' };

    const started = await laptop.call('POST', '/company/Brindlemark/vendor-context', body);
    const refused = await laptop.call('POST', '/company/Hollowmere/vendor-context', body);
    const unknown = await laptop.call('POST', '/company/Nobody%20Knows%20Us/vendor-context', body);

    expect(started.status).toBe(202);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'company.ambiguous',
      candidates: [{ domain: 'twin-one.example' }, { domain: 'twin-two.example' }],
    });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'company.unknown' } });
  });
});
