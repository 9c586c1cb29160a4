import { statement } from '../engines/embedded/brief/known.ts';
import { productsInUse } from '../engines/embedded/brief/statements.ts';
import type { Statement } from '../engines/insights.ts';
import { findRelationship } from './relationship.ts';
import { factsNaming, joinEvidence, namesOf, type Sides } from './sides.ts';

/** What stands in the place that the vendor wants: itself, its rivals, then whatever is in use. */
export function findIncumbents(sides: Sides): Statement[] {
  const { prospect } = sides;
  const inUse = productsInUse(prospect.known, (values) => `In use at ${prospect.name}: ${values}.`, 8);
  return [...findRelationship(sides).statements, ...rivalsInUse(sides), ...inUse];
}

/** Rivals that the vendor names, seen at the prospect as a system, a partner or a customer. */
export function rivalsInUse({ prospect, vendor }: Sides): Statement[] {
  const rivals = namesOf(vendor, 'competitors');
  const seen = [
    ...factsNaming(prospect, 'techStack', rivals).map((fact) => ({ fact, as: 'uses' })),
    ...factsNaming(prospect, 'partnerships', rivals).map((fact) => ({ fact, as: 'is a partner of' })),
  ];
  return seen.map(({ fact, as }) => {
    const name = String(fact.value);
    const told = statement(`${prospect.name} ${as} ${name}, which ${vendor.name} names as a rival.`, [fact], 'derived');
    return { ...told, evidence: joinEvidence(told, ...factsNaming(vendor, 'competitors', [name])) };
  });
}
