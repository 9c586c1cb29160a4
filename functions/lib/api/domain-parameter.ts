import { type Domain, parseDomain } from '../company/domain.ts';
import { IntelligenceError } from '../errors.ts';

/** RFC 1035 allows 253 characters; a URL around it a few more. */
const longestInput = 2048;

/** Gives the registrable domain that a caller named. Throws IntelligenceError `request.invalid` naming the field. */
export function requireDomain(input: string | undefined, field = 'domain'): Domain {
  const domain = input === undefined || input.length > longestInput ? null : parseDomain(input);
  if (domain !== null) return domain;
  throw refuse(field, 'must be a registrable domain such as example.com, or a URL on one');
}

/** Gives a second domain, which must not be the first. Throws IntelligenceError `request.invalid` naming the field. */
export function requireOtherDomain(input: string, other: Domain, field: string): Domain {
  const domain = requireDomain(input, field);
  if (domain === other) throw refuse(field, 'must be another company than the one in the path');
  return domain;
}

function refuse(field: string, message: string): IntelligenceError {
  return new IntelligenceError('request.invalid', `Not valid: ${field}.`, { details: [{ field, message }] });
}
