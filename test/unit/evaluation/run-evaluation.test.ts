import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate, writeFiles } from './fixtures.ts';

describe('the evaluation command', () => {
  it.each([
    [[], 'Name one task of ssrf, extract'],
    [['constructor', '--cases', 'x'], 'Name one task of'],
    [['ssrf', 'robots', '--cases', 'x'], 'given: "ssrf robots"'],
    [['ssrf'], 'ssrf takes --cases PATH.'],
    [['extract', '--pages', 'x', '--cases', 'y'], 'extract takes --pages only, not --cases.'],
    [['ssrf', '--colour', 'red'], '--colour'],
    [['robots', '--cases', '/nowhere/rows.jsonl'], '/nowhere/rows.jsonl cannot be read'],
    [['facts', '--sites', '/nowhere'], '/nowhere cannot be read'],
  ])('refuses %j', async (argv, message) => {
    const { code, result, errors } = await evaluate(...argv);

    expect(code).toBe(2);
    expect(result).toBeNull();
    expect(errors).toContain(message);
  });

  it('names the row that has not the shape of its task', async () => {
    const folder = writeFiles({
      'a.jsonl': [
        { text: 'Fine.', label: 0 },
        { text: 'Fine.', label: 7 },
      ],
    });

    const { code, errors } = await evaluate('sentiment', '--cases', join(folder, 'a.jsonl'));

    expect(code).toBe(2);
    expect(errors).toContain('a.jsonl:2 does not have the shape of its task. label:');
  });

  it.each([
    ['{"text":', 'a.jsonl:1 is no JSON'],
    ['\n', 'a.jsonl holds no rows'],
    ['[{"text":"x"}]', 'a.jsonl[0] does not have the shape'],
  ])('refuses a file of %j', async (content, message) => {
    const folder = writeFiles({ 'a.jsonl': content });

    const { code, errors } = await evaluate('sentiment', '--cases', join(folder, 'a.jsonl'));

    expect(code).toBe(2);
    expect(errors).toContain(message);
  });

  it('refuses a site without pages, and a folder without sites', async () => {
    const folder = writeFiles({ 'sites/acme.example/gold.json': '{}', 'empty/read-me.txt': '' });

    const without = await evaluate('facts', '--sites', join(folder, 'sites'));
    const empty = await evaluate('facts', '--sites', join(folder, 'empty'));

    expect([without.code, without.errors]).toEqual([2, expect.stringContaining('acme.example holds no page.')]);
    expect([empty.code, empty.errors]).toEqual([2, expect.stringContaining('holds no folder of a company.')]);
  });
});
