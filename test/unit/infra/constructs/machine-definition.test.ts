import { describe, expect, it } from 'vitest';
import { logicalIdOf, substitutionOf } from '../../../../infra/constructs/function-name.ts';
import {
  fillDefinition,
  namesOfFunctions,
  namesOfSubstitutions,
} from '../../../../infra/constructs/machine-definition.ts';

const definition = JSON.stringify({
  TimeoutSeconds: 150,
  States: { FetchPage: { Arguments: { FunctionName: '${FetchPageFunctionArn}', Table: '${TableName} ${TableName}' } } },
});

describe('fillDefinition', () => {
  it('sets the deadline and gives each substitution its value, once', () => {
    const { text, substitutions } = fillDefinition(definition, 900, (name) => `value of ${name}`);

    expect(JSON.parse(text)).toMatchObject({ TimeoutSeconds: 900, States: { FetchPage: {} } });
    expect(substitutions).toEqual({
      FetchPageFunctionArn: 'value of FetchPageFunctionArn',
      TableName: 'value of TableName',
    });
  });

  it('names the substitution that nothing is known for', () => {
    expect(() => fillDefinition(definition, 150, () => undefined)).toThrow('${FetchPageFunctionArn}');
  });
});

describe('names', () => {
  it('finds substitutions, and those that stand for functions', () => {
    expect(namesOfSubstitutions(definition)).toEqual(['FetchPageFunctionArn', 'TableName']);
    expect(namesOfFunctions(definition)).toEqual(['FetchPageFunctionArn']);
  });

  it('makes the names of stack and state machine from the file name', () => {
    expect(logicalIdOf('call-free-api')).toBe('CallFreeApiLambda');
    expect(substitutionOf('call-free-api')).toBe('CallFreeApiFunctionArn');
  });
});
