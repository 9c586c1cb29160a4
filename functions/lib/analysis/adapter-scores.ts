/**
 * Gives how far each adapter may be believed, 0–1. A source result's id begins with its adapter's
 * (`own-site:home`); facts know the adapter only, and its best answer speaks.
 */
export function scoresByAdapter(
  scores: Readonly<Record<string, { readonly score: number }>>,
): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const [id, { score }] of Object.entries(scores)) {
    const [adapter = id] = id.split(':');
    best.set(adapter, Math.max(score, best.get(adapter) ?? 0));
  }
  return best;
}
