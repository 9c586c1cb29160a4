import type { FunctionPermission } from './functions.ts';

/** Whether a function's own policy lets an AWS service invoke it on behalf of a resource. */
export function isPermitted(
  permissions: readonly FunctionPermission[],
  call: { readonly functionArn: string; readonly principal: string; readonly sourceArn: string },
): boolean {
  return permissions.some(
    ({ functionArn, principal, sourceArn }) =>
      functionArn === call.functionArn &&
      principal === call.principal &&
      (sourceArn === null || matchesWildcards(sourceArn, call.sourceArn)),
  );
}

/** Matches IAM's wildcards: `*` any text, `?` any one character. */
export function matchesWildcards(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}
