import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { TemplateError } from '../template/errors.ts';
import type { TableResource } from '../template/storage.ts';
import type { SdkClients } from './sdk-clients.ts';

/** Gives the developer's API key: a new one, or the one kept with the data of earlier runs. */
export function provideDevKey(dataDir: string | undefined): string {
  const created = `dev_${randomBytes(24).toString('base64url')}`;
  if (dataDir === undefined) return created;
  const file = join(dataDir, 'dev-api-key');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${created}\n`, { mode: 0o600 });
  return created;
}

/** Writes the client record of the key into the table of the product, which is keyed by `pk` and `sk`; only the key's hash is in it. */
export async function registerDevClient(
  tables: readonly TableResource[],
  apiKey: string,
  { dynamodb }: SdkClients,
): Promise<void> {
  const hash = createHash('sha256').update(apiKey).digest('hex');
  const table = tables.find(({ keySchema }) => keySchema.map((key) => key.AttributeName).join() === 'pk,sk');
  if (table === undefined) throw new TemplateError('No table is keyed by pk and sk, so no client can be registered.');
  await dynamodb.send(
    new PutItemCommand({
      TableName: table.name,
      Item: {
        pk: { S: `CLIENT#${hash}` },
        sk: { S: 'CLIENT' },
        clientId: { S: 'laptop' },
        name: { S: 'The developer at this laptop' },
        role: { S: 'admin' },
        plan: { M: { ratePerSecond: { N: '50' }, burst: { N: '100' }, monthlyQuota: { N: '1000000' } } },
        status: { S: 'active' },
      },
    }),
  );
}
