import * as z from 'zod/mini';
import { parseBody } from '../lib/api/body.ts';
import { mapBounded } from '../lib/api/map-bounded.ts';
import { importCompany, removeCompany } from '../lib/cache/company-index.ts';
import { type Domain, parseDomain } from '../lib/company/domain.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { type ErrorDetail, IntelligenceError } from '../lib/errors.ts';

/** What a caller sends at once; below Lambda's 6 MB with every text at its longest. */
const mostRows = 100;
/** Each writes some dozens of rows. */
const atOnce = 10;

const domainField = z.pipe(
  z.string(),
  z.transform((input: string, context): Domain => {
    const domain = parseDomain(input);
    if (domain !== null) return domain;
    context.issues.push({ code: 'custom', message: 'must be a registrable domain such as example.com', input });
    return z.NEVER;
  }),
);
const nameField = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const namesField = z._default(z.array(nameField).check(z.maxLength(20)), []);
const textField = (longest: number) => z._default(z.nullable(z.string().check(z.maxLength(longest))), null);

const companySchema = z.strictObject({
  domain: domainField,
  name: nameField,
  otherNames: namesField,
  formerNames: namesField,
  description: textField(2000),
  industry: textField(200),
  headquarters: textField(500),
  employees: z._default(z.nullable(z.int().check(z.minimum(0))), null),
  founded: z._default(z.nullable(z.int().check(z.minimum(1000), z.maximum(2100))), null),
});

const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('import'),
    companies: z.array(z.unknown()).check(z.maxLength(mostRows)),
    /** Only says what it thinks of the rows. */
    isCheck: z._default(z.boolean(), false),
  }),
  z.strictObject({ command: z.literal('remove'), domains: z.array(domainField).check(z.maxLength(mostRows)) }),
]);

/** A row that was not taken: its place in the command, and what is wrong with which field. */
interface RejectedRow extends ErrorDetail {
  readonly index: number;
}

/**
 * Puts companies of a list into the index, and takes companies out of it. Behind no route: an operator
 * invokes it with IAM, through `npm run companies:import`. Throws IntelligenceError `request.invalid`
 * for a broken command, TransientError `storage.unavailable`; repeating a command changes nothing.
 */
export async function handler(event: unknown) {
  const command = parseBody(commandSchema, event);
  if (command.command === 'remove') {
    const removed = await mapBounded(command.domains, atOnce, removeCompany);
    return { removed: removed.filter(Boolean).length };
  }
  const rows = command.companies.map(readRow);
  const companies = rows.flatMap(({ company }) => company ?? []);
  const now = systemClock.now();
  if (!command.isCheck) await mapBounded(companies, atOnce, (company) => importCompany(company, now));
  return { taken: companies.length, rejected: rows.flatMap(({ rejected }) => rejected) };
}

function readRow(row: unknown, index: number) {
  try {
    return { company: parseBody(companySchema, row), rejected: [] };
  } catch (error) {
    if (!(error instanceof IntelligenceError)) throw error;
    const rejected: RejectedRow[] = error.details.map((detail) => ({ index, ...detail }));
    return { company: null, rejected };
  }
}
