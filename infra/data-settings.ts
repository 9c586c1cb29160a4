import type { Node } from 'constructs';
import { regionForm } from './place.ts';

/** What differs between deployments about where data is kept. */
export interface DataSettings {
  /** Whether table and bucket are encrypted with a key of this account (about 1 USD a month, and 0.03 USD per 10,000 uses). */
  readonly hasOwnKey: boolean;
  /** The further regions to which the table is copied, each with the ARN of its own key, null without one. */
  readonly replicas: readonly { readonly region: string; readonly keyArn: string | null }[];
  /** Whether this deployment waits beside another region's, on the copy of that one's table. */
  readonly isStandby: boolean;
}

/**
 * Reads from the CDK context: `encryptionKey` (`customer`, or `aws` outside prod), `replicaRegions` (none;
 * `eu-west-1=<key ARN>,us-west-2=<key ARN>`) and `standby` (false). Throws Error on a value that is not allowed.
 */
export function readDataSettings(node: Node, isProduction: boolean): DataSettings {
  const text = (key: string, fallback: string) => String(node.tryGetContext(key) ?? fallback);
  const hasOwnKey = parseKey(text('encryptionKey', 'customer'), isProduction);
  const replicas = text('replicaRegions', '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => parseReplica(part.trim(), hasOwnKey));
  const isStandby = parseStandby(text('standby', 'false'));
  if (replicas.length > 0 && isStandby) throw new Error('replicaRegions are those of the table; a standby makes none.');
  if (replicas.length > 0 && text('region', '') === '') throw new Error('replicaRegions need a region: AWS_REGION.');
  if (isStandby && text('tableName', '') === '') {
    throw new Error('standby needs tableName, the name of the table whose copy it uses: DYNAMODB_TABLE_NAME.');
  }
  return { hasOwnKey, replicas, isStandby };
}

function parseKey(value: string, isProduction: boolean): boolean {
  if (value !== 'customer' && value !== 'aws')
    throw new Error(`encryptionKey must be customer or aws, not "${value}".`);
  if (value === 'aws' && isProduction) throw new Error('encryptionKey=aws is refused in stage prod.');
  return value === 'customer';
}

function parseReplica(part: string, hasOwnKey: boolean): DataSettings['replicas'][number] {
  const [region = '', keyArn = ''] = part.split('=');
  if (!regionForm.test(region)) throw new Error(`replicaRegions must name regions, not "${region}".`);
  const isKey = keyArn.startsWith('arn:') && keyArn.includes(`:kms:${region}:`);
  if (hasOwnKey && !isKey)
    throw new Error(`replicaRegions needs the ARN of a key in ${region}: ${region}=arn:aws:kms:…`);
  return { region, keyArn: hasOwnKey ? keyArn : null };
}

function parseStandby(value: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Error(`standby must be true or false, not "${value}".`);
}
