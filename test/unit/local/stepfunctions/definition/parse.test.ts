import { describe, expect, it } from 'vitest';
import { DefinitionError } from '../../../../../local/stepfunctions/definition/diagnostics.ts';
import { parseDefinition } from '../../../../../local/stepfunctions/definition/parse.ts';
import { machine, pass, task } from '../machines.ts';

/** What is wrong with a definition: `CODE at path`. */
function findFaults(definition: object | string): string[] {
  try {
    parseDefinition(typeof definition === 'string' ? definition : JSON.stringify(definition));
    return [];
  } catch (error) {
    return (error as DefinitionError).diagnostics.map(({ code, path }) => `${code} at ${path}`);
  }
}

const schema = (path: string): string => `SCHEMA_VALIDATION_FAILED at ${path}`;
const end = { Type: 'Succeed' };
const distributed = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
const map = (fields: object): object => ({ Type: 'Map', End: true, ...fields });

describe('a definition', () => {
  it('is accepted with every state type', () => {
    const definition = machine(
      {
        First: task({
          TimeoutSeconds: '{% $states.input.limit %}',
          Retry: [{ ErrorEquals: ['A'], MaxDelaySeconds: 4, JitterStrategy: 'FULL' }, { ErrorEquals: ['States.ALL'] }],
          Catch: [{ ErrorEquals: ['States.ALL'], Assign: { e: '{% $states.errorOutput %}' }, Next: 'Broken' }],
          End: undefined,
          Next: 'Choose',
        }),
        Choose: { Type: 'Choice', Choices: [{ Condition: true, Next: 'Pause' }], Default: 'Broken' },
        Pause: { Type: 'Wait', Seconds: 1, Next: 'Both' },
        Both: { Type: 'Parallel', Branches: [{ Comment: 'one', StartAt: 'In', States: { In: end } }], Next: 'Each' },
        Each: map({ ItemProcessor: { StartAt: 'Item', States: { Item: pass(1) } }, MaxConcurrency: 40 }),
        Broken: { Type: 'Fail', Error: 'Mine' },
      },
      { TimeoutSeconds: 60, Comment: 'all of them', Version: '1.0' },
    );

    expect(findFaults(definition)).toEqual([]);
  });

  it.each([
    ['', 'INVALID_JSON_DESCRIPTION at /'],
    ['[]', 'SCHEMA_VALIDATION_FAILED at /'],
    ['{"StartAt": "A"}', 'UNSUPPORTED_QUERY_LANGUAGE at /'],
    ['{"QueryLanguage": "JSONPath", "StartAt": "A"}', 'UNSUPPORTED_QUERY_LANGUAGE at /'],
  ])('%s is refused', (text, fault) => {
    expect(findFaults(text)).toEqual([fault]);
  });

  it('in JSONPath is refused in words that say what to do', () => {
    expect(() => parseDefinition('{}')).toThrow(DefinitionError);
    expect(() => parseDefinition('{}')).toThrow('"QueryLanguage": "JSONata" is required');
  });

  it('has states, and one that starts it', () => {
    expect(findFaults({ QueryLanguage: 'JSONata' })).toEqual([schema('/')]);
    expect(findFaults({ QueryLanguage: 'JSONata', StartAt: 'A', States: {} })).toEqual([schema('/')]);
    expect(findFaults({ QueryLanguage: 'JSONata', StartAt: 1, States: { A: end } })).toEqual([schema('/')]);
    expect(findFaults(machine({ A: end }, { StartAt: 'B' }))).toEqual([
      'MISSING_TRANSITION_TARGET at /StartAt',
      'MISSING_TRANSITION_TARGET at /States/A',
    ]);
  });

  it('has no fields that nobody knows and no timeout that is no number of seconds', () => {
    expect(findFaults(machine({ A: end }, { Timeout: 5, TimeoutSeconds: 0 }))).toEqual([
      schema('/Timeout'),
      schema('/TimeoutSeconds'),
    ]);
  });

  it('reaches every state, only states that are there, and an end', () => {
    expect(findFaults(machine({ A: end, B: end }))).toEqual(['MISSING_TRANSITION_TARGET at /States/B']);
    expect(findFaults(machine({ A: { Type: 'Pass', Next: 'C' }, B: end }))).toContain(
      'MISSING_TRANSITION_TARGET at /States/A',
    );
    expect(findFaults(machine({ A: { Type: 'Pass', Next: 'A' } }))).toEqual(['MISSING_END_STATE at /']);
  });

  it('names each state once, in at most 80 characters', () => {
    const inner = { StartAt: 'A', States: { A: end } };

    expect(findFaults(machine({ A: { Type: 'Parallel', Branches: [inner], End: true } }))).toEqual([
      'DUPLICATE_STATE_NAME at /States/A/Branches[0]/States/A',
    ]);
    expect(findFaults(machine({ ['x'.repeat(81)]: end }))).toEqual([schema(`/States/${'x'.repeat(81)}`)]);
  });
});

