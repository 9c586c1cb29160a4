import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { fillDates } from './relative-dates.ts';

const entityId = z.string().regex(/^Q\d+$/);
const statement = z.strictObject({
  /** Entity id, text, year, or amount with the entity id of its unit. */
  entity: entityId.optional(),
  text: z.string().optional(),
  year: z.number().int().optional(),
  amount: z.number().optional(),
  unit: entityId.optional(),
  /** Year of its point in time (P585). */
  asOf: z.number().int().optional(),
  rank: z.enum(['preferred', 'normal', 'deprecated']).default('normal'),
});
export type StatementRecord = z.infer<typeof statement>;

/** What others know of a fictional company: `records.json` beside its site. */
const recordsSchema = z.strictObject({
  wikidata: z
    .strictObject({
      id: entityId,
      label: z.string(),
      description: z.string(),
      aliases: z.array(z.string()).default([]),
      /** By property. */
      claims: z.record(z.string().regex(/^P\d+$/), z.array(statement)),
    })
    .optional(),
  /** Article in the English Wikipedia. */
  wikipedia: z.strictObject({ title: z.string(), description: z.string(), extract: z.string() }).optional(),
  github: z
    .strictObject({
      login: z.string(),
      name: z.string(),
      description: z.string(),
      blog: z.string(),
      location: z.string(),
      followers: z.number().int(),
      createdAt: z.string(),
      repositories: z.array(
        z.strictObject({
          name: z.string(),
          description: z.string(),
          language: z.string().nullable(),
          stars: z.number().int(),
          fork: z.boolean().default(false),
          pushedAt: z.string(),
        }),
      ),
    })
    .optional(),
  hackerNews: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        url: z.string(),
        points: z.number().int(),
        comments: z.number().int(),
        createdAt: z.string(),
      }),
    )
    .default([]),
  /** Its board at Greenhouse, positions as its careers page lists them. */
  greenhouse: z
    .strictObject({
      token: z.string(),
      jobs: z.array(
        z.strictObject({
          id: z.number().int(),
          title: z.string(),
          location: z.string(),
          department: z.string(),
          updatedAt: z.string(),
          url: z.url(),
          /** HTML. */
          content: z.string(),
        }),
      ),
    })
    .optional(),
  /** Its board at Lever. */
  lever: z
    .strictObject({
      site: z.string(),
      region: z.enum(['us', 'eu']).default('us'),
      postings: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          location: z.string(),
          department: z.string().optional(),
          team: z.string().optional(),
          createdAt: z.string(),
          description: z.string(),
          /** Requirements, a list item each. */
          requirements: z.array(z.string()).default([]),
        }),
      ),
    })
    .optional(),
  /** Articles of the press, true or not about this company. */
  news: z
    .array(
      z.strictObject({
        title: z.string(),
        url: z.url(),
        source: z.string(),
        snippet: z.string(),
        publishedAt: z.string(),
        language: z.string().default('English'),
        country: z.string().default('United States'),
      }),
    )
    .default([]),
  /** Positions that Google finds, this company's or a namesake's. */
  googleJobs: z
    .array(
      z.strictObject({
        title: z.string(),
        employer: z.string(),
        location: z.string(),
        via: z.string(),
        description: z.string(),
        postedAt: z.string(),
        /** Where to apply. */
        url: z.url(),
      }),
    )
    .default([]),
  /** The company's page on LinkedIn, and after how many questions a snapshot of it is ready. */
  linkedin: z
    .strictObject({
      slug: z.string(),
      name: z.string(),
      about: z.string(),
      industries: z.string(),
      companySize: z.string(),
      employeesInLinkedin: z.number().int(),
      founded: z.number().int(),
      headquarters: z.string(),
      countryCode: z.string(),
      website: z.string(),
      followers: z.number().int(),
      specialties: z.string(),
      readyAfterPolls: z.number().int().nonnegative(),
    })
    .optional(),
  /** What Snov.io tells of the company. */
  snov: z
    .strictObject({
      companyName: z.string(),
      website: z.string(),
      city: z.string().nullable(),
      country: z.string().nullable(),
      state: z.string().nullable(),
      industry: z.string().nullable(),
      size: z.string().nullable(),
      founded: z.string().nullable(),
      phone: z.string().nullable(),
    })
    .optional(),
  rdap: z.strictObject({ registered: z.string(), expires: z.string(), registrar: z.string() }).optional(),
  gleif: z
    .strictObject({
      lei: z.string(),
      legalName: z.string(),
      city: z.string(),
      region: z.string().nullable(),
      country: z.string(),
      postalCode: z.string(),
      street: z.string(),
      jurisdiction: z.string(),
      created: z.string(),
    })
    .optional(),
  sec: z
    .strictObject({
      cik: z.number().int(),
      name: z.string(),
      ticker: z.string(),
      exchange: z.string(),
      sic: z.string(),
      sicDescription: z.string(),
      city: z.string(),
      state: z.string(),
      stateDescription: z.string(),
      filings: z.array(
        z.strictObject({ accession: z.string(), form: z.string(), date: z.string(), items: z.string() }),
      ),
      /** Revenue as it stands in annual and quarterly reports, newest last. */
      revenue: z
        .array(
          z.strictObject({
            start: z.string(),
            end: z.string(),
            usd: z.number().int(),
            accession: z.string(),
            form: z.string(),
            filed: z.string(),
          }),
        )
        .default([]),
    })
    .optional(),
  /** Google's knowledge graph, keys and display strings as SerpApi gives them. */
  knowledgeGraph: z.record(z.string(), z.unknown()).optional(),
});
export type CompanyRecords = z.infer<typeof recordsSchema> & { readonly domain: string };

/** Reads what others know of a company; nothing where the file is missing. `now` in epoch ms. */
export function readCompanyRecords(directory: string, domain: string, now: number): CompanyRecords {
  const file = join(directory, 'records.json');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
  return { ...recordsSchema.parse(JSON.parse(fillDates(text, now))), domain };
}
