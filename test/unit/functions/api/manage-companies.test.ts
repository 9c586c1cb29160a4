import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../../functions/api/manage-companies.ts';
import { readIndexedCompany } from '../../../../functions/lib/cache/company-index.ts';
import { resolveName } from '../../../../functions/lib/lookup/resolve-name.ts';
import { createTableFinder } from '../../../../functions/lib/lookup/table-finder.ts';
import { openTestTable } from '../table.ts';

let table: { close(): Promise<void> };
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});

const imports = (companies: readonly unknown[], more: object = {}) =>
  handler({ command: 'import', companies, ...more });

describe('manage-companies', () => {
  it('imports what is valid and says what is wrong with the rest, by place and field', async () => {
    const answer = await imports([
      {
        domain: 'https://www.harrowgate.com/about',
        name: '  Harrowgate Ltd ',
        formerNames: ['Pinfold'],
        founded: 1999,
      },
      { domain: 'nowhere', name: '', employees: 1.5, colour: 'red' },
      'no object',
    ]);

    expect(answer).toMatchObject({ taken: 1 });
    expect('rejected' in answer && answer.rejected?.map(({ index, field }) => `${index} ${field}`).sort()).toEqual([
      '1 colour',
      '1 domain',
      '1 employees',
      '1 name',
      '2 ',
    ]);
    expect(await readIndexedCompany('harrowgate.com', Date.now())).toMatchObject({
      name: 'Harrowgate Ltd',
      founded: 1999,
    });
    expect(await resolveName('Pinfold', createTableFinder(Date.now()))).toMatchObject({ outcome: 'matched' });
  });

  it('only checks when asked to', async () => {
    const answer = await imports([{ domain: 'checked.com', name: 'Checked' }], { isCheck: true });

    expect(answer).toEqual({ taken: 1, rejected: [] });
    expect(await readIndexedCompany('checked.com', Date.now())).toBeNull();
  });

  it('removes companies and says how many there were', async () => {
    await imports([{ domain: 'leaver.com', name: 'Leaver' }]);

    expect(await handler({ command: 'remove', domains: ['leaver.com', 'never.com'] })).toEqual({ removed: 1 });
    expect(await readIndexedCompany('leaver.com', Date.now())).toBeNull();
  });

  it.each([
    ['another command', { command: 'drop' }],
    ['too many rows', { command: 'import', companies: Array.from({ length: 101 }, () => ({})) }],
    ['no domain', { command: 'remove', domains: ['nowhere'] }],
  ])('refuses %s', async (_, command) => {
    await expect(handler(command)).rejects.toMatchObject({ code: 'request.invalid' });
  });
});
