import weights from '../vocabulary/sector-weights.json' with { type: 'json' };
import type { Sector } from '../vocabulary/sectors.ts';
import { featuresOf } from './features.ts';
import { indexFeatures, likelihoods, type SectorModel, toVector } from './model.ts';
import { unpackModel } from './packing.ts';

let loaded: { readonly model: SectorModel; readonly index: ReturnType<typeof indexFeatures> } | null = null;

/** Gives how likely each sector is for a company that a text describes, summing to 1; the text's beginning counts double. */
export function predictSectors(text: string): ReadonlyMap<Sector, number> {
  loaded ??= load();
  return likelihoods(toVector(featuresOf(text), loaded.index), loaded.model);
}

function load() {
  const model = unpackModel(weights);
  return { model, index: indexFeatures(model) };
}
