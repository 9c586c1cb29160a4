import type { Answer, Question } from 'dns-packet';

/** The records of one host name. A name with a CNAME has nothing else (RFC 1034, 3.6.2). */
export interface HostRecords {
  readonly a?: readonly string[];
  readonly mx?: readonly { readonly preference: number; readonly exchange: string }[];
  readonly txt?: readonly string[];
  readonly ns?: readonly string[];
  readonly caa?: readonly { readonly tag: 'issue' | 'issuewild' | 'iodef'; readonly value: string }[];
  readonly cname?: string;
}

/** What is known of a name: its records, no such name, or a server that fails or never answers. */
export type Lookup = (name: string) => HostRecords | null | 'fails' | 'silent';

/** RCODEs of RFC 1035, 4.1.1. */
const noError = 0;
const serverFailure = 2;
const noSuchName = 3;

const timeToLive = 60;
/** One character-string of a TXT record holds 255 bytes (RFC 1035, 3.3). */
const longestString = 255;
const longestChain = 8;

interface Answered {
  readonly code: number | 'silent';
  readonly answers: Answer[];
}

/** Answers one question, with the whole chain where the name is an alias. */
export function answerQuestion(question: Question, lookup: Lookup): Answered {
  const answers: Answer[] = [];
  let name = question.name.toLowerCase();
  for (let step = 0; step < longestChain; step += 1) {
    const records = lookup(name);
    if (records === 'silent') return { code: 'silent', answers };
    if (records === 'fails') return { code: serverFailure, answers };
    // An alias that leads to nothing is still an answer; only the asked name decides about NXDOMAIN.
    if (records === null) return { code: step === 0 ? noSuchName : noError, answers };
    if (records.cname === undefined || question.type === 'CNAME') {
      return { code: noError, answers: [...answers, ...recordsOf(name, question.type, records)] };
    }
    answers.push({ type: 'CNAME', name, ttl: timeToLive, data: records.cname });
    name = records.cname.toLowerCase();
  }
  return { code: serverFailure, answers };
}

function recordsOf(name: string, type: Question['type'], records: HostRecords): Answer[] {
  const common = { name, ttl: timeToLive };
  switch (type) {
    case 'A':
      return (records.a ?? []).map((data) => ({ ...common, type, data }));
    case 'MX':
      return (records.mx ?? []).map((data) => ({ ...common, type, data }));
    case 'TXT':
      return (records.txt ?? []).map((text) => ({ ...common, type, data: splitText(text) }));
    case 'NS':
      return (records.ns ?? []).map((data) => ({ ...common, type, data }));
    case 'CAA':
      return (records.caa ?? []).map((data) => ({ ...common, type, data: { ...data, flags: 0 } }));
    case 'CNAME':
      return records.cname === undefined ? [] : [{ ...common, type, data: records.cname }];
    default:
      return [];
  }
}

function splitText(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const count = Math.max(1, Math.ceil(bytes.length / longestString));
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * longestString, (index + 1) * longestString),
  );
}
