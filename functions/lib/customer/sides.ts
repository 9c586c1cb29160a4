import { foldText } from '../analysis/claims/folding.ts';
import type { Evidence } from '../company/fact.ts';
import type { FieldFact, ProfileField } from '../company/profile.ts';
import type { Excerpt } from '../engines/embedded/brief/excerpts.ts';
import { gatherKnown, type Known } from '../engines/embedded/brief/known.ts';
import type { Statement } from '../engines/insights.ts';

/** One of the two companies that stand side by side. */
export interface Side {
  readonly domain: string;
  readonly name: string;
  readonly known: Known;
}

/** The company that is to buy, and the one that sells. */
export interface Sides {
  readonly prospect: Side;
  readonly vendor: Side;
}

/** What a side is made of. */
export interface SideParts {
  readonly domain: string;
  readonly name: string;
  readonly facts: readonly FieldFact[];
  readonly excerpts: readonly Excerpt[];
}

/** Makes a side whose every piece of evidence says which company it is about. */
export function takeSide({ domain, name, facts, excerpts }: SideParts): Side {
  const mark = <Item extends Evidence>(item: Item): Item => ({ ...item, about: domain });
  const marked = facts.map((fact) => ({ ...fact, evidence: fact.evidence.map(mark) }));
  const quoted = excerpts.map((excerpt) => ({ ...excerpt, evidence: mark(excerpt.evidence) }));
  return { domain, name, known: gatherKnown(marked, quoted) };
}

/** Gives the values of a list of names. */
export function namesOf(side: Side, field: ProfileField): readonly string[] {
  return side.known.facts(field).map((fact) => String(fact.value));
}

/** Gives the facts of a field whose name is one of these names, in any case. */
export function factsNaming(side: Side, field: ProfileField, names: readonly string[]): readonly FieldFact[] {
  const wanted = new Set(names.map(foldText));
  return side.known.facts(field).filter((fact) => wanted.has(foldText(String(fact.value))));
}

/** Joins what statements rest on. */
export function joinEvidence(...parts: readonly (Pick<Statement, 'evidence'> | undefined)[]): Evidence[] {
  const all = parts.flatMap((part) => part?.evidence.slice(0, 2) ?? []);
  return [...new Map(all.map((item) => [`${item.url} ${item.quote}`, item])).values()];
}

/** A text without the stop at its end, to be set in quotation marks. */
export function bare({ text }: Pick<Statement, 'text'>): string {
  return text.replace(/[.!]+$/, '');
}
