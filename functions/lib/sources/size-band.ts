import { sizeBandOf } from '../analysis/vocabulary/company-sizes.ts';

/** Reads `201-500`, `1,001-5,000 employees`, `10001+` or a count as the size band that it lies in, null where it spans several. */
export function readSizeBand(size: string | number | null): string | null {
  const [, least, most = least] =
    /^(\d+)(?:\s*[-–]\s*(\d+)|\+)?(?: employees)?$/.exec(String(size).replaceAll(',', '')) ?? [];
  const band = sizeBandOf(Number(least));
  return band === sizeBandOf(Number(most)) ? band : null;
}
