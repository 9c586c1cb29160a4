import { writeFileSync } from 'node:fs';
import { writeClientTypes } from './client-types.ts';
import { describeApi } from './index.ts';
import { writeReference } from './reference.ts';

const document = describeApi();
writeFileSync('docs/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
writeFileSync('docs/api-reference.md', writeReference(document));
writeFileSync('client/api.ts', writeClientTypes(document));
