import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildFunctions, describeBuild } from '../../../../infra/build/build-functions.ts';

const handler = 'export const handler = async () => 1;\n';

function makeProject(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'project-'));
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  return root;
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const readJson = (root: string, path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

describe('buildFunctions', () => {
  it('bundles each Lambda of a stage and nothing that stands beside them', async () => {
    const root = makeProject({
      'functions/api/health-check.ts': handler,
      'functions/api/routes.ts': "export const routes = [{ method: 'GET', path: '/health' }];",
      'functions/analysis/run-engine.ts':
        "import { one } from '../lib/one.ts';\nexport const handler = async () => one;",
      'functions/analysis/deep/nested.ts': handler,
      'functions/lib/one.ts': 'export const one: number = 41 + 1;',
    });

    const built = await buildFunctions(root);

    expect(built.map(({ stage, name }) => `${stage} ${name}`)).toEqual(['analysis run-engine', 'api health-check']);
    expect(readJson(root, 'dist/functions.json')).toEqual(built);
    expect(readJson(root, 'dist/routes.json')).toEqual([{ method: 'GET', path: '/health' }]);
    expect(existsSync(join(root, 'dist/functions/run-engine/index.mjs.map'))).toBe(true);
  });

  it('gives bundles that run: CommonJS inside, and what is imported on demand in a chunk of its own', async () => {
    const root = makeProject({
      'functions/api/old.ts':
        "import path from './path.cjs';\nexport const handler = async () => path + (await import('../lib/late.ts')).late;",
      'functions/api/path.cjs': "module.exports = require('node:path').sep;",
      'functions/lib/late.ts': "export const late = 'late';",
    });

    const [built] = await buildFunctions(root);
    const bundle = await import(join(root, 'dist/functions/old/index.mjs'));

    expect(await bundle.handler()).toBe('/late');
    expect(built!.lazyBytes).toBeGreaterThan(0);
  });

  it('gives a task that asks engines what it imports on demand in chunks as well', async () => {
    const late = "export const handler = async () => (await import('../lib/late.ts')).late;";
    const root = makeProject({
      'functions/analysis/ask-openai.ts': late,
      'functions/analysis/score-sources.ts': late,
      'functions/lib/late.ts': "export const late = 'late';",
    });

    const built = await buildFunctions(root);

    expect(built.map(({ name, lazyBytes }) => [name, lazyBytes > 0])).toEqual([
      ['ask-openai', true],
      ['score-sources', false],
    ]);
  });

  it('removes what an earlier build left', async () => {
    const root = makeProject({ 'functions/api/old.ts': handler, 'functions/api/health-check.ts': handler });
    await buildFunctions(root);
    write(root, 'dist/functions/health-check/chunks/stale.mjs', '');
    rmSync(join(root, 'functions/api/old.ts'));

    await buildFunctions(root);

    expect(existsSync(join(root, 'dist/functions/old'))).toBe(false);
    expect(existsSync(join(root, 'dist/functions/health-check/chunks/stale.mjs'))).toBe(false);
    expect(existsSync(join(root, 'dist/functions/health-check/index.mjs'))).toBe(true);
  });

  it('refuses a bundle over its budget, naming what is big in it', async () => {
    const heavy = `export const heavy = '${'x'.repeat(400 * 1024)}';`;
    const root = makeProject({
      'functions/api/health-check.ts':
        "import { heavy } from '../lib/heavy.ts';\nexport const handler = async () => heavy;",
      'functions/lib/heavy.ts': heavy,
    });

    await expect(buildFunctions(root)).rejects.toThrow(/health-check weighs 400\.\d KB; .*350\.0 KB\.[\s\S]*heavy\.ts/);
  });

  it('refuses two functions of one name', async () => {
    const root = makeProject({ 'functions/api/search.ts': handler, 'functions/discovery/search.ts': handler });

    await expect(buildFunctions(root)).rejects.toThrow('Two functions are called search');
  });

  it('refuses a route table that is not one', async () => {
    const root = makeProject({ 'functions/api/routes.ts': 'export const paths = [];' });

    await expect(buildFunctions(root)).rejects.toThrow('does not export `routes`');
  });
});

describe('describeBuild', () => {
  it('writes a line per function, with what is loaded on demand', () => {
    const text = describeBuild([
      { name: 'search', stage: 'discovery', bytes: 2048, lazyBytes: 0 },
      { name: 'status-check', stage: 'api', bytes: 1024, lazyBytes: 3072 },
    ]);

    expect(text.split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual([
      'discovery search 2.0 KB',
      'api status-check 1.0 KB + 3.0 KB on demand',
      '2 functions built.',
    ]);
  });
});
