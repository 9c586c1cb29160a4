import { endpoint } from '../lib/api/endpoint.ts';
import { type FoundCompany, findCompanies } from '../lib/api/find-companies.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { IntelligenceError } from '../lib/errors.ts';

const longestQuery = 2048;
const limits = { usual: 5, most: 10 };

/** `GET /companies/lookup?query=…&limit=…`: the web client's search box. */
export const handler = endpoint(null, async ({ query: asked, exchangeId }) => {
  const query = (asked.query ?? '').trim();
  if (query === '' || query.length > longestQuery) throw refuse('query', `must have 1 to ${longestQuery} characters`);
  const limit = readLimit(asked.limit);
  const now = systemClock.now();
  const { outcome, companies, cached } = await findCompanies(query, now);
  const shown = companies.slice(0, limit).map(viewCompany);
  const data = { companies: shown, total: companies.length, query, cached, generatedAt: new Date(now).toISOString() };
  return { status: 200, body: { data, requestId: exchangeId, message: messages[outcome] } };
});

const messages = {
  matched: 'The company was found.',
  ambiguous: 'The query may mean several companies.',
  not_found: 'No company of this name is known.',
} as const;

function readLimit(text: string | undefined): number {
  if (text === undefined || text === '') return limits.usual;
  if (/^[1-9]\d{0,3}$/.test(text)) return Math.min(limits.most, Number(text));
  throw refuse('limit', 'must be a whole number from 1 on');
}

/** Unknown fields are left out; the client knows two names for the seat and for the number of people. */
function viewCompany({ company, matchScore, matchedOn, source }: FoundCompany) {
  const { name, domain, description, industry, headquarters, employees, founded } = company;
  const size = employees === null ? null : `${employees} employees`;
  const facts = { description, industry, headquarters, location: headquarters, employees, size, founded };
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return { name, domain, ...Object.fromEntries(known), sources: [source], matchScore, matchedOn };
}

function refuse(field: string, message: string): IntelligenceError {
  return new IntelligenceError('request.invalid', `Not valid: ${field}.`, { details: [{ field, message }] });
}