describe('a state', () => {
  it.each<[string, object, string]>([
    ['no object', [], ''],
    ['of no type', {}, '/Type'],
    ['of an unknown type', { Type: 'Loop' }, '/Type'],
    ['in JSONPath', { Type: 'Succeed', QueryLanguage: 'JSONPath' }, ''],
    ['with a path', { Type: 'Succeed', InputPath: '$.a' }, ''],
    ['with an unknown field', { Type: 'Succeed', Retry: [] }, '/Retry'],
    ['that leads nowhere', { Type: 'Pass' }, ''],
    ['that leads on and ends', { Type: 'Pass', Next: 'A', End: true }, ''],
    ['that does not end', { Type: 'Pass', End: false }, ''],
    ['without what it needs', { Type: 'Parallel', End: true }, ''],
    ['that assigns nothing', pass(1, { Assign: 5 }), '/Assign'],
    ['that assigns states', pass(1, { Assign: { states: 1 } }), '/Assign/states'],
    ['that assigns no identifier', pass(1, { Assign: { 'a-b': 1 } }), '/Assign/a-b'],
    ['with no choices', { Type: 'Choice', Choices: [] }, '/Choices'],
    ['with a rule without condition', { Type: 'Choice', Choices: [{ Next: 'A' }] }, '/Choices[0]'],
    [
      'with a condition of text',
      { Type: 'Choice', Choices: [{ Condition: 'yes', Next: 'A' }] },
      '/Choices[0]/Condition',
    ],
    [
      'with a rule of a path',
      { Type: 'Choice', Choices: [{ Condition: true, Next: 'A', Variable: '$' }] },
      '/Choices[0]/Variable',
    ],
    ['that waits for nothing', { Type: 'Wait', End: true }, ''],
    ['that waits twice', { Type: 'Wait', Seconds: 1, Timestamp: 'x', End: true }, ''],
    ['that waits less than nothing', { Type: 'Wait', Seconds: -1, End: true }, '/Seconds'],
    ['with no time', task({ TimeoutSeconds: 0 }), '/TimeoutSeconds'],
    ['with a timeout of text', task({ TimeoutSeconds: '5' }), '/TimeoutSeconds'],
    ['with branches of text', { Type: 'Parallel', Branches: ['x'], End: true }, '/Branches'],
    [
      'whose branch has a language',
      { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: end }, QueryLanguage: 'JSONata' }], End: true },
      '/Branches[0]/QueryLanguage',
    ],
    ['with no processor', map({ ItemProcessor: 1 }), '/ItemProcessor'],
    [
      'with too many at once',
      map({ ItemProcessor: { StartAt: 'B', States: { B: end } }, MaxConcurrency: 41 }),
      '/MaxConcurrency',
    ],
    ['with a Retry of text', task({ Retry: 'A' }), '/Retry'],
    ['with a retrier of text', task({ Retry: ['A'] }), '/Retry[0]'],
    ['with a retrier for nothing', task({ Retry: [{ ErrorEquals: [] }] }), '/Retry[0]/ErrorEquals'],
    ['with a misspelt retrier', task({ Retry: [{ ErrorEquals: ['A'], MaxRetries: 1 }] }), '/Retry[0]/MaxRetries'],
    ['with half an attempt', task({ Retry: [{ ErrorEquals: ['A'], MaxAttempts: 0.5 }] }), '/Retry[0]/MaxAttempts'],
    ['with a shrinking delay', task({ Retry: [{ ErrorEquals: ['A'], BackoffRate: 0.5 }] }), '/Retry[0]/BackoffRate'],
    [
      'with unknown jitter',
      task({ Retry: [{ ErrorEquals: ['A'], JitterStrategy: 'HALF' }] }),
      '/Retry[0]/JitterStrategy',
    ],
    ['with States.ALL among others', task({ Retry: [{ ErrorEquals: ['States.ALL', 'A'] }] }), '/Retry[0]/ErrorEquals'],
    [
      'with States.ALL first',
      task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] }),
      '/Retry[0]/ErrorEquals',
    ],
    ['with a catcher of text', task({ Catch: ['A'] }), '/Catch[0]'],
    ['with a catcher to nowhere', task({ Catch: [{ ErrorEquals: ['A'] }] }), '/Catch[0]'],
  ])('%s is refused', (_what, state, path) => {
    expect(findFaults(machine({ A: state, B2: end }))).toContain(schema(`/States/A${path}`));
  });

  it.each([
    ['arn:aws:states:::sqs:sendMessage'],
    ['arn:aws:states:::lambda:invoke.waitForTaskToken'],
    ['arn:aws:states:::dynamodb:query'],
    ['arn:aws:lambda:us-east-1:123456789012:function:f'],
    ['${Arn}'],
  ])('that calls %s is not run here', (resource) => {
    expect(findFaults(machine({ A: task({ Resource: resource }) }))).toEqual([
      'UNSUPPORTED_RESOURCE at /States/A/Resource',
    ]);
  });

  it.each([
    ['an unknown mode', { Mode: 'SOMEWHERE' }, {}, '/ItemProcessor/ProcessorConfig'],
    ['no mode at all', 5, {}, '/ItemProcessor/ProcessorConfig'],
    ['children of no type', { Mode: 'DISTRIBUTED' }, {}, '/ItemProcessor/ProcessorConfig'],
    ['more children than there may be', distributed, { MaxConcurrency: 10_001 }, '/MaxConcurrency'],
    ['half a tolerated failure', distributed, { ToleratedFailureCount: 0.5 }, '/ToleratedFailureCount'],
    ['more than all tolerated', distributed, { ToleratedFailurePercentage: 101 }, '/ToleratedFailurePercentage'],
    ['a long label', distributed, { Label: 'x'.repeat(41) }, '/Label'],
    ['a label inline', { Mode: 'INLINE' }, { Label: 'x' }, '/Label'],
    ['tolerance inline', { Mode: 'INLINE' }, { ToleratedFailureCount: 1 }, '/ToleratedFailureCount'],
  ])('that is a Map with %s is refused', (_what, config, fields, path) => {
    const processor = { ProcessorConfig: config, StartAt: 'B', States: { B: end } };

    expect(findFaults(machine({ A: map({ ItemProcessor: processor, ...fields }) }))).toEqual([
      schema(`/States/A${path}`),
    ]);
  });

  it('that is a distributed Map may tolerate failures and run thousands of children', () => {
    const processor = { ProcessorConfig: distributed, StartAt: 'B', States: { B: end } };
    const tolerance = { ToleratedFailurePercentage: 12.5, ToleratedFailureCount: '{% 3 %}' };

    const faults = findFaults(
      machine({ A: map({ ItemProcessor: processor, Label: 'Refresh', MaxConcurrency: 10_000, ...tolerance }) }),
    );

    expect(faults).toEqual([]);
  });

  it('has expressions that are JSONata 2.0.6 and name where they read from', () => {
    const output = { a: ['{% 1 + %}'], b: '{% $states.input.x ?? 1 %}', c: '{% phone %}', d: 'plain phone', e: '{%%}' };

    expect(findFaults(machine({ A: pass(output) }))).toEqual([
      'INVALID_JSONATA_EXPRESSION at /States/A/Output/a[0]',
      'INVALID_JSONATA_EXPRESSION at /States/A/Output/b',
      'UNSUPPORTED_JSONATA_EXPRESSION at /States/A/Output/c',
      'INVALID_JSONATA_EXPRESSION at /States/A/Output/e',
    ]);
  });
});
