import { isObject, type Json } from '../interpreter/json.ts';
import { DefinitionError, type Diagnostic, type Report } from './diagnostics.ts';
import { checkFields } from './fields.ts';
import { checkGraph } from './graph.ts';
import type { Machine } from './machine.ts';
import { checkSeconds } from './shape.ts';

/**
 * Reads the text of a definition as CreateStateMachine does.
 * @throws DefinitionError with everything that is wrong with it.
 */
export function parseDefinition(text: string): Machine {
  const definition = parseText(text);
  const diagnostics: Diagnostic[] = [];
  const report: Report = (code, message, path) => diagnostics.push({ code, message, path });
  if (!isObject(definition)) throw refuse('SCHEMA_VALIDATION_FAILED', 'Expected value of type [OBJECT]');
  const { QueryLanguage: language, TimeoutSeconds: timeout } = definition;
  if (language !== 'JSONata') {
    throw refuse(
      'UNSUPPORTED_QUERY_LANGUAGE',
      `"QueryLanguage": "JSONata" is required at the top of the definition; the laptop does not run JSONPath (given: ${JSON.stringify(language ?? 'none')})`,
    );
  }
  const allowed = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];
  checkFields(definition, '', { required: [], allowed }, report);
  if (timeout !== undefined) checkSeconds(timeout, 1, '/TimeoutSeconds', report);
  checkGraph(definition, '', { report, names: new Set() });
  if (diagnostics.length > 0) throw new DefinitionError(diagnostics);
  return definition as unknown as Machine;
}

function parseText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw refuse('INVALID_JSON_DESCRIPTION', `The definition is not JSON: ${(error as Error).message}`);
  }
}

function refuse(code: string, message: string): DefinitionError {
  return new DefinitionError([{ code, message, path: '/' }]);
}
