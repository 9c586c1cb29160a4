import { statement } from '../engines/embedded/brief/known.ts';
import { executives } from '../engines/embedded/brief/statements.ts';
import type { Statement } from '../engines/insights.ts';
import { namesOf, type Side } from './sides.ts';

/** What a title lets one suppose of a part in a decision; the first that fits counts. */
const parts: readonly { readonly title: RegExp; readonly part: string }[] = [
  { title: /\b(?:CFO|chief financial|finance)\b/i, part: 'pays' },
  { title: /\b(?:CEO|chief executive|managing director|owner|president(?! of))\b/i, part: 'may approve alone' },
  {
    title: /\b(?:C[TI]O|CISO|chief (?:technology|information|security|scientist)|engineering|IT|technical|security)\b/i,
    part: 'judges the technology',
  },
  { title: /\b(?:COO|chief operating|operations|supply chain|production)\b/i, part: 'runs the work it changes' },
  { title: /\b(?:CRO|CMO|chief (?:revenue|marketing|commercial)|sales|marketing)\b/i, part: 'owns revenue' },
  { title: /\b(?:customer|success|support|service)\b/i, part: 'answers to their customers' },
  { title: /\b(?:counsel|legal|compliance)\b/i, part: 'reviews contracts' },
  { title: /\b(?:people|HR|human resources|talent)\b/i, part: 'owns people topics' },
];

/** Which titles stand nearest to the teams that a vendor sells to. */
const buyers: readonly { readonly market: RegExp; readonly title: RegExp }[] = [
  {
    market: /^(?:Developers|Product teams|Data teams|IT teams|Designers)$/,
    title: /\b(?:C[TI]O|technology|engineering|product|data|information)\b/i,
  },
  { market: /^Security teams$/, title: /\b(?:CISO|CTO|security|technology)\b/i },
  { market: /^(?:Sales teams|Marketing teams)$/, title: /\b(?:CRO|CMO|revenue|sales|marketing|commercial)\b/i },
  { market: /^Finance teams$/, title: /\b(?:CFO|financ\w+)\b/i },
  { market: /^HR teams$/, title: /\b(?:people|HR|human)\b/i },
  { market: /^Support teams$/, title: /\b(?:customer|support|service|success)\b/i },
  { market: /^Legal$/, title: /\b(?:counsel|legal|compliance)\b/i },
  { market: /^Logistics$/, title: /\b(?:operat(?:ions|ing)|supply chain|logistics)\b/i },
];
const most = 6;

/** Names who holds which public role and what the title alone lets one suppose; nearest to the vendor's buyers first. */
export function nameDecisionMakers(prospect: Side, vendor: Side | null): Statement[] {
  const sold = vendor === null ? [] : namesOf(vendor, 'targetMarkets');
  const near = buyers.filter(({ market }) => sold.some((label) => market.test(label)));
  return executives(prospect.known)
    .map((person, order) => ({ ...person, order, isNear: near.some(({ title }) => title.test(person.title)) }))
    .sort((left, right) => Number(right.isNear) - Number(left.isNear) || left.order - right.order)
    .slice(0, most)
    .map(({ name, title, fact, isNear }) => {
      const part = parts.find((one) => one.title.test(title))?.part;
      const supposed = [part, isNear ? 'nearest to whom we sell to' : undefined].filter((word) => word !== undefined);
      const told = `${name}, ${title}`;
      return supposed.length === 0
        ? statement(`${told}.`, [fact])
        : statement(`${told}: by the title, ${supposed.join('; ')}.`, [fact], 'derived');
    });
}
