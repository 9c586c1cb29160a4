import * as z from 'zod';
import { looseList } from '../tolerant.ts';

/**
 * The properties that are read, with what they mean
 * (https://www.wikidata.org/wiki/Wikidata:List_of_properties).
 */
export const properties = {
  website: 'P856',
  inception: 'P571',
  headquarters: 'P159',
  country: 'P17',
  industry: 'P452',
  employees: 'P1128',
  revenue: 'P2139',
  chiefExecutive: 'P169',
  lei: 'P1278',
  cik: 'P5531',
  linkedin: 'P4264',
  x: 'P2002',
  facebook: 'P2013',
  github: 'P2037',
  youtube: 'P2397',
} as const;
const kept: readonly string[] = Object.values(properties);

/** Quantities come signed, `+611000000`; the plus is dropped, or they would be taken for telephone numbers. */
const dataValue = z.unknown().transform((value) => {
  const quantity = z.looseObject({ amount: z.string().startsWith('+') }).safeParse(value);
  return quantity.success ? { ...quantity.data, amount: quantity.data.amount.slice(1) } : value;
});
const snak = z.object({
  property: z.string(),
  datavalue: z.object({ value: dataValue, type: z.string() }),
});
const statement = z.object({
  mainsnak: snak,
  qualifiers: z.record(z.string(), looseList(snak)).optional().catch(undefined),
  rank: z.enum(['preferred', 'normal', 'deprecated']).catch('normal'),
});
/** One claim with its qualifiers, as in the Wikibase JSON (https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html). */
export type Statement = z.infer<typeof statement>;

const monolingual = z.object({ en: z.object({ language: z.string(), value: z.string() }).optional().catch(undefined) });
const entity = z.object({
  id: z.string(),
  labels: monolingual.catch({}),
  descriptions: monolingual.catch({}),
  claims: z.record(z.string(), looseList(statement)).catch({}),
});
/** An entity cut down to what is read of it; this is what the stored record holds. */
export type Entity = z.infer<typeof entity>;

const entityData = z.object({ entities: z.record(z.string(), z.unknown()) });

/** Reads the answer of Special:EntityData, whose key differs from the asked id after a merge; null where it holds none. */
export function readEntity(answer: unknown): Entity | null {
  const data = entityData.safeParse(answer);
  const parsed = entity.safeParse(Object.values(data.data?.entities ?? {})[0]);
  if (!parsed.success) return null;
  const claims = Object.entries(parsed.data.claims).filter(([property]) => kept.includes(property));
  return { ...parsed.data, claims: Object.fromEntries(claims) };
}

/** The statements of a property that hold now: the best rank, without those that have ended (P582). */
export function currentStatements({ claims }: Entity, property: string): Statement[] {
  const usable = (claims[property] ?? []).filter(({ rank, qualifiers }) => rank !== 'deprecated' && !qualifiers?.P582);
  const preferred = usable.filter(({ rank }) => rank === 'preferred');
  return preferred.length > 0 ? preferred : usable;
}

/** The statement with the latest point in time (P585); undated ones come last. */
export function latestStatement(entityRead: Entity, property: string): Statement | undefined {
  return currentStatements(entityRead, property).sort(
    (left, right) => (pointInTime(right) ?? 0) - (pointInTime(left) ?? 0),
  )[0];
}

/** The year of a statement's point in time (P585), null where it has none. */
export function pointInTime({ qualifiers }: Statement): number | null {
  return yearOf(qualifiers?.P585?.[0]?.datavalue.value);
}

/** `+1998-09-04T00:00:00Z` with a precision of a year or finer (9 and above in the data model) → 1998. */
export function yearOf(value: unknown): number | null {
  const parsed = z.object({ time: z.string(), precision: z.number().catch(0) }).safeParse(value);
  if (!parsed.success || parsed.data.precision < 9) return null;
  const year = /^\+(\d{4})-/.exec(parsed.data.time)?.[1];
  return year === undefined ? null : Number(year);
}

/** The amount of a quantity and the entity id of its unit, null for a number without unit. */
export function quantityOf(value: unknown): { readonly amount: number; readonly unit: string | null } | null {
  const parsed = z.object({ amount: z.string(), unit: z.string() }).safeParse(value);
  const amount = Number(parsed.data?.amount ?? Number.NaN);
  if (!parsed.success || !Number.isFinite(amount)) return null;
  return { amount, unit: /Q\d+$/.exec(parsed.data.unit)?.[0] ?? null };
}

/** The id of the entity that a statement points to, null where it holds something else. */
export function linkedEntity(statementRead: Statement): string | null {
  const parsed = z.object({ id: z.string().regex(/^Q\d+$/) }).safeParse(statementRead.mainsnak.datavalue.value);
  return parsed.data?.id ?? null;
}

/** The text of a string statement, null where it holds something else. */
export function textOf({ mainsnak }: Statement): string | null {
  const { value } = mainsnak.datavalue;
  return typeof value === 'string' && value !== '' ? value : null;
}
