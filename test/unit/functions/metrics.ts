import { type MockInstance, vi } from 'vitest';

/** A metric as CloudWatch would read it out of a log line. */
export interface WrittenMetric {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Lets the code under test believe that it runs in Lambda, and keeps what it writes to standard output. */
export function captureMetrics(): { readonly lines: () => string[]; readonly metrics: () => WrittenMetric[] } {
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'function-under-test');
  const written: MockInstance = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const lines = () => written.mock.calls.map(([text]) => String(text)).filter((text) => text.includes('"_aws"'));
  return { lines, metrics: () => lines().flatMap(readLine) };
}

function readLine(text: string): WrittenMetric[] {
  const line = JSON.parse(text);
  return line._aws.CloudWatchMetrics.flatMap(
    (directive: { Dimensions: string[][]; Metrics: { Name: string; Unit: string }[] }) =>
      directive.Metrics.map(({ Name, Unit }) => ({
        name: Name,
        value: line[Name],
        unit: Unit,
        dimensions: Object.fromEntries((directive.Dimensions[0] ?? []).map((name) => [name, line[name]])),
      })),
  );
}
