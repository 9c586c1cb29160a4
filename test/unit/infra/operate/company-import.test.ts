import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCompanyFile } from '../../../../infra/operate/company-file.ts';
import { parseImportArguments } from '../../../../infra/operate/import-arguments.ts';
import { runCompanyImport } from '../../../../infra/operate/run-company-import.ts';

const lambda = mockClient(LambdaClient);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'companies-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => lambda.reset());

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const said: string[] = [];
const service = {
  deployment: { name: 'the laptop stack', output: () => 'manage-companies' },
  lambda: lambda as unknown as LambdaClient,
  say: (line: string) => said.push(line),
};
const answers = (value: unknown, FunctionError?: string) => {
  const Payload = new TextEncoder().encode(JSON.stringify(value)) as never;
  return lambda.on(InvokeCommand).resolves({ Payload, ...(FunctionError === undefined ? {} : { FunctionError }) });
};
const commands = () => lambda.commandCalls(InvokeCommand).map(({ args }) => JSON.parse(String(args[0].input.Payload)));
const asked = (path: string, more: object = {}) => ({
  stage: null,
  file: path,
  isCheck: false,
  isRemoval: false,
  ...more,
});

describe('readCompanyFile', () => {
  it('reads JSON Lines, with location for headquarters, and names what it leaves aside', () => {
    const path = file(
      'a.jsonl',
      '\uFEFF{"domain":"a.com","name":"A","location":"Oslo","description":"","status":"Active"}\n\n{"domain":"b.com"}\n',
    );

    expect(readCompanyFile(path)).toEqual({
      lines: [
        { line: 1, row: { domain: 'a.com', name: 'A', headquarters: 'Oslo' } },
        { line: 3, row: { domain: 'b.com' } },
      ],
      unknown: ['status'],
    });
  });

  it('reads CSV with quotes, line ends in cells, lists and numbers', () => {
    const path = file(
      'a.csv',
      'domain,name,formerNames,founded,description\r\na.com,"A, ""the"" Inc",B; C,1999,"two\nlines"\r\n\r\nb.com,B,,x,\n',
    );

    expect(readCompanyFile(path).lines).toEqual([
      {
        line: 2,
        row: {
          domain: 'a.com',
          name: 'A, "the" Inc',
          formerNames: ['B', 'C'],
          founded: 1999,
          description: 'two\nlines',
        },
      },
      { line: 5, row: { domain: 'b.com', name: 'B', founded: 'x' } },
    ]);
  });

  it.each([
    ['bad.jsonl', '{"a":1}\n{', /bad\.jsonl:2 is no JSON/],
    ['list.jsonl', '[1]', /list\.jsonl:1 must be a JSON object/],
    ['wide.csv', 'domain\na,b', /wide\.csv:2 has more cells/],
    ['quote.csv', 'domain,name\na.com,"open', /quote\.csv:2 has a quote/],
    ['empty.csv', '', /has no header/],
  ])('says what is wrong with %s', (name, text, message) => {
    expect(() => readCompanyFile(file(name, text))).toThrow(message);
  });

  it('says that a file cannot be read', () => {
    expect(() => readCompanyFile(join(folder, 'missing.csv'))).toThrow(/missing\.csv cannot be read/);
  });
});

describe('npm run companies:import', () => {
  it('sends 100 rows at a time', async () => {
    answers({ taken: 100, rejected: [] });
    const path = file('many.jsonl', Array.from({ length: 150 }, (_, n) => `{"domain":"a${n}.com"}`).join('\n'));

    const done = await runCompanyImport(asked(path), service);

    expect(commands().map(({ companies }) => companies.length)).toEqual([100, 50]);
    expect(done).toBe('200 of 150 companies are in the index of the laptop stack.');
    expect(said).toContain('150 of 150 rows');
  });

  it('names line and field of what was not taken, and does not go on for ever', async () => {
    const rejected = Array.from({ length: 60 }, () => ({ index: 1, field: 'name', message: 'is required' }));
    answers({ taken: 1, rejected });
    const path = file('two.jsonl', '{"domain":"a.com","name":"A","colour":"red"}\n\n{"domain":"b.com"}');

    const failure = await runCompanyImport(asked(path, { isCheck: true }), service).catch(
      (error: Error) => error.message,
    );

    expect(failure).toContain(`${path}:3 name is required`);
    expect(failure).toContain('… and 10 more');
    expect(failure).toContain('1 of 2 companies are valid');
    expect(said).toContain('Left aside, as the index has no such fields: colour.');
  });

  it('removes the companies that a file names', async () => {
    answers({ removed: 1 });
    const path = file('gone.jsonl', '{"domain":"a.com"}\n{"name":"no domain"}');

    const done = await runCompanyImport(asked(path, { isRemoval: true }), service);

    expect(commands()).toEqual([{ command: 'remove', domains: ['a.com'] }]);
    expect(done).toContain('1 of 2 companies');
  });

  it.each([
    [{ errorMessage: 'The table did not answer.' }, 'The table did not answer.'],
    [null, 'The function that manages companies failed.'],
  ])('passes on why the function failed', async (payload, message) => {
    answers(payload, 'Unhandled');

    await expect(runCompanyImport(asked(file('x.jsonl', '{}')), service)).rejects.toThrow(message);
  });
});

describe('parseImportArguments', () => {
  it('reads file, stage and flags', () => {
    expect(parseImportArguments(['a.csv', '--stage', 'prod', '--check'])).toEqual({
      stage: 'prod',
      file: 'a.csv',
      isCheck: true,
      isRemoval: false,
    });
    expect(parseImportArguments(['a.csv', '--remove'])).toMatchObject({ stage: null, isRemoval: true });
    expect(parseImportArguments(['--help'])).toBe('help');
  });

  it.each([[[]], [['a', 'b']], [['a', '--colour']]])('refuses %j', (argv) => {
    expect(() => parseImportArguments(argv)).toThrow();
  });
});
