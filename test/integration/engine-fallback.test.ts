import { beforeEach, describe, expect, it } from 'vitest';
import type { AnswerEngine } from '../../functions/lib/company/answer.ts';
import type { EngineBehaviour } from '../../local/sandbox/engines/index.ts';
import { lastOf, useLaptop } from './laptop.ts';

const laptop = useLaptop({ engines: ['openai', 'anthropic'] });
const hosts = { openai: 'api.openai.com', anthropic: 'api.anthropic.com' } as const;
const names = ['openai', 'anthropic'] as const;

const play = (engine: (typeof names)[number], behaviour: EngineBehaviour | null) =>
  laptop.stack.sandbox?.playEngine(hosts[engine], behaviour);
const askedOf = (engine: (typeof names)[number]) =>
  laptop.stack.sandbox?.visits().filter(({ host }) => host === hosts[engine]).length ?? 0;

async function enrich(domain: string, body: object = {}) {
  const begun = await laptop.call('POST', `/company/${domain}/vendor-context`, { userRole: 'AE', ...body });
  expect(begun.status).toBe(202);
  const { body: status } = lastOf(await laptop.follow(begun.body.statusEndpoint));
  expect(status.status).toBe('completed');
  return status.data;
}

const turns = ({ metadata }: { metadata: { engines: AnswerEngine[] } }) =>
  metadata.engines.map(({ name, step, outcome }) => `${name} ${step} ${outcome}`);

beforeEach(() => {
  for (const engine of names) play(engine, null);
});

describe('an enrichment with engines', { timeout: 120_000 }, () => {
  it('is read by one, written by another, and lists what each took', async () => {
    const answer = await enrich('brindlemark.example');

    expect(turns(answer)).toEqual([
      'bedrock all skipped',
      'openai extract answered',
      'anthropic brief answered',
      'embedded all answered',
    ]);
    const [, openai] = answer.metadata.engines as AnswerEngine[];
    expect(openai).toMatchObject({ model: expect.stringContaining('gpt'), tokens: { input: expect.any(Number) } });
    expect(openai?.tokens.input).toBeGreaterThan(500);
    expect(openai?.claims).toBeGreaterThan(0);
    expect(answer.metadata.costUsd).toBeGreaterThan(0);
    expect(answer.companyIntelligence.brief.sections.length).toBeGreaterThan(5);
  });

  it('buys for another role only what is not in the store: pages are asked about whoever reads the brief', async () => {
    const first = askedOf('openai');

    const answer = await enrich('brindlemark.example', { userRole: 'SE' });

    expect(askedOf('openai') - first).toBeLessThan(first);
    expect(turns(answer)).toContain('openai extract answered');
  });

  it('goes on with the next engine where one refuses its key, asking it once', async () => {
    play('openai', 'wrong-key');
    const before = askedOf('openai');

    const answer = await enrich('larkspindle.example');

    expect(turns(answer)).toEqual([
      'bedrock all skipped',
      'openai extract lost',
      'anthropic extract answered',
      'anthropic brief answered',
      'embedded all answered',
    ]);
    expect((answer.metadata.engines as AnswerEngine[])[1]).toMatchObject({ reason: 'auth' });
    expect(askedOf('openai') - before).toBeLessThanOrEqual(6);
  });

  it('keeps inventions of an engine that obeyed a page out of the answer', async () => {
    play('openai', 'fooled');
    play('anthropic', 'fooled');

    const answer = await enrich('tidewick.example');

    const evidence = Object.values<{ quote: string }[]>(answer.companyIntelligence.evidence).flat();
    expect(evidence.length).toBeGreaterThan(3);
    expect(JSON.stringify(answer.companyIntelligence)).not.toMatch(
      /You read documents about one company|You write a sales brief/,
    );
  });
});
