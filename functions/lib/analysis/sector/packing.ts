import { sectors } from '../vocabulary/sectors.ts';
import type { SectorModel } from './model.ts';

/** The weights file: names joined by commas, numbers as base64 of one byte each, times a step. */
export interface PackedModel {
  readonly words: string;
  readonly topics: string;
  readonly rarity: string;
  readonly rarityStep: number;
  readonly weights: string;
  readonly weightStep: number;
  readonly bias: readonly number[];
  readonly sharpness: number;
}

/** Reads a model from its file. */
export function unpackModel(packed: PackedModel): SectorModel {
  const weights = new Int8Array(Buffer.from(packed.weights, 'base64'));
  return {
    words: packed.words.split(','),
    topics: packed.topics.split(','),
    rarity: [...Buffer.from(packed.rarity, 'base64')].map((value) => value * packed.rarityStep),
    weights: Float32Array.from(weights, (value) => value * packed.weightStep),
    bias: packed.bias,
    sharpness: packed.sharpness,
  };
}

/** Rounds a model to one byte a number; words whose weights all round to nothing are left out. */
export function packModel(model: SectorModel): PackedModel {
  const all = Array.from(model.weights);
  const weightStep = all.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127 || 1;
  const rarityStep = Math.max(...model.rarity, 1) / 255;
  const row = (at: number) =>
    all.slice(at * sectors.length, (at + 1) * sectors.length).map((weight) => Math.round(weight / weightStep));
  const kept = model.words.flatMap((word, at) => (row(at).some((weight) => weight !== 0) ? [{ word, at }] : []));
  const rows = [...kept.map(({ at }) => row(at)), ...model.topics.map((_, at) => row(model.words.length + at))];
  return {
    words: kept.map(({ word }) => word).join(','),
    topics: model.topics.join(','),
    rarity: Buffer.from(kept.map(({ at }) => Math.round((model.rarity[at] ?? 0) / rarityStep))).toString('base64'),
    rarityStep,
    weights: Buffer.from(Int8Array.from(rows.flat()).buffer).toString('base64'),
    weightStep,
    bias: model.bias.map((bias) => Number(bias.toFixed(4))),
    sharpness: model.sharpness,
  };
}
