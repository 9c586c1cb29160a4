import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { type CompanyLine, readCompanyFile } from './company-file.ts';
import { type Deployment, OperatorError } from './deployment.ts';
import type { ImportArguments } from './import-arguments.ts';

/** Where companies go, and who is told how it goes on. */
export interface CompanyService {
  readonly deployment: Pick<Deployment, 'output' | 'name'>;
  readonly lambda: LambdaClient;
  readonly say: (line: string) => void;
}

/** As many rows as `manage-companies` takes at once. */
const batchSize = 100;
const mostComplaints = 50;

const importedSchema = z.object({
  taken: z.number(),
  rejected: z.array(z.object({ index: z.number(), field: z.string(), message: z.string() })),
});
const failureSchema = z.object({ errorMessage: z.string() });

/**
 * Imports a file of companies, or removes the companies that it names, and gives what to print. Rows
 * that are not valid are named by line and field. Throws OperatorError when any were not, after the
 * others were taken; running it again does no harm.
 */
export async function runCompanyImport(asked: ImportArguments, service: CompanyService): Promise<string> {
  const { lines, unknown } = readCompanyFile(asked.file);
  if (unknown.length > 0) service.say(`Left aside, as the index has no such fields: ${unknown.join(', ')}.`);
  if (asked.isRemoval) return removeAll(lines, service);
  const complaints: string[] = [];
  let taken = 0;
  for (let start = 0; start < lines.length; start += batchSize) {
    const batch = lines.slice(start, start + batchSize);
    const command = { command: 'import', companies: batch.map(({ row }) => row), isCheck: asked.isCheck };
    const answer = await manage(command, importedSchema, service);
    taken += answer.taken;
    complaints.push(
      ...answer.rejected.map(
        ({ index, field, message }) => `${asked.file}:${batch[index]?.line ?? '?'} ${field} ${message}`,
      ),
    );
    if (lines.length > batchSize) service.say(`${Math.min(start + batchSize, lines.length)} of ${lines.length} rows`);
  }
  const done = `${taken} of ${lines.length} companies ${asked.isCheck ? 'are valid' : 'are in the index'} of ${service.deployment.name}.`;
  if (complaints.length === 0) return done;
  const more = complaints.length > mostComplaints ? [`… and ${complaints.length - mostComplaints} more`] : [];
  throw new OperatorError([...complaints.slice(0, mostComplaints), ...more, done].join('\n'));
}

async function removeAll(lines: readonly CompanyLine[], service: CompanyService): Promise<string> {
  const rowSchema = z.object({ domain: z.string() });
  const domains = lines.flatMap(({ row }) => rowSchema.safeParse(row).data?.domain ?? []);
  let removed = 0;
  for (let start = 0; start < domains.length; start += batchSize) {
    const command = { command: 'remove', domains: domains.slice(start, start + batchSize) };
    removed += (await manage(command, z.object({ removed: z.number() }), service)).removed;
  }
  return `${removed} of ${lines.length} companies were in the index of ${service.deployment.name} and are no longer.`;
}

async function manage<Schema extends z.ZodType>(
  command: object,
  schema: Schema,
  { deployment, lambda }: CompanyService,
): Promise<z.output<Schema>> {
  const FunctionName = deployment.output('ManageCompaniesFunctionName');
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(command) }));
  const payload: unknown = JSON.parse(Buffer.from(answer.Payload ?? []).toString() || 'null');
  if (answer.FunctionError === undefined) return schema.parse(payload);
  const failure = failureSchema.safeParse(payload);
  throw new OperatorError(failure.success ? failure.data.errorMessage : 'The function that manages companies failed.');
}
