import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeClientTypes } from '../../../../docs/contract/client-types.ts';
import { describeApi } from '../../../../docs/contract/index.ts';
import { operations } from '../../../../docs/contract/operations/index.ts';
import { writeReference } from '../../../../docs/contract/reference.ts';
import { routes } from '../../../../functions/api/routes.ts';

const document = describeApi();

describe('the OpenAPI document', () => {
  it('describes exactly the routes that there are', () => {
    const served = routes.map(({ method, path }) => `${method} ${path}`);

    expect(Object.keys(operations).sort()).toEqual([...served].sort());
  });

  it('names each operation once', () => {
    const names = Object.values(operations).map(({ operationId }) => operationId);

    expect(new Set(names).size).toBe(names.length);
  });

  it.each(Object.entries(operations))('tells each part of the path of %s', (route, operation) => {
    const parts = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

    expect(Object.keys(operation.path ?? {})).toEqual(parts);
  });

  it.each([
    ['docs/openapi.json', () => `${JSON.stringify(document, null, 2)}\n`],
    ['docs/api-reference.md', () => writeReference(document)],
    ['client/api.ts', () => writeClientTypes(document)],
  ])('stands in %s as npm run docs:api writes it', (file, write) => {
    expect(readFileSync(file, 'utf8')).toBe(write());
  });
});
