import { routes } from '../../functions/api/routes.ts';
import { type OpenApiDocument, writeDocument } from './document.ts';
import { readExamples } from './examples.ts';
import { operations } from './operations/index.ts';

/** The version of the API; it grows when a shape does. */
const version = '1.0.0';

/** Describes the API as it stands. */
export function describeApi(): OpenApiDocument {
  return writeDocument({ routes, operations, examples: readExamples(), version });
}
