import * as z from 'zod';
import type { FieldFact } from '../company/profile.ts';
import type { Document } from '../content/document.ts';
import { SourceFailure, type SourceQuestion } from './adapter.ts';
import { quoteMembers, stateFact } from './record.ts';
import { requestJson } from './request.ts';
import { looseList, looseText } from './tolerant.ts';

/** One figure of a filing, with the names of what it measures; stands in the document as one record. */
export interface RevenueRow {
  readonly tag: string;
  readonly unit: string;
  /** Dates of the period; `val` in whole units, `filed` the day of the filing. */
  readonly start: string;
  readonly end: string;
  readonly val: number;
  readonly accn: string;
  readonly form: string;
  readonly filed: string;
}

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const figureSchema = z.object({
  start: date,
  end: date,
  val: z.number(),
  accn: z.string(),
  form: z.string(),
  filed: date,
});
const conceptSchema = z.object({ tag: looseText, units: z.record(z.string(), looseList(figureSchema)).catch({}) });

/** What filers call their revenue: US companies by ASC 606 or before and beside it, foreign ones by IFRS. */
const usConcepts = ['us-gaap/RevenueFromContractWithCustomerExcludingAssessedTax', 'us-gaap/Revenues'];
const foreignConcepts = ['ifrs-full/Revenue'];
/** Annual reports (https://www.sec.gov/submit-filings/forms-index); quarterly ones hold parts of a year. */
const annualForm = /^(?:10-K|20-F|40-F)(?:\/A|T)?$/;
const dayMs = 24 * 60 * 60_000;
/** A fiscal year is 52 or 53 weeks, or a calendar year. */
const yearDays = { least: 350, most: 380 };

/**
 * The revenue of a filer's latest fiscal year as filed, from one concept at a time: all facts of a company
 * in one answer are many megabytes
 * (https://www.sec.gov/search-filings/edgar-application-programming-interfaces). Null where there is
 * none or it could not be had: the rest of what the SEC says stands without it. `cik` in ten digits.
 */
export async function requestRevenue(cik: string, question: SourceQuestion): Promise<RevenueRow | null> {
  return (await latestOf(usConcepts, cik, question)) ?? (await latestOf(foreignConcepts, cik, question));
}

async function latestOf(concepts: readonly string[], cik: string, question: SourceQuestion) {
  const rows = await Promise.all(concepts.map((concept) => requestConcept(concept, cik, question)));
  const annual = rows.flat().filter(isAnnual);
  return annual.sort((left, right) => compare(right.end, left.end) || compare(right.filed, left.filed))[0] ?? null;
}

async function requestConcept(concept: string, cik: string, question: SourceQuestion): Promise<RevenueRow[]> {
  try {
    const url = `https://data.sec.gov/api/xbrl/companyconcept/CIK${cik}/${concept}.json`;
    const parsed = conceptSchema.safeParse(await requestJson(url, question));
    if (!parsed.success) return [];
    const tag = parsed.data.tag ?? concept.slice(concept.indexOf('/') + 1);
    return Object.entries(parsed.data.units)
      .filter(([unit]) => /^[A-Z]{3}$/.test(unit))
      .flatMap(([unit, figures]) => figures.map((figure) => ({ tag, unit, ...figure })));
  } catch (error) {
    if (error instanceof SourceFailure) return [];
    throw error;
  }
}

function isAnnual({ start, end, form, val }: RevenueRow): boolean {
  const days = (Date.parse(end) - Date.parse(start)) / dayMs;
  return annualForm.test(form) && val > 0 && days >= yearDays.least && days <= yearDays.most;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** States the revenue; a year that does not end with the calendar's is named by its last day. */
export function revenueFacts(document: Document, row: RevenueRow | null): FieldFact[] {
  if (row === null) return [];
  const period = row.end.endsWith('-12-31') ? row.end.slice(0, 4) : row.end;
  return stateFact(document, {
    field: 'revenue',
    value: { amount: row.val, currency: row.unit, period },
    quotes: [quoteMembers({ ...row })],
    confidence: 0.95,
  });
}
