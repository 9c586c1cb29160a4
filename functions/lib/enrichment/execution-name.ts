import { createIdentifier } from './identifier.ts';

const longestSlug = 40;
const hashDigits = 12;

/**
 * Gives a name for a new execution: `<domain slug>-<key hash>-<time-ordered identifier>`, 80
 * characters at most, of letters, digits and hyphens only. A closed execution's name stays taken for
 * 90 days (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html),
 * so the key alone could not name it.
 */
export function createExecutionName(domain: string, key: string, now: number): string {
  return [executionSlug(domain), key.slice(0, hashDigits), createIdentifier(now)]
    .filter((part) => part !== '')
    .join('-');
}

/** Gives what the names of a domain's executions begin with; another domain's may begin with the same. */
export function executionSlug(domain: string): string {
  return domain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, '');
}
