import * as z from 'zod';
import type { Content } from '../../content/content.ts';
import type { Document } from '../../content/document.ts';
import { foldText } from '../claims/folding.ts';
import { entityWordings } from './wordings.ts';

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

interface Found {
  readonly type: Entity['type'];
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function mentionsIn(document: Document): Mention[] {
  return document.segments
    .filter((segment) => segment.origin !== 'json-ld')
    .flatMap((segment) => withoutOverlaps(findIn(segment.text)))
    .map(({ type, text }) => ({ type, text, documentId: document.id }));
}

function findIn(text: string): Found[] {
  return entityWordings.flatMap(({ type, pattern }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const name = (match.groups?.entity ?? match[0]).trim();
      const start = match.index + match[0].indexOf(name);
      const role = match.groups?.role?.trim();
      const found = trimStart(type, name);
      const at = start + name.length - found.length;
      return found === ''
        ? []
        : [{ type, text: role === undefined ? found : `${found}, ${role}`, start: at, end: start + name.length }];
    }),
  );
}

/** A sentence begins with a capital letter whether or not a name does. */
function trimStart(type: Entity['type'], name: string): string {
  if (type !== 'organisation' && type !== 'person') return name;
  return name.replace(
    /^(?:(?:The|In|On|At|By|For|From|According|Shares|And|But|Its|Our|Their|This|That|Dr|Mr|Ms|Mrs|Prof)\.?\s(?:of\s)?)+/u,
    '',
  );
}

/** Of finds that share words the longer one holds, else the earlier. */
function withoutOverlaps(found: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (const each of [...found].sort((left, right) => right.end - right.start - (left.end - left.start))) {
    if (kept.every((other) => each.end <= other.start || each.start >= other.end)) kept.push(each);
  }
  return kept.sort((left, right) => left.start - right.start);
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
