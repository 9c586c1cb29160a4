import { describe, expect, it } from 'vitest';
import { packModel, unpackModel } from '../../../../../../functions/lib/analysis/sector/packing.ts';
import { predictSectors } from '../../../../../../functions/lib/analysis/sector/predict.ts';
import { industryLabels } from '../../../../../../functions/lib/analysis/vocabulary/industries.ts';
import { generalLabels, sectorOf, sectors } from '../../../../../../functions/lib/analysis/vocabulary/sectors.ts';
import { classifyIndustry } from '../../../../../../functions/lib/engines/embedded/industry.ts';
import { toExample, trainModel } from '../../../../../evaluation/sector-training.ts';

/** Descriptions of our own, not of the data that the model was learnt from. */
const descriptions = [
  ['Fintech', 'We lend to growers against their harvest and collect repayments by mobile money.'],
  ['Fintech', 'A travel card for families abroad that converts currencies without fees and insures every purchase.'],
  ['Healthcare', 'Nurses use our tablet app to record wounds and share images with the surgeon on call.'],
  ['Healthcare', 'We engineer bacteria that make a cheaper vaccine for hepatitis.'],
  ['Education', 'Pupils practise fractions with a patient tutor, and teachers see where the class is stuck.'],
  ['Industrials', 'Our kilns turn farm waste into carbon for steel mills.'],
  ['Industrials', 'Small satellites that watch pipelines for methane leaks.'],
  ['Real Estate and Construction', 'Landlords list flats once and tenants sign the lease on their phone.'],
  ['Consumer', 'A game about gardening that grandparents play with their grandchildren.'],
  ['Consumer', 'Fresh pasta and sauces at your door every Friday, cooked by neighbours.'],
  ['B2B', 'Database backups for engineering teams, restored in one command.'],
  ['B2B', 'Software that drafts replies for support teams and files them in the CRM.'],
] as const;

describe('sectors', () => {
  it.each(descriptions)('%s is told from a description', (sector, text) => {
    expect(classifyIndustry([{ text, weight: 2 }])?.sector).toBe(sector);
  });

  it('are as likely as their likelihoods say, which sum to 1', () => {
    const found = predictSectors('A clinic for feet.');

    expect([...found.keys()]).toEqual([...sectors]);
    expect([...found.values()].reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6);
  });

  it('take in every industry, and each has a name of its own or an industry that carries it', () => {
    const found = new Set(industryLabels.map(({ label }) => sectorOf(label)));

    expect([...found].sort()).toEqual([...sectors]);
    for (const { label, sector } of generalLabels) expect(sectorOf(label)).toBe(sector);
  });

  it('fall back on the general name where no term of an industry stands in the text', () => {
    expect(
      classifyIndustry([{ text: 'An application for companies, with our own twist to it.', weight: 2 }]),
    ).toMatchObject({
      label: 'Business Software and Services',
      sector: 'B2B',
    });
    expect(classifyIndustry([{ text: 'Hm.', weight: 2 }])).toBeNull();
  });
});

describe('training', () => {
  const examples = descriptions.flatMap(([sector, text]) => [
    toExample(text, sector),
    toExample(`${text} Again.`, sector),
  ]);

  it('gives the same model for the same examples', () => {
    expect(packModel(trainModel(examples))).toEqual(packModel(trainModel(examples)));
  });

  it('survives packing: one byte a number, words that say nothing left out', () => {
    const model = trainModel(examples);

    const read = unpackModel(packModel(model));

    const step = Math.max(...Array.from(model.weights, Math.abs)) / 127;
    const money = model.words.indexOf('money') * sectors.length;
    const kept = read.words.indexOf('money') * sectors.length;
    expect(read.words.length).toBeLessThanOrEqual(model.words.length);
    expect(read.topics).toEqual(model.topics);
    expect(Math.abs((read.weights[kept + 3] ?? 0) - (model.weights[money + 3] ?? 0))).toBeLessThanOrEqual(step);
  });
});
