const placeholders = /\$\{(\w+)\}/g;

/** The names of all `${…}` substitutions in a state machine's text, each once, in order of appearance. */
export function namesOfSubstitutions(definition: string): string[] {
  return [...new Set([...definition.matchAll(placeholders)].flatMap(([, name]) => name ?? []))];
}

/** Of those, the ones that stand for a function. */
export function namesOfFunctions(definition: string): string[] {
  return namesOfSubstitutions(definition).filter((name) => name.endsWith('FunctionArn'));
}

/**
 * Sets a machine's deadline and finds a value for each of its substitutions.
 * Throws Error naming the first substitution that nothing is known for.
 */
export function fillDefinition(
  definition: string,
  timeoutSeconds: number,
  substitute: (name: string) => string | undefined,
): { text: string; substitutions: Record<string, string> } {
  const machine: Record<string, unknown> = JSON.parse(definition);
  const substitutions = namesOfSubstitutions(definition).map((name) => {
    const value = substitute(name);
    if (value === undefined) throw new Error(`The state machine refers to \${${name}}, which the stack does not have.`);
    return [name, value] as const;
  });
  return {
    text: JSON.stringify({ ...machine, TimeoutSeconds: timeoutSeconds }),
    substitutions: Object.fromEntries(substitutions),
  };
}
