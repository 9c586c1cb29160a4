import type { Domain } from '../company/domain.ts';
import type { FieldFact } from '../company/profile.ts';
import type { Document } from '../content/document.ts';
import { placeholdersOf } from '../privacy/placeholder-key.ts';
import { readPrivacyPolicy } from '../privacy/policy.ts';
import { applyRedaction, planRedaction } from '../privacy/redact-document.ts';
import type { DocumentReference } from '../sources/outcome.ts';
import { putDocument, putFacts } from './documents.ts';

/** Where the documents and facts of one source lie. */
export interface StoredFindings {
  readonly documents: readonly DocumentReference[];
  readonly factsKey: string | null;
}

/**
 * Stores what a source found, without the personal data that the policy keeps out of the store.
 * `id` names the source's result; `now` in epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function storeFindings(
  domain: Domain,
  id: string,
  found: { readonly documents: readonly Document[]; readonly facts: readonly FieldFact[] },
  now: number,
): Promise<StoredFindings> {
  const plan = planRedaction(found, readPrivacyPolicy(process.env.PRIVACY_POLICY).storage);
  const clean = plan.size === 0 ? found : applyRedaction(found, plan, await placeholdersOf(domain, now));
  return {
    documents: await Promise.all(clean.documents.map((document) => putDocument(domain, document))),
    factsKey: await putFacts(domain, id, clean.facts),
  };
}
