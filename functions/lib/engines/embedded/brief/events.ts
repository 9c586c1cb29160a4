import { buyingSignalSchema, type FieldFact, fundingRoundSchema, newsItemSchema } from '../../../company/profile.ts';
import type { Statement } from '../../insights.ts';
import { leadingDate } from './excerpts.ts';
import { each, type Known, statement } from './known.ts';

const dayMs = 24 * 60 * 60_000;
const negativeSignals = new Set(['layoffs', 'acquisition', 'rebrand', 'leadership change']);
const expansionSignals = new Set(['funding', 'hiring', 'new product', 'expansion', 'partnership', 'compliance']);
const mostTriggers = 5;
const newsType = 'news';

/** Something that happened, told with its day where a day is known. */
interface Event {
  readonly type: string;
  readonly text: string;
  readonly date: string | null;
  readonly fact: FieldFact;
}

/** Events newest first, what has no date last; the same day and kind of event is told once. */
export function triggers(known: Known, kinds?: ReadonlySet<string>): Statement[] {
  return eventsIn(known, kinds).slice(0, mostTriggers).map(tell);
}

/** Events of the last `days`, newest first; what has no date is not recent. */
export function recentTriggers(known: Known, days: number): Statement[] {
  return eventsIn(known)
    .filter(({ date }) => date !== null && ageInDays(date, known.asOf) <= days)
    .map(tell);
}

/** Events that put a renewal at risk, and troubles reported. */
export function risks(known: Known): Statement[] {
  const events = eventsIn(known, negativeSignals).filter((event) => !isBuyer(event));
  return [...events.slice(0, mostTriggers).map(tell), ...each(known, 'businessChallenges', 3)];
}

/** What hurts, as far as it can be seen from outside: never more than derived, since nobody there has said it is a pain. */
export function pains(known: Known): Statement[] {
  return [...triggers(known, new Set(['layoffs'])), ...each(known, 'businessChallenges', 3)].map((pain) => ({
    ...pain,
    basis: 'derived',
  }));
}

/** Events after which an account grows. */
export function expansions(known: Known): Statement[] {
  return [...triggers(known, expansionSignals), ...each(known, 'growthIndicators', 3)];
}

/** Changes among those who decide. */
export function stakeholderChanges(known: Known): Statement[] {
  const kinds = new Set(['leadership change', 'layoffs', 'acquisition']);
  return eventsIn(known, kinds)
    .filter((event) => !isBuyer(event))
    .slice(0, mostTriggers)
    .map(tell);
}

/** Mergers, layoffs, changes of name or leadership. */
export function organisationEvents(known: Known): Statement[] {
  return triggers(known, negativeSignals);
}

/** What was in the news, newest first. */
export function news(known: Known): Statement[] {
  return known
    .facts('recentNews')
    .flatMap((fact) => {
      const item = newsItemSchema.safeParse(fact.value);
      return item.success
        ? [{ type: newsType, text: item.data.title, date: item.data.publishedAt, fact } satisfies Event]
        : [];
    })
    .sort(newestFirst)
    .filter((event, index, all) => !all.slice(0, index).some((one) => isSame(one, event)))
    .slice(0, 4)
    .map(tell);
}

/** Money raised, as told, newest first. */
export function financing(known: Known): Statement[] {
  return known
    .facts('fundingRounds')
    .flatMap((fact) => {
      const round = fundingRoundSchema.safeParse(fact.value);
      const text = longestQuote(fact);
      return round.success ? [{ type: 'funding', text, date: round.data.date, fact } satisfies Event] : [];
    })
    .sort(newestFirst)
    .slice(0, 4)
    .map(tell);
}

/** Whole days from a partial date (its last possible day) to a time in epoch ms, never below 0. */
export function ageInDays(date: string, asOf: number): number {
  const [year = '', month = '12', day] = date.split('-');
  const time =
    day === undefined
      ? Date.UTC(Number(year), Number(month), 0)
      : Date.UTC(Number(year), Number(month) - 1, Number(day));
  return Math.max(0, Math.floor((asOf - time) / dayMs));
}

function eventsIn(known: Known, kinds?: ReadonlySet<string>): Event[] {
  const events = known.facts('buyingSignals').flatMap((fact): Event[] => {
    const signal = buyingSignalSchema.safeParse(fact.value);
    return signal.success && (kinds === undefined || kinds.has(signal.data.type)) ? [{ ...signal.data, fact }] : [];
  });
  return events.sort(newestFirst).filter((event, index) => !events.slice(0, index).some((one) => isSame(one, event)));
}

/** Two reports within four days tell of one event: of the same kind of sign, or in much the same words. */
function isSame(left: Event, right: Event): boolean {
  if (left.type !== right.type || left.date === null || right.date === null) return false;
  const isNear = Math.abs(Date.parse(left.date) - Date.parse(right.date)) <= 4 * dayMs;
  return isNear && (left.type !== newsType || shareWords(left.text, right.text));
}

/** Three words or more in common, and half of the shorter title. */
function shareWords(left: string, right: string): boolean {
  const [words, others] = [left, right].map(contentWords) as [Set<string>, Set<string>];
  const shared = words.intersection(others).size;
  return shared >= 3 && shared * 2 >= Math.min(words.size, others.size);
}

function contentWords(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.filter((word) => word.length > 3 || /\d/.test(word)),
  );
}

/** Who buys another company keeps its people and contracts; who is bought may not. */
function isBuyer({ type, text }: Event): boolean {
  return type === 'acquisition' && /\bacquir(?:es|ing)\b|\bacquired (?!by\b)/i.test(text);
}

function newestFirst(left: Event, right: Event): number {
  return (right.date ?? '').localeCompare(left.date ?? '');
}

function tell({ text, date, fact }: Event): Statement {
  const told = statement(text, [fact]);
  return date === null ? told : { ...told, occurredOn: date };
}

function longestQuote(fact: FieldFact): string {
  const quotes = fact.evidence.map((item) => item.quote);
  return quotes.reduce((best, quote) => (quote.length > best.length ? quote : best), '').replace(leadingDate, '');
}
