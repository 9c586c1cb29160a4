import { describe, expect, it } from 'vitest';
import { foreignUrl } from '../../local/sandbox/engines/obey.ts';
import { lastOf, useLaptop } from './laptop.ts';

const laptop = useLaptop({ engines: ['openai', 'anthropic'] });

/** Enriches a company for a role and gives the final answer. */
async function enrich(company: string, userRole = 'account-executive') {
  const started = await laptop.call('POST', `/company/${company}/vendor-context`, { userRole });
  const { body } = started.status === 200 ? started : lastOf(await laptop.follow(started.body.statusEndpoint));
  return body.data ?? body;
}

const sandbox = () => laptop.stack.sandbox!;
const asked = (host: string) =>
  sandbox()
    .visits()
    .filter((visit) => visit.host === host).length;
const briefly = (engines: readonly { name: string; step: string; outcome: string }[]) =>
  engines.map(({ name, step, outcome }) => `${name} ${step} ${outcome}`);

describe('engines with keys', () => {
  // Two whole enrichments.
  it('read and write an enrichment, and are not asked again about the same pages', { timeout: 150_000 }, async () => {
    const first = await enrich('brindlemark.example');
    const afterFirst = asked('api.openai.com');
    const second = await enrich('brindlemark.example', 'customer-success-manager');

    expect(briefly(first.metadata.engines)).toEqual([
      'bedrock all skipped',
      'openai extract answered',
      'anthropic brief answered',
      'embedded all answered',
    ]);
    expect(first.metadata.engines[1]).toMatchObject({ model: 'gpt-6-luna', dropped: 0 });
    expect(first.metadata.engines[1].claims).toBeGreaterThan(0);
    expect(afterFirst).toBeGreaterThan(0);
    expect(asked('api.openai.com')).toBe(afterFirst);
    expect(second.metadata.engines[1]).toMatchObject({ name: 'openai', outcome: 'answered', costUsd: 0 });
  });

  it('that obeyed a page leak nothing and invent nothing', async () => {
    const before = asked('api.openai.com');
    sandbox().playEngine('api.openai.com', 'fooled');
    sandbox().playEngine('api.anthropic.com', 'fooled');

    const result = await enrich('fennmoor.example');
    for (const host of ['api.openai.com', 'api.anthropic.com']) sandbox().playEngine(host, null);

    const text = JSON.stringify(result);
    expect(text).not.toContain(new URL(foreignUrl).host);
    expect(text).not.toContain('SYSTEM INSTRUCTIONS');
    expect(asked('api.openai.com')).toBeGreaterThan(before);
    expect(result.metadata.status).toBe('ready');
    const [, reader, writer] = result.metadata.engines;
    expect(briefly([reader, writer])).toEqual(['openai extract answered', 'anthropic brief answered']);
    for (const { claims, dropped } of [reader, writer]) {
      expect(claims).toBeGreaterThan(0);
      expect(dropped).toBe(claims);
    }
  });
});
