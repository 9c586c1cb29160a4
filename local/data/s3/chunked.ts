import { S3Error } from './errors.ts';

interface Decoded {
  readonly body: Buffer;
  /** Trailing headers, lower-case names. */
  readonly trailers: ReadonlyMap<string, string>;
}

/**
 * Takes the framing of `Content-Encoding: aws-chunked` off a body: chunks of
 * `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n`, an empty one, trailing headers. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 * Throws IncompleteBody when the frames do not add up.
 */
export function decodeChunks(framed: Buffer): Decoded {
  const chunks: Buffer[] = [];
  let position = 0;
  while (true) {
    const line = readLine(framed, position);
    const size = readSize(line.text);
    position = line.next;
    if (size === 0) return { body: Buffer.concat(chunks), trailers: readTrailers(framed.subarray(position)) };
    const end = position + size;
    if (framed.toString('latin1', end, end + 2) !== '\r\n') throw incomplete();
    chunks.push(framed.subarray(position, end));
    position = end + 2;
  }
}

function readLine(framed: Buffer, start: number): { text: string; next: number } {
  const end = framed.indexOf('\r\n', start);
  if (end === -1) throw incomplete();
  return { text: framed.toString('latin1', start, end), next: end + 2 };
}

function readSize(line: string): number {
  const [digits = ''] = line.split(';');
  if (!/^[0-9a-f]{1,8}$/i.test(digits)) throw incomplete();
  return Number.parseInt(digits, 16);
}

function readTrailers(bytes: Buffer): Map<string, string> {
  const lines = bytes.toString('latin1').split(/\r?\n/);
  const pairs = lines.map((line) => /^([^:\s]+):\s*(.*)$/.exec(line));
  return new Map(pairs.flatMap((pair) => (pair === null ? [] : [[String(pair[1]).toLowerCase(), String(pair[2])]])));
}

function incomplete(): S3Error {
  return new S3Error('IncompleteBody', 'The request body terminated unexpectedly.');
}
