import type { Answer } from './answer.ts';

type DataQuality = Answer['metadata']['dataQuality'];

/** How much each part counts in the whole. */
const weights = { completeness: 0.4, freshness: 0.2, reliability: 0.4 } as const;

/** Gives the parts, each 0–1, with their weighted sum, all with two digits. */
export function weighQuality(parts: Omit<DataQuality, 'overall'>): DataQuality {
  const { completeness, freshness, reliability } = parts;
  const overall =
    completeness * weights.completeness + freshness * weights.freshness + reliability * weights.reliability;
  return {
    completeness: round(completeness),
    freshness: round(freshness),
    reliability: round(reliability),
    overall: round(overall),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
