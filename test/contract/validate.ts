import type { AnySchema, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema } from '../../docs/contract/component-schemas.ts';
import type { OpenApiDocument } from '../../docs/contract/document.ts';

/** Says what is wrong with a value by a schema of the document; null when nothing is. */
export type Judge = (schema: JsonSchema, value: unknown) => string | null;

/**
 * Makes the judge of answers. Documented answers may grow for the sake of clients; here they are held to
 * exactly what is documented, so that nothing is answered that the document does not tell.
 */
export function createJudge(document: OpenApiDocument): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', components: close(document.components) } as AnySchema);
  const compiled = new Map<string, ValidateFunction>();
  return (schema, value) => {
    const text = JSON.stringify(close(schema)).replaceAll('"#/components/', '"api#/components/');
    const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text) as AnySchema);
    compiled.set(text, validate);
    return validate(value) ? null : ajv.errorsText(validate.errors, { dataVar: 'body' });
  };
}

function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== 'object' || value === null) return value;
  const closed = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, close(inner)]));
  const isShape = closed.type === 'object' && 'properties' in closed && !('additionalProperties' in closed);
  return isShape ? { ...closed, additionalProperties: false } : closed;
}
