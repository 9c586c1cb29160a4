import { BlockList, isIP } from 'node:net';
import { ServiceError } from '../wire/aws-json-server.ts';

/** Whether an event (or a part of it) fits. */
export type Matcher = (value: unknown) => boolean;

type Condition = Readonly<Record<string, unknown>>;

/**
 * Compiles an event pattern; throws ServiceError `InvalidEventPatternException` for an operator it
 * does not know (docs: eb-event-patterns, eb-create-pattern-operators).
 */
export function compilePattern(pattern: Condition): Matcher {
  const fields = Object.entries(pattern).map(([key, condition]) =>
    key === '$or' ? compileAlternatives(condition) : compileField(key, condition),
  );
  return (event) => isObject(event) && fields.every((matches) => matches(event));
}

function compileAlternatives(condition: unknown): Matcher {
  if (!Array.isArray(condition) || !condition.every(isObject)) throw invalid('$or takes a list of patterns');
  const alternatives = condition.map(compilePattern);
  return (event) => alternatives.some((matches) => matches(event));
}

function compileField(key: string, condition: unknown): Matcher {
  if (Array.isArray(condition)) {
    const rules = condition.map(compileRule);
    return (event) => {
      const value = isObject(event) ? event[key] : undefined;
      return rules.some((matches) => matches(value));
    };
  }
  if (!isObject(condition)) throw invalid(`${key} must hold a list or a pattern`);
  const nested = compilePattern(condition);
  return (event) => {
    const value = isObject(event) ? event[key] : undefined;
    // A list of objects fits when one of them does; an absent object may still satisfy {exists: false}.
    return Array.isArray(value) ? value.some(nested) : nested(isObject(value) ? value : {});
  };
}

function compileRule(rule: unknown): Matcher {
  if (!isObject(rule)) return anyElement((value) => value === rule);
  const [entry, ...others] = Object.entries(rule);
  if (entry === undefined || others.length > 0) throw invalid('a rule has one operator');
  const [operator, operand] = entry;
  if (operator === 'exists') return (value) => (value !== undefined) === operand;
  const compile = operators[operator];
  if (compile === undefined) throw invalid(`${operator} is not an operator`);
  return anyElement(compile(operand));
}

/** A list in the event fits when one of its elements does. */
function anyElement(matches: Matcher): Matcher {
  return (value) => {
    if (value === undefined) return false;
    return Array.isArray(value) ? value.some(matches) : matches(value);
  };
}

const operators: Readonly<Record<string, (operand: unknown) => Matcher>> = {
  prefix: (operand) => textMatcher(operand, (text, part) => text.startsWith(part)),
  suffix: (operand) => textMatcher(operand, (text, part) => text.endsWith(part)),
  'equals-ignore-case': (operand) => textMatcher(operand, (text, part) => text.toLowerCase() === part.toLowerCase()),
  wildcard: (operand) => {
    const pattern = wildcardPattern(String(operand));
    return (value) => typeof value === 'string' && pattern.test(value);
  },
  numeric: compileNumeric,
  cidr: compileCidr,
  'anything-but': compileAnythingBut,
};

function textMatcher(operand: unknown, compare: (text: string, part: string) => boolean): Matcher {
  if (typeof operand === 'string') return (value) => typeof value === 'string' && compare(value, operand);
  const folded = isObject(operand) ? operand['equals-ignore-case'] : undefined;
  if (typeof folded !== 'string') throw invalid('a text operator takes a text');
  return (value) => typeof value === 'string' && compare(value.toLowerCase(), folded.toLowerCase());
}

function wildcardPattern(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

/** `["<", 10]`, `[">=", 0, "<", 5]` */
function compileNumeric(operand: unknown): Matcher {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 !== 0) throw invalid('numeric takes pairs');
  const comparisons = Array.from({ length: operand.length / 2 }, (_, index) => {
    const compare = numericOperators[String(operand[index * 2])];
    const bound: unknown = operand[index * 2 + 1];
    if (compare === undefined || typeof bound !== 'number') throw invalid('numeric takes an operator and a number');
    return (value: number) => compare(value, bound);
  });
  return (value) => typeof value === 'number' && comparisons.every((matches) => matches(value));
}

const numericOperators: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '=': (value, bound) => value === bound,
  '>=': (value, bound) => value >= bound,
  '>': (value, bound) => value > bound,
};

function compileCidr(operand: unknown): Matcher {
  const [address = '', length] = String(operand).split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0 || length === undefined) throw invalid('cidr takes a network');
  const network = new BlockList();
  network.addSubnet(address, Number(length), family);
  return (value) =>
    typeof value === 'string' && isIP(value) !== 0 && network.check(value, isIP(value) === 6 ? 'ipv6' : 'ipv4');
}

function compileAnythingBut(operand: unknown): Matcher {
  if (isObject(operand)) {
    const [entry] = Object.entries(operand);
    const compile = entry === undefined ? undefined : operators[entry[0]];
    if (entry === undefined || compile === undefined) throw invalid('anything-but takes values or a text operator');
    const excluded = [entry[1]].flat().map(compile);
    return (value) => typeof value === 'string' && !excluded.some((matches) => matches(value));
  }
  const excluded: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  return (value) => !excluded.includes(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(reason: string): ServiceError {
  return new ServiceError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}.`);
}
