import { describe, expect, it } from 'vitest';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import { isTiedBeyondName } from '../../../../../functions/lib/sources/namesakes.ts';
import { company } from './questions.ts';

const robots = { ...company, name: 'Acme', description: 'Acme builds robots for cold warehouses.' };
const bakery = { domain: 'acme-bakery.example' as Domain, description: 'bakery chain that sells sourdough' };

describe('a text that gives a shared name', () => {
  it.each([
    ['Acme opens a third warehouse for its robots', true],
    ['Acme opens a third bakery', false],
    ['Acme appoints a new chief executive', false],
    ['Acme sells robots that bake sourdough in a bakery', false],
    ['Bakery news: acme.example changes its logo', true],
  ])('is about this company only where more than the name ties it: %j → %s', (text, expected) => {
    expect(isTiedBeyondName(text, { ...robots, namesakes: [bakery] })).toBe(expected);
  });

  it('is about the company where no namesake is known, and about nobody where nothing is known of it', () => {
    expect(isTiedBeyondName('Acme appoints a new chief executive', robots)).toBe(true);
    expect(isTiedBeyondName('Acme robots', { ...robots, description: null, namesakes: [bakery] })).toBe(false);
  });
});
