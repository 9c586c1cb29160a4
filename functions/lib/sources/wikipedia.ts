import * as z from 'zod';
import { type Adapter, matched, noMatch, SourceFailure } from './adapter.ts';
import { makeDocument, record, stateFact } from './record.ts';
import { requestJson } from './request.ts';
import { looseObject, looseText } from './tolerant.ts';
import { chooseOwner, findOwners } from './wikidata/owners.ts';

const summarySchema = z.object({
  type: looseText,
  title: z.string().min(1),
  wikibase_item: looseText,
  extract: looseText,
  description: looseText,
  timestamp: looseText,
  content_urls: looseObject({ desktop: looseObject({ page: looseText }) }),
});

const longestDescription = 500;

/**
 * The first paragraph of the English article (CC BY-SA, to be attributed) on the entity that owns
 * the domain (https://en.wikipedia.org/api/rest_v1/#/Page%20content/get_page_summary__title_). The
 * article is found through Wikidata and must name the same entity: titles alone lead to namesakes.
 */
export const wikipedia: Adapter = {
  id: 'wikipedia',
  async ask(question) {
    const { company, surroundings } = question;
    const { owners } = await findOwners(company.domain, question);
    const owner = chooseOwner(owners, company);
    const title = /\/wiki\/([^?#]+)$/.exec(owner?.article ?? '')?.[1];
    if (owner === null || title === undefined) return noMatch('no_article');
    const observedAt = surroundings.now();
    const answer = await requestJson(`https://en.wikipedia.org/api/rest_v1/page/summary/${title}`, question);
    if (answer === null) return noMatch('no_article');
    const parsed = summarySchema.safeParse(answer);
    if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
    const summary = parsed.data;
    if (summary.type === 'disambiguation') return noMatch('disambiguation');
    if (summary.wikibase_item !== owner.entityId) return noMatch('other_entity');
    const extract = summary.extract ?? '';
    const document = makeDocument({
      sourceId: 'wikipedia',
      url: summary.content_urls?.desktop?.page ?? `https://en.wikipedia.org/wiki/${title}`,
      observedAt,
      title: summary.title,
      segments: [{ origin: 'text', text: extract }, record(answer)],
      blocks:
        extract === ''
          ? []
          : [{ kind: 'paragraph', level: null, text: extract, section: [summary.title], boilerplate: false }],
      publishedAt: readDate(summary.timestamp),
    });
    const description = shorten(extract);
    return matched(
      [document],
      stateFact(document, { field: 'description', value: description, quotes: [description], confidence: 0.85 }),
    );
  },
};

/** Whole sentences up to 500 characters; a single longer one as it is. */
function shorten(extract: string): string {
  if (extract.length <= longestDescription) return extract;
  const end = extract.slice(0, longestDescription).lastIndexOf('. ');
  return end > 0 ? extract.slice(0, end + 1) : (/^.*?\.(?= |$)/.exec(extract)?.[0] ?? extract);
}

function readDate(timestamp: string | null): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(timestamp ?? '')?.[0] ?? null;
}
