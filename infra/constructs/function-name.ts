/** The logical id that stack, laptop and tests share: `validate-domain` → `ValidateDomainLambda`. */
export function logicalIdOf(functionName: string): string {
  return `${pascalCase(functionName)}Lambda`;
}

/** The name under which the state machine's text refers to a function: `ValidateDomainFunctionArn`. */
export function substitutionOf(functionName: string): string {
  return `${pascalCase(functionName)}FunctionArn`;
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
