import { S3Error } from './errors.ts';

/** What a path-style request is about; bucket and key are empty where the path has none. */
export interface Target {
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

const longestKeyBytes = 1024;

/**
 * Reads `/<bucket>/<key>?<query>` without any normalising: `..` and doubled slashes are part of a key.
 * Throws InvalidURI, InvalidBucketName, KeyTooLongError.
 */
export function readTarget(requestUrl: string): Target {
  const queryAt = requestUrl.indexOf('?');
  const path = queryAt === -1 ? requestUrl : requestUrl.slice(0, queryAt);
  const query = new URLSearchParams(queryAt === -1 ? '' : requestUrl.slice(queryAt));
  const keyAt = path.indexOf('/', 1);
  const bucket = decode(keyAt === -1 ? path.slice(1) : path.slice(1, keyAt));
  const key = keyAt === -1 ? '' : decode(path.slice(keyAt + 1));
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  if (bucket !== '' && !/^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*$/.test(bucket)) throw badName();
  if (bucket !== '' && (bucket.length < 3 || bucket.length > 63)) throw badName();
  if (Buffer.byteLength(key) > longestKeyBytes) throw new S3Error('KeyTooLongError', 'Your key is too long');
  return { bucket, key, query };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.", { cause });
  }
}

function badName(): S3Error {
  return new S3Error('InvalidBucketName', 'The specified bucket is not valid.');
}
