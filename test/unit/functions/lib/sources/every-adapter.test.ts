import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { outcomeSchema } from '../../../../../functions/lib/sources/outcome.ts';
import { settle } from '../../../../../functions/lib/sources/run-source.ts';
import { storeHomepage } from './homepages.ts';
import { mockStorage } from './memory-storage.ts';
import { brokenQuotes, planned, question } from './questions.ts';
import { type Recorded, recordedAnswers } from './recorded-answers.ts';
import { startVirtualWeb, type VirtualWeb } from './virtual-web.ts';

const storage = mockStorage();
let web: VirtualWeb;
let secretNumber = 0;
beforeAll(async () => {
  web = await startVirtualWeb();
  vi.stubEnv('CONTACT_URL', 'https://orchestrator.example');
  mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString: 'id:secret' });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await web.close();
});
beforeEach(() => vi.spyOn(console, 'error').mockImplementation(() => undefined));

const mailRecords = { txt: ['v=spf1 include:_spf.google.com -all'], mx: [], a: ['198.51.100.7'] };

/** Asks an adapter while its endpoints answer with these texts, in the order of its replies. */
async function ask({ adapter, replies, url, links = [] }: Recorded, texts: readonly string[]) {
  storage.reset();
  web.reset();
  // Snov.io's token is remembered by its credentials, these by their ARN.
  secretNumber += 1;
  for (const name of ['SERPAPI', 'SNOV', 'BRIGHT_DATA'])
    vi.stubEnv(`${name}_SECRET_ARN`, `arn:${name}-${secretNumber}`);
  const hosts = Map.groupBy(
    replies.map((reply, index) => ({ ...reply, text: texts[index] ?? '' })),
    ({ host }) => host,
  );
  for (const [host, endpoints] of hosts) {
    web.serve(host, ({ pathname }) => {
      const found = endpoints.find(({ path }) => path.test(pathname));
      const isPage = typeof found?.body === 'string';
      if (found === undefined) return { status: 404, body: 'Not Found' };
      return isPage ? { body: found.text, headers: { 'content-type': 'text/html' } } : { body: found.text };
    });
  }
  if (replies.length === 0)
    web.setRecords('acme.example', { ...mailRecords, txt: [texts[0] ?? mailRecords.txt[0] ?? ''] } as never);
  const homeLinks = [...links, ...(replies.length === 0 && texts[0] !== undefined ? [texts[0]] : [])];
  const homeDocumentKey = storeHomepage(storage, { links: homeLinks.map((link) => ({ url: link, text: 'x' })) });
  const asked = question({
    source: { ...planned(adapter.id), url: url ?? null, purpose: 'about' },
    about: { homeDocumentKey },
  });
  return settle(adapter.id, () => adapter.ask(asked));
}

const textOf = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));
const recordedTexts = ({ replies }: Recorded) => replies.map(({ body }) => textOf(body));

/** A typed end, and nothing said that was not quoted; `adapter_failed` is what an escaped exception becomes. */
function expectTyped(answer: Awaited<ReturnType<typeof ask>>): void {
  expect(outcomeSchema.safeParse(answer.outcome).success).toBe(true);
  if (answer.outcome === 'matched') expect(brokenQuotes(answer)).toEqual([]);
  else expect(answer.reason).toMatch(/^(?!adapter_failed)[a-z][a-z0-9_]*$/);
}

/** Every member of every object, as the path to it. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsOf(inner, [...path, key])]);
}

function change(value: unknown, path: readonly string[], edit: (parent: Record<string, unknown>, key: string) => void) {
  const copy: unknown = structuredClone(value);
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  edit(parent as Record<string, unknown>, path.at(-1) ?? '');
  return copy;
}

/** The same tree with a member of which nobody has heard in each object. */
function addMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(addMembers);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, member]) => [key, addMembers(member)]);
  return { ...Object.fromEntries(inner), x_added_later: { at: ['2031', null, 1.5] } };
}

