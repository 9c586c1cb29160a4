import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { placeholdersOf } from '../../../../../functions/lib/privacy/placeholder-key.ts';
import { createPlaceholders } from '../../../../../functions/lib/privacy/placeholders.ts';
import { storeFindings } from '../../../../../functions/lib/storage/findings.ts';
import { fact, page } from '../analysis/fixtures.ts';
import { mockStorage } from '../sources/memory-storage.ts';
import { domain, now } from '../sources/questions.ts';

const storage = mockStorage();
beforeEach(() => storage.reset());
const address = { type: 'email', text: 'ann@acme.example' } as const;

describe('the key of a company’s placeholders', () => {
  it('is drawn once, so that every function names a value alike', async () => {
    const first = await placeholdersOf(domain, now);
    const second = await placeholdersOf(domain, now);

    expect(second(address)).toBe(first(address));
    expect(storage.rows.get(`COMPANY#${domain} PLACEHOLDERS`)?.key).toMatchObject({ B: expect.any(Uint8Array) });
  });

  it('is not the next company’s', async () => {
    const [mine, other] = [await placeholdersOf(domain, now), await placeholdersOf('globex.example' as never, now)];

    expect(other(address)).not.toBe(mine(address));
  });

  it('is that of whoever wrote first', async () => {
    const theirs = Buffer.alloc(32, 9);
    const conflict = Object.assign(new Error('exists'), { Item: { key: { B: theirs } } });
    const { ConditionalCheckFailedException } = await import('@aws-sdk/client-dynamodb');
    Object.setPrototypeOf(conflict, ConditionalCheckFailedException.prototype);
    storage.dynamodb.on(PutItemCommand).rejects(conflict);

    const placeholders = await placeholdersOf(domain, now);

    expect(placeholders(address)).toBe(createPlaceholders(theirs)(address));
  });

  it('fails loudly where a row without a key stands in the way', async () => {
    const conflict = Object.assign(new Error('exists'), { Item: {} });
    const { ConditionalCheckFailedException } = await import('@aws-sdk/client-dynamodb');
    Object.setPrototypeOf(conflict, ConditionalCheckFailedException.prototype);
    storage.dynamodb.on(PutItemCommand).rejects(conflict);

    await expect(placeholdersOf(domain, now)).rejects.toMatchObject({ code: 'storage.malformed' });
  });
});

describe('storing what a source found', () => {
  it('keeps personal data out of documents and facts alike', async () => {
    const document = page(
      '/contact',
      '<p>Mail ann@acme.example or ring +44 20 7946 0958, card 4111 1111 1111 1111.</p>',
    );
    const stated = fact(document, 'marketPresence', 'Mail ann@acme.example', 'Mail ann@acme.example');

    const stored = await storeFindings(domain, 'page', { documents: [document], facts: [stated] }, now);

    const written = [...storage.objects.values()].join('\n');
    expect(stored.documents).toHaveLength(1);
    expect(written).not.toMatch(/ann@acme|7946|4111/);
    expect(written).toMatch(/\[email-[a-z]{6}\]/);
  });

  it('asks for no key where there is nothing to replace', async () => {
    await storeFindings(domain, 'page', { documents: [page('/', '<p>Ladders.</p>')], facts: [] }, now);

    expect(storage.rows.size).toBe(0);
  });
});
