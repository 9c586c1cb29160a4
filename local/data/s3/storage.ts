import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is kept of an object beside its bytes. */
export interface ObjectFacts {
  readonly key: string;
  readonly size: number;
  /** MD5 in hex, without quotes. */
  readonly etag: string;
  /** ISO 8601, whole seconds as HTTP dates have them. */
  readonly lastModified: string;
  /** Headers that come back with the object, such as `content-type` and `x-amz-meta-*`. */
  readonly headers: Readonly<Record<string, string>>;
  /** By algorithm, in base64. */
  readonly checksums: Readonly<Record<string, string>>;
}

export interface StoredObject {
  readonly facts: ObjectFacts;
  readonly body: Buffer;
}

/** The objects of one bucket. */
export interface Bucket {
  head(key: string): ObjectFacts | undefined;
  read(key: string): Promise<StoredObject | undefined>;
  /** Replaces whole or not at all; `check` sees what stands there and may throw to prevent it. */
  write(object: StoredObject, check: (existing: ObjectFacts | undefined) => void): Promise<void>;
  remove(key: string, check: (existing: ObjectFacts | undefined) => void): Promise<void>;
  list(): ObjectFacts[];
}

/**
 * Opens the folder of a bucket. An object is one file, named by the hash of its key, so that no key
 * can point out of the folder; it holds the facts and the bytes, so that they change together.
 */
export async function openBucket(directory: string): Promise<Bucket> {
  await mkdir(directory, { recursive: true });
  const index = await readIndex(directory);
  const pathOf = (key: string) => join(directory, createHash('sha256').update(key).digest('hex'));
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    head: (key) => index.get(key),
    list: () => [...index.values()],
    read: async (key) => (index.has(key) ? readObject(pathOf(key)) : undefined),
    write: (object, check) =>
      inTurn(async () => {
        const { key } = object.facts;
        check(index.get(key));
        const temporary = join(directory, `${unfinished}${randomUUID()}`);
        await writeFile(temporary, encode(object));
        await rename(temporary, pathOf(key));
        index.set(key, object.facts);
      }),
    remove: (key, check) =>
      inTurn(async () => {
        check(index.get(key));
        await rm(pathOf(key), { force: true });
        index.delete(key);
      }),
  };
}

const unfinished = 'unfinished-';

async function readIndex(directory: string): Promise<Map<string, ObjectFacts>> {
  const index = new Map<string, ObjectFacts>();
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    // What a crash left half written was never an object.
    if (name.startsWith(unfinished)) await rm(path);
    else {
      const object = await readObject(path);
      if (object !== undefined) index.set(object.facts.key, object.facts);
    }
  }
  return index;
}

/** Four bytes with the length of the facts, the facts as JSON, the body. */
function encode({ facts, body }: StoredObject): Buffer {
  const json = Buffer.from(JSON.stringify(facts));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, body]);
}

async function readObject(path: string): Promise<StoredObject | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const end = 4 + bytes.readUInt32BE(0);
  return { facts: JSON.parse(bytes.toString('utf8', 4, end)) as ObjectFacts, body: bytes.subarray(end) };
}
