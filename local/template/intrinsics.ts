import type { RawTemplate } from './assembly.ts';
import { TemplateError } from './errors.ts';
import { identify, namePropertyOf, type Place, type ResourceIdentity } from './identity.ts';

/** Evaluates the intrinsic functions of one template; every identity is computed once. */
export interface Resolver {
  /** Gives the value with every intrinsic function replaced. Throws TemplateError for what cannot be resolved. */
  readonly resolve: (value: unknown) => unknown;
  readonly identityOf: (logicalId: string) => ResourceIdentity;
  /** Whether the resource's own `Condition` holds. */
  readonly isCreated: (logicalId: string) => boolean;
}

type Evaluate = (argument: unknown) => unknown;

/** What `Ref: AWS::NoValue` gives: the property is left out. */
const noValue = Symbol('AWS::NoValue');

/** Makes the resolver of a template deployed at a place, with parameters overriding their defaults. */
export function createResolver(
  template: RawTemplate,
  place: Place,
  parameters: Readonly<Record<string, unknown>> = {},
): Resolver {
  const identities = new Map<string, ResourceIdentity>();
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::Region': place.region,
    'AWS::AccountId': place.accountId,
    'AWS::StackName': place.stackName,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.accountId}:stack/${place.stackName}/laptop`,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NotificationARNs': [],
    'AWS::NoValue': noValue,
  };

  function identityOf(logicalId: string): ResourceIdentity {
    const known = identities.get(logicalId);
    if (known !== undefined) return known;
    const resource = template.Resources[logicalId];
    if (resource === undefined) throw new TemplateError(`The template has no resource ${logicalId}.`);
    const nameProperty = namePropertyOf(resource.Type);
    const explicit = nameProperty === undefined ? undefined : resolve(resource.Properties[nameProperty]);
    const identity = identify(logicalId, resource.Type, typeof explicit === 'string' ? explicit : undefined, place);
    identities.set(logicalId, identity);
    return identity;
  }

  function refer(name: unknown): unknown {
    const key = String(name);
    if (key in pseudo) return pseudo[key];
    const parameter = template.Parameters[key];
    if (parameter === undefined) return identityOf(key).ref;
    const value = parameters[key] ?? parameter.Default;
    if (value === undefined) throw new TemplateError(`The template's parameter ${key} has no value.`);
    return value;
  }

  function getAttribute(argument: unknown): string {
    const [logicalId, attribute] =
      typeof argument === 'string' ? splitOnce(argument, '.') : (argument as [string, unknown]);
    const name = String(resolve(attribute));
    const value = identityOf(logicalId).attributes[name];
    if (value !== undefined) return value;
    throw new TemplateError(
      `The laptop stack knows no attribute ${name} of ${logicalId} (${template.Resources[logicalId]?.Type}).`,
    );
  }

  function substitute(argument: unknown): string {
    const [text, variables] = Array.isArray(argument)
      ? [String(argument[0]), resolve(argument[1]) as Record<string, unknown>]
      : [String(argument), {}];
    return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      if (name in variables) return String(variables[name]);
      return String(name.includes('.') ? getAttribute(name) : refer(name));
    });
  }

  function isTrue(name: unknown): boolean {
    const condition = template.Conditions[String(name)];
    if (condition === undefined) throw new TemplateError(`The template has no condition ${String(name)}.`);
    return resolve(condition) === true;
  }

  const list = (argument: unknown): unknown[] => {
    const value = resolve(argument);
    if (!Array.isArray(value)) throw new TemplateError(`Expected a list, found ${JSON.stringify(value)}.`);
    return value;
  };

  const functions: Readonly<Record<string, Evaluate>> = {
    Ref: refer,
    Condition: isTrue,
    'Fn::GetAtt': getAttribute,
    'Fn::Sub': substitute,
    'Fn::Join': (argument) => {
      const [separator, parts] = argument as [string, unknown];
      return list(parts).map(String).join(separator);
    },
    'Fn::Select': (argument) => {
      const [index, values] = argument as [unknown, unknown];
      const value = list(values)[Number(resolve(index))];
      if (value === undefined) throw new TemplateError(`Fn::Select found nothing at ${JSON.stringify(index)}.`);
      return value;
    },
    'Fn::Split': (argument) => {
      const [separator, text] = argument as [string, unknown];
      return String(resolve(text)).split(separator);
    },
    'Fn::If': (argument) => {
      const [condition, whenTrue, whenFalse] = argument as [string, unknown, unknown];
      return resolveValue(isTrue(condition) ? whenTrue : whenFalse);
    },
    'Fn::Equals': (argument) => {
      const [left, right] = list(argument);
      return JSON.stringify(left) === JSON.stringify(right);
    },
    'Fn::And': (argument) => list(argument).every((part) => part === true),
    'Fn::Or': (argument) => list(argument).some((part) => part === true),
    'Fn::Not': (argument) => list(argument)[0] !== true,
    'Fn::Base64': (argument) => Buffer.from(String(resolve(argument))).toString('base64'),
    'Fn::GetAZs': () => [`${place.region}a`, `${place.region}b`, `${place.region}c`],
    'Fn::FindInMap': (argument) => {
      const [map, first, second] = list(argument).map(String);
      const value = template.Mappings[map ?? '']?.[first ?? '']?.[second ?? ''];
      if (value === undefined) throw new TemplateError(`Fn::FindInMap found nothing at ${map}.${first}.${second}.`);
      return value;
    },
  };

  function evaluate(name: string, argument: unknown): unknown {
    const evaluateFunction = functions[name];
    if (evaluateFunction === undefined) throw new TemplateError(`The laptop stack cannot evaluate ${name}.`);
    return evaluateFunction(argument);
  }

  function resolveValue(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolveValue).filter((item) => item !== noValue);
    if (value === null || typeof value !== 'object') return value;
    const [entry, ...others] = Object.entries(value);
    if (entry !== undefined && others.length === 0 && isIntrinsic(...entry)) return evaluate(entry[0], entry[1]);
    const resolved = Object.entries(value).map(([key, item]) => [key, resolveValue(item)] as const);
    return Object.fromEntries(resolved.filter(([, item]) => item !== noValue));
  }

  function resolve(value: unknown): unknown {
    const resolved = resolveValue(value);
    return resolved === noValue ? undefined : resolved;
  }

  return {
    resolve,
    identityOf,
    isCreated: (logicalId) => {
      const condition = template.Resources[logicalId]?.Condition;
      return condition === undefined || isTrue(condition);
    },
  };
}

/** `Condition` is also a key of policy statements, whose value is never a string. */
function isIntrinsic(key: string, argument: unknown): boolean {
  return key === 'Ref' || key.startsWith('Fn::') || (key === 'Condition' && typeof argument === 'string');
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + 1)];
}