const adapters = Object.values(recordedAnswers).map((recorded) => ({ id: recorded.adapter.id, recorded }));
const wired = adapters.filter(({ recorded }) => recorded.replies.some(({ body }) => typeof body !== 'string'));

describe.each(adapters)('the adapter of $id', { timeout: 60_000 }, ({ id, recorded }) => {
  it('is listed under its own id', () => {
    expect(recordedAnswers[id as keyof typeof recordedAnswers]).toBe(recorded);
  });

  it('fills its fields from an answer as documented', async () => {
    const answer = await ask(recorded, recordedTexts(recorded));

    const fields = answer.outcome === 'matched' ? answer.facts.map(({ field }) => field) : answer;
    expect(fields).toEqual(expect.arrayContaining([...recorded.fields]));
    expectTyped(answer);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['an HTML page with status 200', '<!doctype html><html><title>Sorry</title><h1>Something went wrong</h1></html>'],
    ['plain text with status 200', 'Your query could not be processed at this time.'],
    ['null', 'null'],
    ['a list of lists', '[[[]]]'],
    ['an object without members', '{}'],
    ['deep nesting', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['a body above every limit', `{"jobs":"${'x'.repeat(7_000_000)}"}`],
  ])('ends with an outcome where any endpoint answers with %s', async (_what, text) => {
    const texts = recordedTexts(recorded);
    for (const index of recorded.replies.length === 0 ? [0] : texts.keys()) {
      expectTyped(await ask(recorded, recorded.replies.length === 0 ? [text.slice(0, 255)] : texts.with(index, text)));
    }
  });

  it('ends with an outcome wherever an answer is cut', async () => {
    const texts = recorded.replies.length === 0 ? ['https://www.linkedin.com/company/acme'] : recordedTexts(recorded);
    const cut = fc.record({ index: fc.nat(texts.length - 1), share: fc.double({ min: 0, max: 1, noNaN: true }) });
    await fc.assert(
      fc.asyncProperty(cut, async ({ index, share }) => {
        const text = texts[index] ?? '';

        expectTyped(await ask(recorded, texts.with(index, text.slice(0, Math.floor(text.length * share)))));
      }),
      { numRuns: 25 },
    );
  });
});

/** Every so many members of a large answer, so that each suite stays within seconds. */
const mostMembers = 40;

describe.each(wired)('the wire of $id', { timeout: 60_000 }, ({ recorded }) => {
  const texts = recordedTexts(recorded);

  it('may grow members without changing what is read', async () => {
    const before = await ask(recorded, texts);
    const grown = await ask(
      recorded,
      recorded.replies.map(({ body }) => textOf(addMembers(body))),
    );

    const valuesOf = (answer: typeof before) =>
      answer.outcome === 'matched' ? answer.facts.map(({ field, value }) => [field, value]) : [];
    expect(grown.outcome).toBe(before.outcome);
    expect(valuesOf(grown)).toEqual(valuesOf(before));
  });

  it('may lose any one member', async () => {
    for (const [index, { body }] of recorded.replies.entries()) {
      const paths = pathsOf(body);
      const step = Math.ceil(paths.length / mostMembers);
      for (const path of paths.filter((_, at) => at % step === 0)) {
        const lost = change(body, path, (parent, key) => {
          if (Array.isArray(parent)) parent.splice(Number(key), 1);
          else delete parent[key];
        });

        expectTyped(await ask(recorded, texts.with(index, textOf(lost))));
      }
    }
  });

  it('may put anything in any place', async () => {
    const places = recorded.replies.flatMap(({ body }, index) => pathsOf(body).map((path) => ({ index, path, body })));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue(), async ({ index, path, body }, replacement) => {
        const odd = change(body, path, (parent, key) => {
          parent[key] = replacement;
        });

        expectTyped(await ask(recorded, texts.with(index, textOf(odd))));
      }),
      { numRuns: 60 },
    );
  });
});
