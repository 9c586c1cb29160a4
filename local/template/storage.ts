import * as z from 'zod';
import type { FindResources } from './resources.ts';

/** A DynamoDB table, its keys in the form CreateTable takes. */
export interface TableResource {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly keySchema: readonly KeyElement[];
  readonly attributes: readonly { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' }[];
  readonly globalIndexes: readonly TableIndex[];
  /** The attribute that holds the expiry in epoch seconds, null when rows do not expire. */
  readonly timeToLiveAttribute: string | null;
}

interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

interface TableIndex {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: {
    readonly ProjectionType?: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
    readonly NonKeyAttributes?: string[];
  };
}

/** A bucket or a secret. */
export interface NamedResource {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
}

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })).min(1);

const tableSchema = z.object({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.object({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).optional(),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .default([]),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.coerce.boolean() }).optional(),
});

/** Reads the tables. */
export function readTables(find: FindResources): TableResource[] {
  const tables = [...find('AWS::DynamoDB::Table', tableSchema), ...find('AWS::DynamoDB::GlobalTable', tableSchema)];
  return tables.map(({ logicalId, identity, properties }) => ({
    logicalId,
    name: identity.name,
    arn: identity.attributes.Arn ?? '',
    keySchema: properties.KeySchema,
    attributes: properties.AttributeDefinitions,
    globalIndexes: properties.GlobalSecondaryIndexes,
    timeToLiveAttribute: properties.TimeToLiveSpecification?.Enabled
      ? properties.TimeToLiveSpecification.AttributeName
      : null,
  }));
}

/** Reads the buckets. */
export function readBuckets(find: FindResources): NamedResource[] {
  return find('AWS::S3::Bucket', z.object({})).map(({ logicalId, identity }) => ({
    logicalId,
    name: identity.name,
    arn: identity.attributes.Arn ?? '',
  }));
}

/** Reads the secrets; their values are never in a template. */
export function readSecrets(find: FindResources): NamedResource[] {
  return find('AWS::SecretsManager::Secret', z.object({})).map(({ logicalId, identity }) => ({
    logicalId,
    name: identity.name,
    arn: identity.ref,
  }));
}
