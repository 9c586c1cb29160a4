import * as z from 'zod';
import { mayBeNameOf } from '../company/name.ts';
import type { FieldFact } from '../company/profile.ts';
import type { Document } from '../content/document.ts';
import { type Adapter, matched, noMatch, SourceFailure, type SourceQuestion } from './adapter.ts';
import { readHomepage, structuredTexts } from './homepage.ts';
import { makeDocument, quoteMembers, record, stateFact } from './record.ts';
import { requestJson } from './request.ts';
import { looseObject, looseText } from './tolerant.ts';
import { chooseOwner, findOwners } from './wikidata/owners.ts';

const answerSchema = z.object({
  data: z.object({
    id: z.string(),
    attributes: z.object({
      lei: z.string(),
      entity: z.object({
        legalName: z.object({ name: z.string().min(1) }),
        headquartersAddress: looseObject({ city: looseText, country: looseText }),
        jurisdiction: looseText,
        status: looseText,
      }),
    }),
  }),
});
type LegalEntity = z.infer<typeof answerSchema>['data']['attributes'];

/** ISO 17442: 18 letters or digits and two check digits. */
const leiForm = /^[A-Z0-9]{18}\d{2}$/;

/**
 * The legal entity in GLEIF's register (CC0, https://www.gleif.org/en/lei-data/gleif-api). The register
 * knows no websites, so it is asked only for an LEI that is tied to the domain: stated on the
 * homepage (`leiCode` of schema.org) or held by the Wikidata entity with this official website. What
 * only Wikidata says must lead to an entity that may bear the company's name.
 */
export const gleif: Adapter = {
  id: 'gleif',
  async ask(question) {
    const known = await findLei(question);
    if (known === null) return noMatch('no_lei');
    const { lei, isOwnStatement } = known;
    const observedAt = question.surroundings.now();
    const answer = await requestJson(`https://api.gleif.org/api/v1/lei-records/${lei}`, question, {
      accept: 'application/vnd.api+json',
    });
    if (answer === null) return noMatch('unknown_lei');
    const parsed = answerSchema.safeParse(answer);
    if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
    const legalEntity = parsed.data.data.attributes;
    const isNamed = mayBeNameOf(question.company, legalEntity.entity.legalName.name);
    if (legalEntity.lei !== lei || !(isOwnStatement || isNamed)) return noMatch('other_entity');
    if (legalEntity.entity.status === 'INACTIVE') return noMatch('inactive_entity');
    const document = makeDocument({
      sourceId: 'gleif',
      url: `https://search.gleif.org/#/record/${lei}`,
      observedAt,
      title: legalEntity.entity.legalName.name,
      segments: [record(legalEntity)],
    });
    return matched([document], statedFacts(document, legalEntity));
  },
};

interface KnownLei {
  readonly lei: string;
  /** Whether the company itself says so. */
  readonly isOwnStatement: boolean;
}

async function findLei(question: SourceQuestion): Promise<KnownLei | null> {
  const homepage = await readHomepage(question.company);
  const stated = homepage === null ? [] : structuredTexts(homepage, 'leiCode');
  const own = [...new Set(stated)].filter((code) => leiForm.test(code));
  if (own.length === 1 && own[0] !== undefined) return { lei: own[0], isOwnStatement: true };
  const { owners } = await findOwners(question.company.domain, question);
  const lei = chooseOwner(owners, question.company)?.lei ?? null;
  return lei !== null && leiForm.test(lei) ? { lei, isOwnStatement: false } : null;
}

function statedFacts(document: Document, { lei, entity }: LegalEntity): FieldFact[] {
  const { legalName, headquartersAddress: address } = entity;
  // Regions are codes such as NL-NB, which nobody reads.
  const place = [address?.city, address?.country].filter((part) => part != null);
  return [
    ...stateFact(document, {
      field: 'legalName',
      value: legalName.name,
      quotes: [quoteMembers({ legalName })],
      confidence: 0.95,
    }),
    ...stateFact(document, {
      field: 'headquarters',
      value: place.join(', '),
      quotes: [quoteMembers({ headquartersAddress: address })],
      // Right, but with its country as a code: a source that words it goes first.
      confidence: 0.7,
    }),
    ...stateFact(document, {
      field: 'ids',
      value: { scheme: 'lei', value: lei },
      quotes: [quoteMembers({ lei })],
      confidence: 0.95,
    }),
  ];
}
