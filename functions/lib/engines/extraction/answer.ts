import * as z from 'zod';
import { signals } from '../../analysis/vocabulary/signals.ts';

/** A passage as the engine names it: the label of a fenced document, and words of it. */
const quotes = z.array(
  z.object({
    document: z.string().describe('id of the fenced document, such as D1'),
    text: z.string().describe('copied from that document character for character, at most 300 characters'),
  }),
);
const basis = z.enum(['stated', 'derived']).describe('stated: stands in the quote; derived: follows from it');
const item = { basis, quotes };
/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; the verifier refuses anything else. */
const date = z.string().nullable().describe('YYYY, YYYY-MM or YYYY-MM-DD, never more precise than the quote');
const currency = z.string().describe('ISO 4217 code');

/** Fields whose values are words. Profiles and register numbers are not asked for: records give them better. */
export const textFields = [
  'companyName',
  'legalName',
  'description',
  'industry',
  'products',
  'targetMarkets',
  'competitors',
  'valuePropositions',
  'positioningStrategy',
  'pricingModel',
  'headquarters',
  'marketPresence',
  'customers',
  'partnerships',
  'techStack',
  'businessChallenges',
  'growthIndicators',
  'complianceBadges',
] as const;

const signalTypes = signals.map(({ label }) => label) as [string, ...string[]];

/**
 * What an engine answers when it is asked for the facts in documents. Every list may be empty. No
 * optional members and no records, which the providers' strict modes refuse or empty; byte for byte
 * the same in every question, since Bedrock compiles a grammar for each new schema
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html).
 */
export const extractionAnswerSchema = z.object({
  texts: z.array(z.object({ field: z.enum(textFields), value: z.string(), ...item })),
  figures: z.array(z.object({ field: z.enum(['employees', 'founded']), value: z.number(), ...item })),
  executives: z.array(z.object({ name: z.string(), title: z.string(), ...item })),
  news: z.array(z.object({ title: z.string(), publishedAt: date, ...item })),
  fundingRounds: z.array(
    z.object({
      type: z.string().nullable(),
      amount: z.number().nullable(),
      currency: currency.nullable(),
      date,
      ...item,
    }),
  ),
  revenue: z.array(z.object({ amount: z.number(), currency, period: z.string().nullable(), ...item })),
  hiring: z.array(z.object({ openJobs: z.number().nullable(), teams: z.array(z.string()), ...item })),
  buyingSignals: z.array(z.object({ type: z.enum(signalTypes), text: z.string(), date, ...item })),
});
export type ExtractionAnswer = z.infer<typeof extractionAnswerSchema>;
