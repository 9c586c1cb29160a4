import * as z from 'zod';
import type { Content } from '../content/content.ts';
import type { Document } from '../content/document.ts';
import { foldText } from './claims/folding.ts';

/** Something that documents name. People only in public business roles, `text` is then `name, title`. */
export const entitySchema = z.object({
  type: z.enum(['organisation', 'person', 'product', 'place', 'money', 'date']),
  text: z.string(),
  mentions: z.number().int().positive(),
  documentIds: z.array(z.string()),
});
export type Entity = z.infer<typeof entitySchema>;

interface Mention {
  readonly type: Entity['type'];
  readonly text: string;
  readonly documentId: string;
}

const patterns: readonly { readonly type: Entity['type']; readonly pattern: RegExp }[] = [
  {
    type: 'organisation',
    pattern:
      /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}\p{N}&'’-]*\s){1,4}(?:Inc|LLC|Ltd|Limited|GmbH|AG|SE|PLC|plc|Corp(?:oration)?|S\.A\.|B\.V\.|N\.V\.|AB|Oy|PBC)(?![\p{L}\p{N}])\.?/gu,
  },
  {
    type: 'money',
    pattern: /(?:US)?[$€£¥]\s?\d[\d,.]*(?:\s?(?:million|billion|thousand|bn|m|k)(?![\p{L}\p{N}]))?/giu,
  },
  {
    type: 'date',
    pattern:
      /\b(?:\d{4}-\d{2}-\d{2}|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+(?:\d{1,2},\s+)?\d{4}|\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4})\b/g,
  },
  {
    type: 'place',
    pattern:
      /(?<=\b(?:based in|headquartered in|offices? in|located in)\s)\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+)*(?:,\s\p{Lu}[\p{L}.]+(?:\s\p{Lu}[\p{L}.]+)*)?/gu,
  },
];

const factTypes = {
  companyName: 'organisation',
  legalName: 'organisation',
  customers: 'organisation',
  competitors: 'organisation',
  partnerships: 'organisation',
  products: 'product',
  headquarters: 'place',
} as const;

const executiveShape = z.object({ name: z.string(), title: z.string() });

/** Finds the entities that documents name and sources state, most mentioned first. */
export function extractEntities(content: Content): Entity[] {
  const mentions = [...content.documents.flatMap(mentionsIn), ...content.facts.flatMap(mentionOfFact)];
  const groups = Map.groupBy(mentions, (mention) => `${mention.type} ${foldText(mention.text)}`);
  return [...groups.values()]
    .flatMap(([first, ...others]) => (first === undefined ? [] : [mergeMentions(first, others)]))
    .sort((left, right) => right.mentions - left.mentions || left.text.localeCompare(right.text));
}

function mentionsIn(document: Document): Mention[] {
  const texts = document.segments.filter((segment) => segment.origin !== 'json-ld').map((segment) => segment.text);
  return patterns.flatMap(({ type, pattern }) =>
    texts.flatMap((text) =>
      [...text.matchAll(pattern)].map(([match]) => ({ type, text: match.trim(), documentId: document.id })),
    ),
  );
}

function mentionOfFact(fact: Content['facts'][number]): Mention[] {
  const documentId = fact.evidence[0]?.documentId ?? '';
  const executive = executiveShape.safeParse(fact.value);
  if (fact.field === 'keyExecutives' && executive.success) {
    return [{ type: 'person', text: `${executive.data.name}, ${executive.data.title}`, documentId }];
  }
  const type = Object.entries(factTypes).find(([field]) => field === fact.field)?.[1];
  return type !== undefined && typeof fact.value === 'string' ? [{ type, text: fact.value, documentId }] : [];
}

function mergeMentions(first: Mention, others: readonly Mention[]): Entity {
  const all = [first, ...others];
  return {
    type: first.type,
    text: first.text,
    mentions: all.length,
    documentIds: [...new Set(all.map((mention) => mention.documentId))],
  };
}
