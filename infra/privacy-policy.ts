import type { Node } from 'constructs';

/** Stages of the pipeline, in its order: what one replaces the next never sees, so it must list it too. */
const stages = ['storage', 'engines', 'answer'] as const;
const types = ['email', 'phone', 'card', 'iban', 'ssn', 'ip', 'address', 'person'] as const;
/** Numbers with which somebody can be charged or impersonated are kept nowhere. */
const neverKept = ['card', 'iban', 'ssn'] as const;

/**
 * Reads `privacyPolicy` from the CDK context: JSON such as
 * `{"storage":["card","iban","ssn"],"engines":[…],"answer":[…]}`, what personal data each stage replaces. Null without one:
 * then everything is replaced. Throws Error on a policy that the functions would refuse, so that it is
 * found at synthesis and not in every execution.
 */
export function readPrivacyPolicy(node: Node): string | null {
  const given: unknown = node.tryGetContext('privacyPolicy');
  if (given === undefined || given === '') return null;
  const policy = typeof given === 'string' ? parse(given) : given;
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy)) throw refuse('must be a JSON object');
  const unknown = Object.keys(policy).find((key) => !stages.some((stage) => stage === key));
  if (unknown !== undefined) throw refuse(`has the stages ${stages.join(', ')}, not "${unknown}"`);
  const lists = stages.map((stage) => readStage(stage, Reflect.get(policy, stage)));
  stages.forEach((stage, index) => {
    const missing = (lists[index - 1] ?? neverKept).find((type) => !lists[index]?.includes(type));
    if (missing !== undefined) throw refuse(`must list ${missing} under ${stage}`);
  });
  return JSON.stringify(Object.fromEntries(stages.map((stage, index) => [stage, lists[index]])));
}

function readStage(stage: string, value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw refuse(`needs a list under ${stage}`);
  return [...new Set(value)].map((entry: unknown) => {
    const type = types.find((known) => known === entry);
    if (type === undefined) throw refuse(`lists under ${stage} some of ${types.join(', ')}, not "${String(entry)}"`);
    return type;
  });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function refuse(why: string): Error {
  return new Error(`privacyPolicy ${why}.`);
}
