import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { describeSchema } from '../../../../../functions/lib/engines/describe-schema.ts';

describe('describing a schema', () => {
  it('leaves out what a provider would refuse, and keeps the rest', () => {
    const schema = z.object({
      name: z.string().min(1).max(80).describe('as written'),
      format: z.string().regex(/x/),
      size: z.number().int().min(1).nullable(),
      kind: z.discriminatedUnion('type', [
        z.object({ type: z.literal('a'), one: z.boolean() }),
        z.object({ type: z.literal('b'), many: z.array(z.enum(['x', 'y'])).max(3) }),
      ]),
    });

    expect(describeSchema(schema)).toEqual({
      type: 'object',
      required: ['name', 'format', 'size', 'kind'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', description: 'as written' },
        format: { type: 'string' },
        size: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
        kind: {
          anyOf: [
            {
              type: 'object',
              required: ['type', 'one'],
              additionalProperties: false,
              properties: { type: { type: 'string', const: 'a' }, one: { type: 'boolean' } },
            },
            {
              type: 'object',
              required: ['type', 'many'],
              additionalProperties: false,
              properties: {
                type: { type: 'string', const: 'b' },
                many: { type: 'array', items: { type: 'string', enum: ['x', 'y'] } },
              },
            },
          ],
        },
      },
    });
  });

  it('keeps a schema that refers to itself', () => {
    const tree = z.object({
      name: z.string(),
      get children() {
        return z.array(tree);
      },
    });

    expect(JSON.stringify(describeSchema(tree))).toContain('"$ref"');
  });

  it('gives the same bytes for the same schema', () => {
    const make = () => z.object({ b: z.string(), a: z.array(z.number()) });

    expect(JSON.stringify(describeSchema(make()))).toBe(JSON.stringify(describeSchema(make())));
  });

  it.each([
    ['a list at the root', z.array(z.string())],
    ['an optional member', z.object({ a: z.string().optional() })],
    ['a record', z.object({ a: z.record(z.string(), z.number()) })],
    ['a loose object inside a list', z.object({ a: z.array(z.looseObject({ b: z.string() })) })],
  ])('refuses %s', (_what, schema) => {
    expect(() => describeSchema(schema)).toThrow(/An engine cannot answer in this schema/);
  });
});
