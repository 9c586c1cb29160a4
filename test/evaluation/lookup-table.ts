import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { importCompany } from '../../functions/lib/cache/company-index.ts';
import type { NamedCompany } from '../../functions/lib/lookup/aliases.ts';
import { aliasesOf } from '../../functions/lib/lookup/aliases.ts';
import type { AliasFinder } from '../../functions/lib/lookup/resolve-name.ts';
import { aliasRowKeys, createTableFinder } from '../../functions/lib/lookup/table-finder.ts';
import { dynamodb } from '../../functions/lib/storage/clients.ts';
import { startDynamoDb } from '../../local/data/dynamodb/index.ts';
import { mean } from './measures.ts';

const name = 'lookup';
/** Rows of DynamoDB are counted in units of 1 KB written and 4 KB read, half a unit where the read is eventually consistent. */
const readUnitBytes = 4096;

/** Starts a DynamoDB on this machine with the product's table in it, and points the environment at it. */
export async function openLookupTable() {
  const database = await startDynamoDb();
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'benchmark',
    AWS_SECRET_ACCESS_KEY: 'benchmark',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${database.port}`,
    DYNAMODB_TABLE_NAME: name,
  });
  const keys = [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ];
  const AttributeDefinitions = keys.map(({ AttributeName }) => ({ AttributeName, AttributeType: 'S' as const }));
  await dynamodb.send(
    new CreateTableCommand({ TableName: name, BillingMode: 'PAY_PER_REQUEST', KeySchema: keys, AttributeDefinitions }),
  );
  const inner = createTableFinder(Date.now());
  const asked: { keys: number; units: number }[] = [];
  const finder: AliasFinder = {
    findAliases: async (wanted) => {
      const aliases = await inner.findAliases(wanted);
      const bytes = aliases.reduce((sum, { domain, text }) => sum + domain.length + text.length + 60, 0);
      asked.push({ keys: wanted.length, units: Math.max(wanted.length * 0.5, bytes / readUnitBytes / 2) });
      return aliases;
    },
    findDomain: async (domain) => {
      asked.push({ keys: 1, units: 1 });
      return inner.findDomain(domain);
    },
  };
  return {
    finder,
    fill: (companies: readonly NamedCompany[]) => fill(companies),
    reads: () => ({
      rounds: asked.length,
      mostKeys: Math.max(...asked.map(({ keys: count }) => count)),
      meanKeys: mean(asked.map(({ keys: count }) => count)),
      meanReadUnits: mean(asked.map(({ units }) => units)),
      mostReadUnits: Math.max(...asked.map(({ units }) => units)),
    }),
    close: async () => {
      dynamodb.destroy();
      await database.close();
    },
  };
}

async function fill(companies: readonly NamedCompany[]) {
  const unknown = { description: null, industry: null, headquarters: null, employees: null, founded: null };
  const atOnce = 20;
  for (let start = 0; start < companies.length; start += atOnce) {
    const group = companies.slice(start, start + atOnce);
    await Promise.all(group.map((company) => importCompany({ ...unknown, ...company }, Date.now())));
  }
  const rows = companies.flatMap((company) => aliasesOf(company).flatMap(aliasRowKeys));
  const bytes = rows.reduce((sum, { pk, sk }) => sum + Buffer.byteLength(pk + sk) + 4, 0);
  return {
    rowsPerCompany: Math.round((10 * rows.length) / companies.length) / 10,
    bytesPerRow: Math.round(bytes / rows.length),
  };
}
