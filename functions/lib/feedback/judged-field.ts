import type { Answer, AnswerEvidence } from '../company/answer.ts';

/** A part of an answer that a caller judges: the field it belongs to, and the adapters' ids behind it. */
export interface JudgedField {
  /** A field of the answer, so one of a short list. */
  readonly field: string;
  readonly sourceIds: readonly string[];
}

/** What describes the answer and states nothing itself. */
const notJudged = new Set(['evidence', 'alternatives', 'unknowns', 'sources']);

/**
 * Gives the part of an answer that `named` means: a field (`products`), or a JSON pointer to what stands in
 * it (`/products/0`, RFC 6901). Null where the answer has nothing there.
 */
export function findJudgedField(answer: Answer, named: string): JudgedField | null {
  const pointer = named.startsWith('/') ? named : `/${named}`;
  const [field = '', ...path] = pointer.slice(1).split('/').map(readToken);
  const part: Readonly<Record<string, unknown>> = { ...answer.customerIntelligence, ...answer.companyIntelligence };
  if (notJudged.has(field) || !Object.hasOwn(part, field)) return null;
  const value = path.reduce<unknown>(step, part[field]);
  if (value === undefined) return null;
  const evidence = Object.entries(answer.companyIntelligence?.evidence ?? {}).filter(
    ([at]) => at === pointer || at.startsWith(`${pointer}/`),
  );
  const cited = [...evidence.flatMap(([, items]) => items), ...citedIn(value)];
  return { field, sourceIds: [...new Set(cited.map(({ sourceId }) => sourceId))] };
}

function step(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** Sections of a brief carry the evidence of their statements with them. */
function citedIn(value: unknown): readonly Pick<AnswerEvidence, 'sourceId'>[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('sourceId' in value && typeof value.sourceId === 'string') return [{ sourceId: value.sourceId }];
  return Object.values(value).flatMap(citedIn);
}

/** RFC 6901, section 4. */
function readToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
