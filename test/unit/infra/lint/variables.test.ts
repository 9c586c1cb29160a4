import { describe, expect, it } from 'vitest';
import { lintDefinition } from '../../../../infra/lint/lint-definition.ts';

const keep = (output: string) => ({ Type: 'Pass', Output: output, End: true });
const assign = (variables: object, next: string) => ({ Type: 'Pass', Assign: variables, Next: next });
const block = (states: object) => ({ StartAt: Object.keys(states)[0], States: states });
const findingsOf = (states: object) =>
  lintDefinition(JSON.stringify({ QueryLanguage: 'JSONata', ...block(states) }), new Set()).map(
    ({ state, rule, message }) => `${state} ${rule}: ${message}`,
  );

describe('variables', () => {
  it('reports one that nobody assigns', () => {
    expect(findingsOf({ KeepPage: keep('{% $page %}') })).toEqual([
      'KeepPage variable: Output: $page is not assigned on every path that leads here',
    ]);
  });

  it('reports one that is read in the state that assigns it', () => {
    const states = { ReadPage: { Type: 'Pass', Assign: { page: 1 }, Output: '{% $page %}', End: true } };

    expect(findingsOf(states)).toHaveLength(1);
  });

  it('reports one that only one of two paths assigns, unless the expression asks $exists', () => {
    const choice = {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.ok %}', Next: 'AssignPage' }],
      Default: 'KeepPage',
    };
    const states = (output: string) => ({
      CheckPage: choice,
      AssignPage: assign({ page: 1 }, 'KeepPage'),
      KeepPage: keep(output),
    });

    expect(findingsOf(states('{% $page %}'))).toHaveLength(1);
    expect(findingsOf(states('{% $exists($page) ? $page : 0 %}'))).toEqual([]);
  });

  it('takes one that every rule of a Choice assigns', () => {
    const choice = {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.ok %}', Assign: { page: 1 }, Next: 'KeepPage' }],
      Assign: { page: 2 },
      Default: 'KeepPage',
    };

    expect(findingsOf({ CheckPage: choice, KeepPage: keep('{% $page %}') })).toEqual([]);
  });

  it('reports one that a Catch jumps over', () => {
    const parallel = {
      Type: 'Parallel',
      Branches: [block({ ListPages: keep('{% [] %}') })],
      Assign: { pages: '{% $states.result[0] %}' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'KeepPages' }],
      Next: 'KeepPages',
    };

    expect(findingsOf({ GatherPages: parallel, KeepPages: keep('{% $pages %}') })).toHaveLength(1);
  });

  it('follows a loop until nothing changes', () => {
    const states = {
      AssignCount: assign({ count: 0 }, 'CheckCount'),
      CheckCount: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $count < 3 %}', Next: 'CountPages' }],
        Default: 'KeepCount',
      },
      CountPages: assign({ count: '{% $count + 1 %}', last: '{% $count %}' }, 'CheckCount'),
      KeepCount: keep('{% $last %}'),
    };

    expect(findingsOf(states)).toEqual([
      'KeepCount variable: Output: $last is not assigned on every path that leads here',
    ]);
  });

  it('lets an inner state read an outer variable, and keeps inner ones inside', () => {
    const map = {
      Type: 'Map',
      Items: '{% $pages %}',
      ItemProcessor: block({ AssignUrl: assign({ url: '{% $pages[0] %}' }, 'KeepUrl'), KeepUrl: keep('{% $url %}') }),
      Next: 'KeepPages',
    };
    const states = { ListPages: assign({ pages: [] }, 'ReadPages'), ReadPages: map, KeepPages: keep('{% $url %}') };

    expect(findingsOf(states)).toEqual([
      'KeepPages variable: Output: $url is not assigned on every path that leads here',
    ]);
  });

  it('reports an inner state that assigns an outer variable', () => {
    const parallel = {
      Type: 'Parallel',
      Branches: [block({ AssignPages: { Type: 'Pass', Assign: { pages: 1 }, End: true } })],
      End: true,
    };

    expect(findingsOf({ ListPages: assign({ pages: [] }, 'GatherPages'), GatherPages: parallel })).toEqual([
      'AssignPages shadowing: $pages belongs to an outer scope, which an inner state cannot assign',
    ]);
  });

  it('reports an outer variable in a distributed Map, which runs as executions of its own', () => {
    const map = {
      Type: 'Map',
      Items: '{% $pages %}',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...block({ KeepPage: keep('{% $pages %}') }),
      },
      End: true,
    };

    expect(findingsOf({ ListPages: assign({ pages: [] }, 'ReadPages'), ReadPages: map })).toEqual([
      'KeepPage variable: Output: $pages is not assigned on every path that leads here',
    ]);
  });
});
