import { complianceBadges } from '../../analysis/vocabulary/compliance.ts';
import { labelsIn } from '../../analysis/vocabulary/label.ts';
import type { FieldFact } from '../../company/profile.ts';
import { stateFact } from '../../sources/record.ts';
import { distinctValues } from './products.ts';
import { type Page, pagesFor, type Reading } from './reading.ts';
import { splitSentences } from './sentences.ts';

const attests =
  /\bcertif(?:ied|ications?|icates?)\b|\bcompli(?:ant|ance|es)\b|\baudit(?:ed|s)?\b|\battest(?:ed|ation)\b|\baccredited\b|\bTypes? (?:I|II|1|2)\b|\bmeets?\b|\bready\b|\badhere\b|\breport\b|\bholds?\b|\bzertifiziert\b/i;
/** Who sells compliance, plans it, or leaves it to the customer, does not claim it. */
const notAttested =
  /\b(?:working (?:towards?|on)|planned|in progress|coming soon|pursuing|not (?:yet )?(?:certified|compliant)|helps? (?:you|companies|teams|businesses|customers)|(?:get|become|stay|staying|achieve|achieving|prepare|preparing|automate) .{0,30}(?:complian|certif|SOC|ISO|HIPAA|GDPR|ready)|your (?:own )?\w*\s?(?:complian|audit)|consult|services? for|checklist|training|course|guide|how to|what is|we are not)\b/i;

const leastInRow = 2;

/** States the standards and laws that the company says it meets. */
export function stateCompliance(reading: Reading): FieldFact[] {
  const facts = [
    ...pagesFor(reading, 'home', 'products', 'about').flatMap(badgeRow),
    ...pagesFor(reading, 'security').flatMap((page) => badgesOf(page, 0.8, true)),
    ...pagesFor(reading, 'home', 'pricing', 'products', 'about').flatMap((page) => badgesOf(page, 0.7, false)),
  ];
  return withoutGeneral(distinctValues(facts));
}

function badgesOf({ document, blocks }: Page, confidence: number, isSecurityPage: boolean): FieldFact[] {
  return blocks
    .flatMap((block) => splitSentences(block.text).map((text) => ({ text, isShort: block.text.length <= 60 })))
    .filter(({ text }) => text.length <= 300 && !notAttested.test(text))
    .filter(({ text, isShort }) => attests.test(text) || (isSecurityPage && isShort))
    .flatMap(({ text }) =>
      labelsIn(complianceBadges, text).flatMap((value) =>
        stateFact(document, { field: 'complianceBadges', value, quotes: [text], confidence, basis: 'derived' }),
      ),
    );
}

/** Blocks of nothing but the names of standards, several on a page, are a row of badges. */
function badgeRow({ document, blocks }: Page): FieldFact[] {
  const badges = blocks
    .filter(({ text }) => text.length <= 60 && isBareName(text))
    .flatMap(({ text }) => labelsIn(complianceBadges, text).map((value) => ({ text, value })));
  if (new Set(badges.map(({ value }) => value)).size < leastInRow) return [];
  return badges.flatMap(({ text, value }) =>
    stateFact(document, { field: 'complianceBadges', value, quotes: [text], confidence: 0.6, basis: 'derived' }),
  );
}

function isBareName(text: string): boolean {
  const rest = complianceBadges.reduce((left, { wording }) => left.replace(wording, ' '), text);
  return (
    labelsIn(complianceBadges, text).length > 0 && /^(?:[\s,&·|/-]|and|ISO|logo|certified|compliant)*$/i.test(rest)
  );
}

/** `SOC 2` adds nothing beside `SOC 2 Type II`. */
function withoutGeneral(facts: readonly FieldFact[]): FieldFact[] {
  const values = facts.map((fact) => String(fact.value));
  return facts.filter((fact) => !values.some((value) => value.startsWith(`${String(fact.value)} `)));
}
