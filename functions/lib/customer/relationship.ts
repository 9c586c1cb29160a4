import type { FieldFact } from '../company/profile.ts';
import { statement } from '../engines/embedded/brief/known.ts';
import type { Statement } from '../engines/insights.ts';
import { factsNaming, type Sides } from './sides.ts';

/** How the two companies stand to each other already, as one of them says itself. */
export interface Relationship {
  readonly kind: 'customer' | 'rival' | 'partner' | 'none';
  readonly statements: readonly Statement[];
}

/** Finds whether one names the other as customer, rival or partner; rivals come first, since nothing is sold to them. */
export function findRelationship({ prospect, vendor }: Sides): Relationship {
  const rivals = [
    ...tell(
      factsNaming(vendor, 'competitors', [prospect.name]),
      `${vendor.name} compares itself with ${prospect.name}.`,
    ),
    ...tell(
      factsNaming(prospect, 'competitors', [vendor.name]),
      `${prospect.name} compares itself with ${vendor.name}.`,
    ),
  ];
  if (rivals.length > 0) return { kind: 'rival', statements: rivals };
  const customers = [
    ...tell(factsNaming(vendor, 'customers', [prospect.name]), `${vendor.name} names ${prospect.name} as a customer.`),
    ...tell(
      factsNaming(prospect, 'techStack', [vendor.name, ...productNames(vendor)]),
      `${prospect.name} uses ${vendor.name}.`,
    ),
  ];
  if (customers.length > 0) return { kind: 'customer', statements: customers };
  const partners = [
    ...tell(
      factsNaming(vendor, 'partnerships', [prospect.name]),
      `${vendor.name} names ${prospect.name} as a partner.`,
    ),
    ...tell(
      factsNaming(prospect, 'partnerships', [vendor.name]),
      `${prospect.name} names ${vendor.name} as a partner.`,
    ),
  ];
  return partners.length > 0 ? { kind: 'partner', statements: partners } : { kind: 'none', statements: [] };
}

function productNames({ known }: Sides['vendor']): string[] {
  return known.facts('products').map((fact) => String(fact.value));
}

function tell(facts: readonly FieldFact[], text: string): Statement[] {
  return facts.length === 0 ? [] : [statement(text, facts.slice(0, 2), 'stated')];
}
