import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Error } from './errors.ts';
import { type Bucket, openBucket } from './storage.ts';

/** The buckets of a folder, one folder each. */
export interface Buckets {
  names(): string[];
  /** Throws NoSuchBucket. */
  require(name: string): Bucket;
  /** Throws BucketAlreadyOwnedByYou. */
  create(name: string): Promise<void>;
}

export async function openBuckets(directory: string): Promise<Buckets> {
  await mkdir(directory, { recursive: true });
  const buckets = new Map<string, Bucket>();
  for (const name of await readdir(directory)) buckets.set(name, await openBucket(join(directory, name)));
  return {
    names: () => [...buckets.keys()].sort(),
    require: (name) => {
      const bucket = buckets.get(name);
      if (bucket === undefined) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist');
      return bucket;
    },
    create: async (name) => {
      if (buckets.has(name)) throw new S3Error('BucketAlreadyOwnedByYou', 'You already own a bucket of this name.');
      buckets.set(name, await openBucket(join(directory, name)));
    },
  };
}
