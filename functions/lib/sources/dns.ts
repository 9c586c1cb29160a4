import { promises as resolver } from 'node:dns';
import type { Domain } from '../company/domain.ts';
import type { Document, Segment } from '../content/document.ts';
import { type Adapter, matched, noMatch, SourceFailure, type SourceQuestion } from './adapter.ts';
import { dnsServices } from './dns-services.ts';
import { collapse, makeDocument, stateFact } from './record.ts';

interface DnsRecord {
  readonly type: 'MX' | 'TXT' | 'NS';
  readonly data: string;
}

/** Mail exchangers, texts and name servers of the domain, and the services that show in them. */
export const dns: Adapter = {
  id: 'dns',
  async ask({ company, deadline, surroundings }) {
    const { domain } = company;
    const observedAt = surroundings.now();
    const records = await lookUp(domain, { deadline, surroundings });
    if (records.length === 0) return noMatch('no_records');
    const document = makeDocument({
      sourceId: 'dns',
      url: `dns:${domain}`,
      observedAt,
      title: `DNS records of ${domain}`,
      segments: records.map((found) => toSegment(domain, found)),
    });
    return matched([document], statedServices(document, domain, records));
  },
};

function statedServices(document: Document, domain: Domain, records: readonly DnsRecord[]) {
  const seen = new Map<string, string>();
  for (const { name, type, sign } of dnsServices) {
    const found = records.find((entry) => entry.type === type && sign.test(entry.data));
    if (found !== undefined && !seen.has(name)) seen.set(name, toSegment(domain, found).text);
  }
  return [...seen].flatMap(([value, quote]) =>
    stateFact(document, { field: 'techStack', value, quotes: [quote], confidence: 0.9, basis: 'derived' }),
  );
}

/** One line in the notation of zone files (RFC 1035, 5.1), without the time to live. */
function toSegment(domain: Domain, { type, data }: DnsRecord): Segment {
  return { origin: 'record', text: `${domain}. ${type} ${data}` };
}

/** Asks for all types at once; a type without records is empty. Throws SourceFailure when none was answered. */
async function lookUp(
  domain: Domain,
  { deadline, surroundings }: Pick<SourceQuestion, 'deadline' | 'surroundings'>,
): Promise<DnsRecord[]> {
  const leftMs = deadline - surroundings.now();
  if (leftMs <= 0) throw new SourceFailure('timeout');
  const late = AbortSignal.timeout(leftMs);
  const answers = await Promise.allSettled([
    untilLate(resolver.resolveMx(domain), late).then((found) =>
      found
        .sort((left, right) => left.priority - right.priority || left.exchange.localeCompare(right.exchange))
        .map(({ priority, exchange }): DnsRecord => ({ type: 'MX', data: `${priority} ${exchange}` })),
    ),
    untilLate(resolver.resolveTxt(domain), late).then((found) =>
      found.map((parts): DnsRecord => ({ type: 'TXT', data: `"${collapse(parts.join(''))}"` })).sort(byData),
    ),
    untilLate(resolver.resolveNs(domain), late).then((found) =>
      found.map((name): DnsRecord => ({ type: 'NS', data: name })).sort(byData),
    ),
  ]);
  const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [codeOf(answer.reason)] : []));
  const isAnswered =
    failures.length < answers.length || failures.some((code) => ['ENODATA', 'ENOTFOUND'].includes(code));
  if (!isAnswered) throw new SourceFailure(failures.includes('TimeoutError') ? 'timeout' : 'dns_failed');
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}

function byData(left: DnsRecord, right: DnsRecord): number {
  return left.data.localeCompare(right.data);
}

function codeOf(reason: unknown): string {
  if (!(reason instanceof Error)) return '';
  return 'code' in reason && typeof reason.code === 'string' ? reason.code : reason.name;
}

/** The resolver cannot be interrupted, so its answer races the deadline. */
async function untilLate<Answer>(answer: Promise<Answer>, late: AbortSignal): Promise<Answer> {
  const aborted = Promise.withResolvers<never>();
  const stop = () => aborted.reject(late.reason);
  late.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([answer, aborted.promise]);
  } finally {
    late.removeEventListener('abort', stop);
  }
}
