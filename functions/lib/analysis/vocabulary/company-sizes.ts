const bands: readonly { readonly label: string; readonly least: number; readonly most: number }[] = [
  { label: '1-10 employees', least: 1, most: 10 },
  { label: '11-50 employees', least: 11, most: 50 },
  { label: '51-200 employees', least: 51, most: 200 },
  { label: '201-500 employees', least: 201, most: 500 },
  { label: '501-1,000 employees', least: 501, most: 1000 },
  { label: '1,001-5,000 employees', least: 1001, most: 5000 },
  { label: '5,001-10,000 employees', least: 5001, most: 10_000 },
  { label: '10,001+ employees', least: 10_001, most: Number.POSITIVE_INFINITY },
];

/** Gives the size band (those of LinkedIn's company pages) of a number of employees, null below one. */
export function sizeBandOf(employees: number): string | null {
  return bands.find((band) => employees >= band.least && employees <= band.most)?.label ?? null;
}
