import type { FencedDocument } from './question.ts';

/** One thing that a line of a document says; `members` under the names that schemas ask for. */
export interface Statement {
  readonly members: Readonly<Record<string, unknown>>;
  readonly document: string;
  readonly quote: string;
}

interface Pattern {
  readonly find: RegExp;
  read(match: RegExpMatchArray): Readonly<Record<string, unknown>>[];
}

const text = (field: string) => (match: RegExpMatchArray) => [{ field, value: match[1] }];
const name = String.raw`\p{Lu}[\p{L}\d&-]*(?: (?:of |the )?\p{Lu}[\p{L}\d&-]*){0,3}`;
const scales: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };
const currencies: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' };

/** What a simple reader finds in a line, and nothing that does not stand there. */
const patterns: readonly Pattern[] = [
  {
    find: /^(.{20,240}? (?:makes|builds|sells|provides|helps|operates|develops) .{10,200}?\.)(?: |$)/,
    read: text('description'),
  },
  { find: /\b(?:founded|established) in (\d{4})\b/i, read: (match) => [{ field: 'founded', value: Number(match[1]) }] },
  {
    find: /\b([\d,]{2,9}) (?:employees|people work|colleagues)\b/,
    read: (match) => [{ field: 'employees', value: Number(match[1]?.replaceAll(',', '')) }],
  },
  { find: new RegExp(`\\b(?:headquartered|based) in (${name}(?:, ${name})?)`, 'u'), read: text('headquarters') },
  {
    find: new RegExp(`(?:[Tt]rusted by|[Cc]ustomers include) (${name}(?:(?:, | and |, and )${name})*)`, 'u'),
    read: (match) => splitNames(match[1]).map((value) => ({ field: 'customers', value })),
  },
  { find: new RegExp(`(?:alternative to|compared (?:to|with)) (${name})`, 'u'), read: text('competitors') },
  { find: /\b(SOC 2(?: Type II?)?|ISO(?:\/IEC)? 27001|HIPAA|PCI DSS)\b/, read: text('complianceBadges') },
  { find: /\b(Kubernetes|PostgreSQL|Kafka|Snowflake|Terraform|Salesforce)\b/, read: text('techStack') },
  {
    find: new RegExp(
      `^(${name})\\s*[,–—-]\\s*((?:Chief|CEO|CTO|CFO|COO|Co-?founder|Founder|Head|VP|Vice)[^.,;]{0,60})`,
      'u',
    ),
    read: (match) => [{ name: match[1], title: match[2]?.trim() }],
  },
  {
    find: /([$€£])([\d.]+) (million|billion)\b.{0,60}?\b(Series [A-H]|[Ss]eed)/,
    read: ([, sign = '', amount = '', scale = '', type]) => [
      {
        ...{ type, amount: Number(amount) * (scales[scale] ?? 1) },
        ...{ currency: currencies[sign] ?? null, date: null },
      },
    ],
  },
];

/** Reads every line of the documents, in order. */
export function readStatements(documents: readonly FencedDocument[]): Statement[] {
  return documents.flatMap(({ id, text: whole }) => whole.split('\n').flatMap((line) => readLine(line.trim(), id)));
}

function readLine(line: string, document: string): Statement[] {
  return patterns.flatMap(({ find, read }) => {
    const match = find.exec(line);
    return match === null ? [] : read(match).map((members) => ({ members, document, quote: quoteOf(line, match) }));
  });
}

/** The sentence around what was found, or as much of it as a quote may hold. */
function quoteOf(line: string, match: RegExpMatchArray): string {
  const end = (match.index ?? 0) + match[0].length;
  const from = line.lastIndexOf('. ', match.index) + 1;
  const stop = line.indexOf('. ', end - 1);
  const sentence = line.slice(from, stop === -1 ? undefined : stop + 1).trim();
  return sentence.length <= 300 ? sentence : match[0];
}

function splitNames(names = ''): string[] {
  return names.split(/, and |, | and /).filter((each) => each !== '');
}
