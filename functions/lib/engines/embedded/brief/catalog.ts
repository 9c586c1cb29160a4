import { accountSections } from './sections/account.ts';
import { competitiveSections } from './sections/competitive.ts';
import { dealSections } from './sections/deal.ts';
import { discoverySections } from './sections/discovery.ts';
import { outreachSections } from './sections/outreach.ts';
import type { SectionPlan } from './sections/plan.ts';
import { renewalSections } from './sections/renewal.ts';
import { technicalSections } from './sections/technical.ts';

/** Every section of every brief, by id; which role and intent shows which is in `perspectives.ts`. */
export const sectionCatalog = {
  ...accountSections,
  ...dealSections,
  ...technicalSections,
  ...outreachSections,
  ...renewalSections,
  ...discoverySections,
  ...competitiveSections,
} as const satisfies Record<string, SectionPlan>;

export type SectionId = keyof typeof sectionCatalog;

/** Gives the plan of a section; null for an id that no brief knows. */
export function planOf(id: string): SectionPlan | null {
  return Object.hasOwn(sectionCatalog, id) ? sectionCatalog[id as SectionId] : null;
}
