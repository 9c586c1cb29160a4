import * as z from 'zod';
import { userRoleField } from '../../functions/lib/api/fields.ts';
import { evidenceSchema } from '../../functions/lib/company/fact.ts';
import { briefSectionSchema, statementSchema } from '../../functions/lib/engines/insights.ts';
import type { BodyDescription, Operation } from './operation.ts';
import { acceptedStart, answer, engineTurn, workflow } from './schemas/answer.ts';
import { batch, batchResult } from './schemas/batch.ts';
import { customerIntelligence, topic } from './schemas/customer.ts';
import { analysis, finishedAnalysis, polled, startedAnalysis } from './schemas/front-end.ts';
import { brief, companyIntelligence, evidence, source } from './schemas/intelligence.ts';
import { candidate, freshness } from './schemas/parts.ts';
import { problem } from './schemas/problem.ts';
import { foundCompany, health, lookup, openApiDocument } from './schemas/service.ts';
import { askedSource, stage, status } from './schemas/status.ts';

/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The shapes of answers by the names that the document and the typed client give them. */
const answerSchemas = {
  AcceptedStart: acceptedStart,
  Analysis: analysis,
  Answer: answer,
  AskedSource: askedSource,
  Batch: batch,
  BatchResult: batchResult,
  Brief: brief,
  BriefSection: briefSectionSchema,
  Candidate: candidate,
  CompanyIntelligence: companyIntelligence,
  CompanySearchResult: foundCompany,
  CustomerIntelligence: customerIntelligence,
  EngineTurn: engineTurn,
  Evidence: evidence,
  FinishedAnalysis: finishedAnalysis,
  Freshness: freshness,
  Health: health,
  LookupAnswer: lookup,
  OpenApiDocument: openApiDocument,
  PolledAnalysis: polled,
  Problem: problem,
  Source: source,
  Stage: stage,
  StartedAnalysis: startedAnalysis,
  Statement: statementSchema,
  StatementEvidence: evidenceSchema,
  Status: status,
  Topic: topic,
  Workflow: workflow,
} as const satisfies Record<string, z.ZodType>;

/** Gives all schemas of the document by name. Throws Error where two operations give one name to different bodies. */
export function writeSchemas(operations: readonly Operation[]): Record<string, JsonSchema> {
  const bodies = new Map<string, z.core.$ZodType>();
  const described = operations.flatMap(({ body }) => (body === undefined ? [] : [body]));
  for (const { name, schema } of described.flatMap((body) => [body, ...Object.values(body.lists ?? {})])) {
    if ((bodies.get(name) ?? schema) !== schema) throw new Error(`Two bodies are called ${name}.`);
    bodies.set(name, schema);
  }
  const written = { ...convert(Object.entries(answerSchemas), 'output'), ...convert([...bodies], 'input') };
  for (const { name, lists } of described) fillLists(written[name], lists ?? {});
  return Object.fromEntries(Object.entries(written).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The handler parses the items of such a list one by one, so that one that is refused is refused alone. */
function fillLists(schema: JsonSchema | undefined, lists: NonNullable<BodyDescription['lists']>): void {
  for (const [property, { name }] of Object.entries(lists)) {
    Object.assign(Object(Reflect.get(Object(schema?.properties), property)), { items: reference(name) });
  }
}

/** Refers to the schema of an answer or a body; one without a name is written in place. */
export function referTo(schema: z.core.$ZodType): JsonSchema {
  const named = Object.entries(answerSchemas).find(([, each]) => each === schema);
  return named === undefined ? convertOne(schema) : reference(named[0]);
}

/** Refers to a schema by its name. */
export function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** Writes one schema of what a caller sends. */
export function convertOne(schema: z.core.$ZodType): JsonSchema {
  const { $schema, ...written } = z.toJSONSchema(schema, settingsFor('input'));
  return written;
}

function convert(entries: readonly (readonly [string, z.core.$ZodType])[], io: 'input' | 'output') {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of entries) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    ...settingsFor(io),
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, ...written }]): [string, JsonSchema] => [name, written]),
  );
}

function settingsFor(io: 'input' | 'output') {
  return {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // Answers may grow; a client must let pass what it does not know.
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      // Zod's bounds of an integer say nothing about the API.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (zodSchema === userRoleField) Object.assign(jsonSchema, userRole);
    },
  } as const satisfies Parameters<typeof z.toJSONSchema>[1];
}

const userRole = {
  description: 'A role by its full name or its short form, in any case.',
  examples: [
    'account-executive',
    'solutions-engineer',
    'business-development-rep',
    'customer-success-manager',
    'AE',
    'SE',
    'BDR',
    'CSM',
  ],
};
