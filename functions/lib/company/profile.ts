import * as z from 'zod';
import { basisSchema, evidenceSchema } from './fact.ts';

const text = z.string().min(1);
/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: never more precise than the evidence. */
const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

export const executiveSchema = z.object({ name: text, title: text });
export const newsItemSchema = z.object({ title: text, url: text, publishedAt: partialDate.nullable() });
/** `amount` in whole units of `currency` (ISO 4217). */
export const fundingRoundSchema = z.object({
  type: text.nullable(),
  amount: z.number().nullable(),
  currency: text.nullable(),
  date: partialDate.nullable(),
});
/** `amount` in whole units of `currency` (ISO 4217) for `period`, such as `2025`. */
export const revenueSchema = z.object({ amount: z.number(), currency: text, period: text.nullable() });
export const hiringSchema = z.object({ openJobs: z.number().int().nullable(), teams: z.array(text) });
export const buyingSignalSchema = z.object({ type: text, text, date: partialDate.nullable() });
export const socialProfileSchema = z.object({ network: text, url: text });
export const companyIdSchema = z.object({ scheme: text, value: text });

/** How one field of the profile is filled: the shape of one value, and whether it holds many. */
interface FieldShape {
  readonly many: boolean;
  readonly value: z.ZodType;
}
const one = (value: z.ZodType): FieldShape => ({ many: false, value });
const many = (value: z.ZodType): FieldShape => ({ many: true, value });

/** Every field of a company profile that a fact can fill, under the names of the REST contract. */
export const profileFields = {
  companyName: one(text),
  legalName: one(text),
  description: one(text),
  industry: one(text),
  products: many(text),
  targetMarkets: many(text),
  competitors: many(text),
  valuePropositions: many(text),
  positioningStrategy: one(text),
  pricingModel: one(text),
  companySize: one(text),
  employees: one(z.number().int().positive()),
  revenue: one(revenueSchema),
  founded: one(z.number().int().min(1000).max(2100)),
  headquarters: one(text),
  marketPresence: one(text),
  customers: many(text),
  partnerships: many(text),
  techStack: many(text),
  keyExecutives: many(executiveSchema),
  recentNews: many(newsItemSchema),
  fundingRounds: many(fundingRoundSchema),
  hiring: one(hiringSchema),
  businessChallenges: many(text),
  growthIndicators: many(text),
  buyingSignals: many(buyingSignalSchema),
  complianceBadges: many(text),
  socialProfiles: many(socialProfileSchema),
  ids: many(companyIdSchema),
} satisfies Record<string, FieldShape>;

export type ProfileField = keyof typeof profileFields;
export const profileFieldNames = Object.keys(profileFields) as ProfileField[];
export const profileFieldSchema = z.enum(profileFieldNames as [ProfileField, ...ProfileField[]]);

/**
 * One source's statement about one field: a single value, one item of a list field.
 * What sources, engines and the verifier hand on; `value` has the shape of `profileFields[field].value`.
 */
export const fieldFactSchema = z
  .object({
    field: profileFieldSchema,
    value: z.unknown(),
    confidence: z.number().min(0).max(1),
    basis: basisSchema,
    evidence: z.array(evidenceSchema).min(1),
  })
  .refine((fact) => profileFields[fact.field].value.safeParse(fact.value).success, {
    message: 'value does not have the shape of its field',
  });
export type FieldFact = z.infer<typeof fieldFactSchema>;
