import { each, listing, quoting, statement } from '../engines/embedded/brief/known.ts';
import type { BriefSection, Statement } from '../engines/insights.ts';
import { rivalsInUse } from './incumbents.ts';
import { anticipateObjections } from './objections.ts';
import { comparisonsOf, guidePositioning, strengthsOf } from './positioning.ts';
import { findRelationship } from './relationship.ts';
import { bare, namesOf, type Side, type Sides } from './sides.ts';

/** What a named vendor puts into the sections of a brief that ask who we are. */
interface VendorSection {
  /** Whether its statements stand instead of what was known without a vendor, or before it. */
  readonly replaces: boolean;
  readonly state: (sides: Sides) => Statement[];
}

const sections: Readonly<Record<string, VendorSection>> = {
  'our-strengths': { replaces: true, state: ({ vendor }) => strengthsOf(vendor) },
  rivals: { replaces: true, state: rivalSnapshots },
  'side-by-side': { replaces: true, state: sideBySide },
  'rival-strengths': { replaces: true, state: theirStrengths },
  'win-lose': { replaces: true, state: winAndLose },
  objections: { replaces: true, state: anticipateObjections },
  traps: { replaces: true, state: traps },
  incumbents: { replaces: false, state: rivalsInUse },
  'competing-technology': { replaces: false, state: rivalsInUse },
  'competitive-threat': { replaces: false, state: rivalsInUse },
  'meddpicc-competition': { replaces: false, state: rivalsInUse },
  'product-fit': {
    replaces: false,
    state: (sides) => guidePositioning(sides).filter(({ basis }) => basis === 'hypothesis'),
  },
};

/** Fills the sections of a brief that a vendor's own facts can fill; the others stay as they are. */
export function addVendor(found: readonly BriefSection[], sides: Sides): BriefSection[] {
  return found.map((section) => {
    const plan = Object.hasOwn(sections, section.id) ? sections[section.id] : undefined;
    if (plan === undefined) return section;
    const statements = plan.state(sides);
    return { ...section, statements: plan.replaces ? statements : [...statements, ...section.statements] };
  });
}

/** The rival is the prospect itself, or whom the vendor names. */
function rivalSnapshots({ prospect, vendor }: Sides): Statement[] {
  if (isRival({ prospect, vendor }))
    return each(prospect.known, 'description', 1).concat(
      listing(prospect.known, 'products', (values) => `Sells: ${values}.`),
    );
  const seen = rivalsInUse({ prospect, vendor });
  const named = listing(vendor.known, 'competitors', (values) => `${vendor.name} compares itself with: ${values}.`, 6);
  return [...seen, ...named];
}

/** Facts that both sides state, else what the vendor's comparison says. */
function sideBySide({ prospect, vendor }: Sides): Statement[] {
  const said = comparisonsOf(vendor).won;
  if (!isRival({ prospect, vendor })) return said;
  const rows = (['employees', 'founded', 'pricingModel'] as const).flatMap((field) => {
    const [ours] = vendor.known.facts(field);
    const [theirs] = prospect.known.facts(field);
    if (ours === undefined || theirs === undefined) return [];
    return [
      statement(`${rowNames[field]}: ${vendor.name} ${ours.value}, ${prospect.name} ${theirs.value}.`, [ours, theirs]),
    ];
  });
  return [...said.slice(0, 1), ...rows];
}

const rowNames = { employees: 'Employees', founded: 'Founded', pricingModel: 'Charges' } as const;

function theirStrengths({ prospect, vendor }: Sides): Statement[] {
  const conceded = comparisonsOf(vendor).lost;
  return isRival({ prospect, vendor })
    ? [...conceded, ...quoting(prospect.known, 'proof', 2), ...each(prospect.known, 'valuePropositions', 2)]
    : conceded;
}

function winAndLose({ vendor }: Sides): Statement[] {
  const { won, lost } = comparisonsOf(vendor);
  return [
    ...won.slice(0, 2).map((one): Statement => ({ ...one, text: `We win: “${bare(one)}”.`, basis: 'derived' })),
    ...lost.slice(0, 2).map((one): Statement => ({ ...one, text: `We lose: “${bare(one)}”.`, basis: 'derived' })),
  ];
}

/** What we concede in public can be made a requirement against us. */
function traps({ vendor }: Sides): Statement[] {
  return comparisonsOf(vendor).lost.map((one) => ({
    ...one,
    text: `May be made a requirement against us: “${bare(one)}”.`,
    basis: 'hypothesis',
    confidence: 0.3,
  }));
}

function isRival(sides: { readonly prospect: Side; readonly vendor: Side }): boolean {
  return findRelationship(sides).kind === 'rival' || namesOf(sides.vendor, 'competitors').includes(sides.prospect.name);
}
