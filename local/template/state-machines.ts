import * as z from 'zod';
import { TemplateError } from './errors.ts';
import type { FindResources } from './resources.ts';

/** A state machine whose definition is complete. */
export interface StateMachineResource {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** ASL text with every `${…}` substitution made. */
  readonly definition: string;
}

const schema = z.object({
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
  RoleArn: z.string(),
  StateMachineType: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
});

/** Reads the machines. Throws TemplateError when a placeholder of a definition has no substitution. */
export function readStateMachines(find: FindResources): StateMachineResource[] {
  return find('AWS::StepFunctions::StateMachine', schema).map(({ logicalId, identity, properties }) => ({
    logicalId,
    name: identity.name,
    arn: identity.ref,
    roleArn: properties.RoleArn,
    type: properties.StateMachineType,
    definition: substitute(logicalId, properties.DefinitionString, properties.DefinitionSubstitutions),
  }));
}

function substitute(logicalId: string, definition: string, substitutions: Readonly<Record<string, string>>): string {
  const missing = new Set<string>();
  const text = definition.replaceAll(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const value = substitutions[name];
    if (value === undefined) missing.add(name);
    return value === undefined ? placeholder : JSON.stringify(value).slice(1, -1);
  });
  if (missing.size === 0) return text;
  throw new TemplateError(
    `The definition of ${logicalId} has placeholders without a value: ${[...missing].join(', ')}.`,
  );
}
