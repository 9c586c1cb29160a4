import * as z from 'zod';
import type { SourceQuestion } from '../adapter.ts';
import { quoteMembers } from '../record.ts';
import { requestJson } from '../request.ts';

const answerSchema = z.object({ entities: z.record(z.string(), z.unknown()) });
const labelled = z.object({ labels: z.object({ en: z.object({ language: z.string(), value: z.string() }) }) });

/** English names of entities in the order asked for; this is what the stored record holds. */
export type Labels = Readonly<Record<string, z.infer<typeof labelled>>>;

/** The API takes 50 ids at once (https://www.wikidata.org/w/api.php?action=help&modules=wbgetentities). */
const mostIds = 50;

/** Gives the English names of entities; those without one are left out. Throws SourceFailure. */
export async function requestLabels(
  ids: readonly string[],
  asker: Pick<SourceQuestion, 'deadline' | 'surroundings'>,
): Promise<Labels> {
  const asked = [...new Set(ids)].slice(0, mostIds);
  if (asked.length === 0) return {};
  const query = `action=wbgetentities&format=json&props=labels&languages=en&ids=${asked.join('%7C')}`;
  const parsed = answerSchema.safeParse(await requestJson(`https://www.wikidata.org/w/api.php?${query}`, asker));
  const read = asked.flatMap((id) => {
    const entity = labelled.safeParse(parsed.data?.entities[id]);
    return entity.success ? [[id, entity.data] as const] : [];
  });
  return Object.fromEntries(read);
}

/** The name of an entity, null where it is not known. */
export function labelOf(labels: Labels, id: string | null): string | null {
  return id === null ? null : (labels[id]?.labels.en.value ?? null);
}

/** The stretch of the stored labels that names these neighbouring entities. */
export function quoteLabels(labels: Labels, ids: readonly string[]): string {
  return quoteMembers(Object.fromEntries(ids.map((id) => [id, labels[id]])));
}
