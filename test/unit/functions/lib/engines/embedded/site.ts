import { verifyInsights } from '../../../../../../functions/lib/analysis/claims/verify-insights.ts';
import { processContent } from '../../../../../../functions/lib/analysis/process-content.ts';
import type { FieldFact, ProfileField } from '../../../../../../functions/lib/company/profile.ts';
import type { Document } from '../../../../../../functions/lib/content/document.ts';
import { runEmbeddedEngine } from '../../../../../../functions/lib/engines/embedded/engine.ts';
import { acme } from '../../analysis/fixtures.ts';

/** What the engine claims of the given documents, each claim already held against them. */
export function claimsOf(...documents: Document[]): FieldFact[] {
  const { content } = processContent(documents, [], { perDocument: 12_000, total: 80_000 });
  const insights = runEmbeddedEngine(content, acme, 'account-executive', 'discovery');
  const { verified, droppedBy } = verifyInsights(insights, content, acme);
  if (Object.keys(droppedBy).length > 0)
    throw new Error(`The engine claimed what does not hold: ${JSON.stringify(droppedBy)}`);
  return verified.claims;
}

/** The values that the engine claims for one field. */
export function valuesOf(field: ProfileField, ...documents: Document[]): unknown[] {
  return claimsOf(...documents)
    .filter((claim) => claim.field === field)
    .map((claim) => claim.value);
}
