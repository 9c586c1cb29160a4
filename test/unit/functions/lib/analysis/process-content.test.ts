import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../../../functions/lib/analysis/language.ts';
import { processContent } from '../../../../../functions/lib/analysis/process-content.ts';
import { capToBudget } from '../../../../../functions/lib/analysis/token-budget.ts';
import { fact, page, text } from './fixtures.ts';

const wide = { perDocument: 10_000, total: 100_000 };
const story = Array.from({ length: 60 }, (_, index) => `word${index} of the story that we tell`).join(' ');

describe('processing content', () => {
  it('strips personal data from documents and facts alike', () => {
    const home = page('/', '<h1>Acme</h1><p>Write to ann@acme.example about ladders.</p>');
    const stated = fact(home, 'marketPresence', 'ann@acme.example', 'Write to ann@acme.example');

    const { content } = processContent([home], [stated], wide);

    expect(JSON.stringify(content)).not.toContain('ann@');
    expect(content.facts[0]?.evidence[0]?.quote).toMatch(/^Write to \[email-[a-z]{6}\]$/);
  });

  it('drops exact and near repeats and points their facts at what was kept', () => {
    const first = text(`${story} end`, { id: 'first' });
    const repeat = text(`${story} end`, { id: 'repeat', url: 'https://other.example/' });
    const near = text(`${story} finish`, { id: 'near' });
    const stated = fact(repeat, 'customers', 'word1', 'word1 of the story');
    const ownWords = fact(near, 'customers', 'finish', 'tell finish');

    const { content, dropped } = processContent([first, repeat, near, first], [stated, ownWords], wide);

    expect(content.documents.map((document) => document.id)).toEqual(['first']);
    expect(dropped).toEqual({ duplicates: 3, overBudget: 0 });
    expect(content.facts[0]?.evidence[0]?.documentId).toBe('first');
    expect(content.facts[1]?.evidence[0]?.documentId).toBe('near');
  });

  it('keeps short documents that differ', () => {
    const { content } = processContent([text('Acme one', { id: 'a' }), text('Acme two', { id: 'b' })], [], wide);

    expect(content.documents).toHaveLength(2);
  });

  it('names the language where the page does not', () => {
    const german = text('Wir sind die Firma und das ist nicht für alle mit der Waage von Acme', { language: null });
    const none = text('Acme', { language: null, segments: [{ origin: 'record', text: 'v=spf1' }] });

    const { content } = processContent([german, none], [], wide);

    expect(content.documents.map((document) => document.language)).toEqual(['de', null]);
  });
});

describe('the token budget', () => {
  it('takes the most telling pages first and counts what no longer fits', () => {
    const pages = [
      text('n'.repeat(300), { id: 'news', purpose: 'news' }),
      text('h'.repeat(300), { id: 'home', purpose: 'home' }),
    ];

    const { content, dropped } = processContent(pages, [], { perDocument: 100, total: 100 });

    expect(content.documents.map((document) => document.id)).toEqual(['home']);
    expect(dropped.overBudget).toBe(1);
  });

  it('cuts a long document at a word and drops the blocks behind the cut', () => {
    const long = page(
      '/',
      `<h1>Start here now</h1>${'<p>Some words about ladders stand here.</p>'.repeat(100)}<p>The very end.</p>`,
    );

    const [capped] = capToBudget([long], { perDocument: 100, total: 1000 });

    const kept = capped?.segments.find((segment) => segment.origin === 'text')?.text ?? '';
    expect(kept.length).toBeLessThanOrEqual(400);
    expect(long.segments[0]?.text.startsWith(kept)).toBe(true);
    expect(capped?.blocks.some((block) => block.text === 'The very end.')).toBe(false);
  });

  it('leaves out a segment of which no word fits', () => {
    const [capped] = capToBudget([text('x'.repeat(500))], { perDocument: 10, total: 1000 });

    expect(capped?.segments).toEqual([]);
  });
});

describe('the language of a text', () => {
  it.each([
    ['The company and the people that we are with your help for this', 'en'],
    ['Nous sommes une équipe et vous êtes dans les mains de la France avec nous pour vous', 'fr'],
    ['これは日本語のページです', 'ja'],
    ['Компания делает весы для заводов', 'ru'],
    ['Acme 123', null],
    ['', null],
  ])('of %j is %s', (sample, language) => {
    expect(detectLanguage(sample)).toBe(language);
  });
});
