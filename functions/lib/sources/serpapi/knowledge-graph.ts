import * as z from 'zod';
import type { FieldFact, ProfileField } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { quoteMembers, stateFact } from '../record.ts';
import { readProfile } from '../social-networks.ts';
import { looseList } from '../tolerant.ts';
import { readCount, readMoney, readPerson, readYear } from './display-values.ts';

type KnowledgeGraph = Readonly<Record<string, unknown>>;

interface Reader {
  readonly field: ProfileField;
  readonly key: string;
  readonly confidence: number;
  readonly read: (text: string) => unknown;
}

const asIs = (text: string) => text;
/** Google's summary of others; who said it first is not known. */
const readers: readonly Reader[] = [
  { field: 'companyName', key: 'title', confidence: 0.8, read: asIs },
  { field: 'description', key: 'description', confidence: 0.7, read: asIs },
  { field: 'founded', key: 'founded', confidence: 0.75, read: readYear },
  { field: 'headquarters', key: 'headquarters', confidence: 0.75, read: asIs },
  { field: 'employees', key: 'number_of_employees', confidence: 0.65, read: readCount },
  { field: 'revenue', key: 'revenue', confidence: 0.65, read: readMoney },
  {
    field: 'keyExecutives',
    key: 'ceo',
    confidence: 0.75,
    read: (text) => ({ name: readPerson(text), title: 'CEO' }),
  },
];

/** States what the knowledge graph shows of a company; keys that are missing or not text state nothing. */
export function knowledgeFacts(document: Document, graph: KnowledgeGraph): FieldFact[] {
  const stated = readers.flatMap(({ field, key, confidence, read }) => {
    const text = graph[key];
    if (typeof text !== 'string') return [];
    return stateFact(document, { field, value: read(text), quotes: [quoteMembers({ [key]: text })], confidence });
  });
  return [...stated, ...profileFacts(document, graph)];
}

const profilesSchema = looseList(z.object({ link: z.string() }));

function profileFacts(document: Document, graph: KnowledgeGraph): FieldFact[] {
  return profilesSchema.parse(graph.profiles).flatMap(({ link }) => {
    const profile = readProfile(link);
    if (profile === null) return [];
    return stateFact(document, {
      field: 'socialProfiles',
      value: { network: profile.network, url: profile.url },
      quotes: [quoteMembers({ link })],
      confidence: 0.75,
    });
  });
}
