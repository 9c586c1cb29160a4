import * as z from 'zod';
import { isSameDomain } from '../company/domain.ts';
import { isSameName, mayBeNameOf } from '../company/name.ts';
import type { FieldFact } from '../company/profile.ts';
import type { Document } from '../content/document.ts';
import { type Adapter, matched, noMatch, SourceFailure, type SourceQuestion } from './adapter.ts';
import { makeDocument, quoteMembers, record, stateFact } from './record.ts';
import { requestJson } from './request.ts';
import { type EventFiling, filedEvents, filingsSchema } from './sec-filings.ts';
import { requestRevenue, revenueFacts } from './sec-revenue.ts';
import { looseList, looseObject, looseText } from './tolerant.ts';
import { chooseOwner, findOwners } from './wikidata/owners.ts';

const submissionsSchema = z.object({
  cik: z.union([z.string(), z.number()]).transform(String),
  name: z.string().min(1),
  sicDescription: looseText,
  tickers: looseList(z.string().min(1)),
  website: looseText,
  addresses: looseObject({
    business: looseObject({ city: looseText, stateOrCountryDescription: looseText, stateOrCountry: looseText }),
  }),
  filings: filingsSchema,
});
type Submissions = z.infer<typeof submissionsSchema>;

const tickersSchema = z.record(z.string(), z.object({ cik_str: z.number(), title: z.string() }));

/**
 * A filer with the SEC (public domain, https://www.sec.gov/search-filings/edgar-application-programming-interfaces),
 * found by the CIK of the Wikidata entity that owns the domain, else by its name if the filing
 * names this domain as its website. The SEC refuses whoever does not say how to be reached, so
 * without CONTACT_URL it is not asked.
 */
export const secEdgar: Adapter = {
  id: 'sec-edgar',
  async ask(question) {
    if (!process.env.CONTACT_URL) return { outcome: 'skipped', reason: 'no_contact' };
    const filer = await findFiler(question);
    if (filer === null) return noMatch('no_filer');
    const observedAt = question.surroundings.now();
    const cik = filer.cik.padStart(10, '0');
    const answer = await requestJson(`https://data.sec.gov/submissions/CIK${cik}.json`, question);
    if (answer === null) return noMatch('no_filer');
    const parsed = submissionsSchema.safeParse(answer);
    if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
    const { filings, ...submissions } = parsed.data;
    const namesDomain = isSameDomain(submissions.website ?? '', question.company.domain);
    if (!filer.isTied && !namesDomain) return noMatch('other_website');
    // A register may hold another filer's number.
    if (!namesDomain && !mayBeNameOf(question.company, submissions.name)) return noMatch('other_entity');
    const events = filedEvents(filings, observedAt);
    const revenue = await requestRevenue(cik, question);
    const document = makeDocument({
      sourceId: 'sec-edgar',
      url: `https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=${cik}`,
      observedAt,
      title: submissions.name,
      segments: [
        record(submissions),
        ...events.map(({ row }) => record(row)),
        ...(revenue === null ? [] : [record(revenue)]),
      ],
    });
    return matched(
      [document],
      [...statedFacts(document, submissions), ...eventFacts(document, events), ...revenueFacts(document, revenue)],
    );
  },
};

interface Filer {
  readonly cik: string;
  /** Whether something else than its name ties it to the domain. */
  readonly isTied: boolean;
}

async function findFiler(question: SourceQuestion): Promise<Filer | null> {
  const { company } = question;
  const { owners } = await findOwners(company.domain, question);
  const cik = chooseOwner(owners, company)?.cik ?? null;
  if (cik !== null && /^\d{1,10}$/.test(cik)) return { cik, isTied: true };
  const parsed = tickersSchema.safeParse(await requestJson('https://www.sec.gov/files/company_tickers.json', question));
  if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
  const named = Object.values(parsed.data).filter(({ title }) => isSameName(title, company.name));
  const ciks = [...new Set(named.map(({ cik_str }) => String(cik_str)))];
  return ciks.length === 1 && ciks[0] !== undefined ? { cik: ciks[0], isTied: false } : null;
}

function statedFacts(document: Document, filer: Omit<Submissions, 'filings'>): FieldFact[] {
  const { cik, name, sicDescription, tickers, addresses } = filer;
  const business = addresses?.business;
  const place = [business?.city, business?.stateOrCountryDescription ?? business?.stateOrCountry].filter(
    (part) => part != null,
  );
  const state = (parts: Omit<Parameters<typeof stateFact>[1], 'confidence'>, confidence = 0.9) =>
    stateFact(document, { ...parts, confidence });
  return [
    ...state({ field: 'legalName', value: name, quotes: [quoteMembers({ name })] }),
    // SIC classes are coarse and often those of the year of the first filing.
    ...state({ field: 'industry', value: sicDescription, quotes: [quoteMembers({ sicDescription })] }, 0.6),
    ...state({ field: 'headquarters', value: place.join(', '), quotes: [quoteMembers({ business })] }, 0.8),
    ...state({ field: 'ids', value: { scheme: 'cik', value: cik }, quotes: [quoteMembers({ cik })] }),
    ...state({ field: 'ids', value: { scheme: 'ticker', value: tickers[0] }, quotes: [quoteMembers({ tickers })] }),
  ];
}

function eventFacts(document: Document, events: readonly EventFiling[]): FieldFact[] {
  return events.flatMap(({ row, type, text }) =>
    stateFact(document, {
      field: 'buyingSignals',
      value: { type, text, date: row.filingDate },
      quotes: [quoteMembers(row)],
      confidence: 0.9,
      basis: 'derived',
    }),
  );
}
