import { describe, expect, it } from 'vitest';
import { lintDefinition } from '../../../../infra/lint/lint-definition.ts';

const retry = [{ ErrorEquals: ['TransientError'], MaxAttempts: 2, JitterStrategy: 'FULL' }];
const task = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: '${FetchPageFunctionArn}' },
  TimeoutSeconds: 10,
  Retry: retry,
};
const known = new Set(['FetchPageFunctionArn']);

const machine = (states: object, startAt = Object.keys(states)[0]) => ({
  QueryLanguage: 'JSONata',
  StartAt: startAt,
  States: states,
});
const findingsOf = (definition: object) => lintDefinition(JSON.stringify(definition), known);
const rulesOf = (definition: object) => findingsOf(definition).map(({ state, rule }) => `${state} ${rule}`);
const rulesOfStates = (states: object) => rulesOf(machine(states));

describe('lintDefinition', () => {
  it('finds nothing wrong with a sound machine', () => {
    const definition = machine({
      FetchPage: {
        ...task,
        Assign: { page: '{% $states.result.Payload %}' },
        Output: '{% $states.result.Payload.id %}',
        Catch: [{ ErrorEquals: ['States.ALL'], Assign: { page: '{% $states.errorOutput.Error %}' }, Next: 'KeepPage' }],
        Next: 'KeepPage',
      },
      KeepPage: { Type: 'Pass', Output: '{% $page & $uuid() %}', End: true },
    });

    expect(findingsOf(definition)).toEqual([]);
  });

  it('refuses a text that is not a JSON object', () => {
    const rules = ['{', '[]', '3'].map((text) => lintDefinition(text, known).map(({ rule }) => rule));

    expect(rules).toEqual([['json'], ['json'], ['json']]);
  });

  it('reports what asl-validator finds', () => {
    expect(rulesOfStates({ KeepPage: { Type: 'Pass', Next: 'Nowhere' } })).toContain('(machine) asl-validator');
  });

  it('reports states that asl-validator would throw on', () => {
    expect(rulesOfStates({ KeepPage: 3 })).toEqual(['(machine) asl-validator']);
  });

  it.each([
    ['is missing', { StartAt: 'KeepPage', States: { KeepPage: { Type: 'Pass', End: true } } }, '(machine)'],
    ['stands inside States', machine({ KeepPage: { Type: 'Pass', End: true }, QueryLanguage: 'JSONata' }), '(machine)'],
    ['stands on a state', machine({ KeepPage: { Type: 'Pass', QueryLanguage: 'JSONata', End: true } }), 'KeepPage'],
  ])('reports a query language that %s', (_, definition, state) => {
    expect(rulesOf(definition)).toContain(`${state} query-language`);
  });

  it('reports an unknown substitution by its name', () => {
    const findings = findingsOf(
      machine({ FetchPage: { ...task, Arguments: { FunctionName: '${Other}' }, End: true } }),
    );

    expect(findings).toEqual([
      { state: '(machine)', rule: 'substitution', message: 'nothing is known that stands for ${Other}' },
    ]);
  });
});

describe('names', () => {
  it.each(['keepPage', 'Keep_Page', 'PageKept', 'KeepHTML', `Keep${'Page'.repeat(20)}`])('reports %s', (name) => {
    expect(rulesOfStates({ [name]: { Type: 'Pass', End: true } })).toContain(`${name} state-name`);
  });
});

describe('retries and deadlines', () => {
  it('reports a misspelt retry field, which Step Functions would only refuse at deployment', () => {
    const states = { FetchPage: { ...task, Retry: [{ ErrorEquals: ['A'], MaxDelaySecond: 3 }], End: true } };

    expect(rulesOfStates(states)).toContain('FetchPage error-fields');
  });

  it('reports a Catch that writes its output in the JSONPath way', () => {
    const catches = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.x', Next: 'KeepPage' }];
    const states = { FetchPage: { ...task, Catch: catches, End: true }, KeepPage: { Type: 'Pass', End: true } };

    expect(rulesOfStates(states)).toContain('FetchPage error-fields');
  });

  it('reports States.ALL that is not the last', () => {
    const states = { FetchPage: { ...task, Retry: [{ ErrorEquals: ['States.ALL'] }, ...retry], End: true } };

    expect(rulesOfStates(states)).toEqual(['FetchPage catch-all']);
  });

  it('reports States.ALL beside another error', () => {
    const states = { FetchPage: { ...task, Retry: [{ ErrorEquals: ['States.ALL', 'A'] }], End: true } };

    expect(rulesOfStates(states)).toEqual(['FetchPage catch-all']);
  });

  it('reports a Task without a deadline and one without a Retry', () => {
    const { TimeoutSeconds: _deadline, ...endless } = task;
    const { Retry: _retry, ...brittle } = task;
    const states = { FetchPage: { ...endless, Next: 'ReadPage' }, ReadPage: { ...brittle, End: true } };

    expect(rulesOfStates(states)).toEqual(['FetchPage task-timeout', 'ReadPage task-retry']);
  });
});

describe('maps', () => {
  const map = (concurrency: number, config: object) => ({
    FetchPages: {
      Type: 'Map',
      Items: '{% $states.input.pages %}',
      MaxConcurrency: concurrency,
      ItemProcessor: { ...config, StartAt: 'FetchPage', States: { FetchPage: { ...task, End: true } } },
      End: true,
    },
  });

  it('reports an inline Map that asks for more than 40 at a time', () => {
    expect(rulesOfStates(map(41, {}))).toEqual(['FetchPages map-concurrency']);
  });

  it('takes 40 inline, and more than 40 distributed', () => {
    expect(rulesOfStates(map(40, { ProcessorConfig: { Mode: 'INLINE' } }))).toEqual([]);
    expect(rulesOfStates(map(200, { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }))).toEqual(
      [],
    );
  });
});

describe('expressions', () => {
  const pass = (output: unknown) => rulesOfStates({ KeepPage: { Type: 'Pass', Output: output, End: true } });

  it.each(['{% $states.input. %}', '{% $a ?: 1 %}', '{% $a ?? 1 %}', 'before {% 1 %}', '{% 1 %} after'])(
    'reports %s, which is not an expression of Step Functions',
    (text) => {
      expect(pass(text)).toContain('KeepPage jsonata');
    },
  );

  it('reports $eval, which Step Functions takes away', () => {
    expect(pass("{% $eval('1') %}")).toEqual(['KeepPage variable']);
  });

  it('reports $states.result in a Pass, in Arguments and in a Catch', () => {
    const states = {
      FetchPage: {
        ...task,
        Arguments: { FunctionName: '${FetchPageFunctionArn}', Payload: ['{% $states.result %}'] },
        Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.result %}', Next: 'KeepPage' }],
        Next: 'KeepPage',
      },
      KeepPage: { Type: 'Pass', Output: { page: '{% $states.result %}' }, End: true },
    };

    expect(rulesOfStates(states)).toEqual([
      'FetchPage states-field',
      'FetchPage states-field',
      'KeepPage states-field',
    ]);
  });

  it('reports $states.errorOutput outside a Catch', () => {
    expect(pass('{% $states.errorOutput.Error %}')).toEqual(['KeepPage states-field']);
  });

  it('takes what an expression binds itself: blocks, functions, and positions', () => {
    const bound = '{% ($n := 1; $map([1], function($v, $i) { $v + $n + $i })) %}';
    const placed = "{% $states.input.pages@$page#$index.{'url': $page.url, 'at': $index} %}";

    expect([...pass(bound), ...pass(placed)]).toEqual([]);
  });
});
