import { type Domain, parseDomain } from '../company/domain.ts';
import { IntelligenceError } from '../errors.ts';

/** RFC 1035 allows 253 characters; a URL around it a few more. */
const longestInput = 2048;

/** Gives the registrable domain that a caller named. Throws IntelligenceError `request.invalid` naming `domain`. */
export function requireDomain(input: string | undefined): Domain {
  const domain = input === undefined || input.length > longestInput ? null : parseDomain(input);
  if (domain !== null) return domain;
  const message = 'must be a registrable domain such as example.com, or a URL on one';
  throw new IntelligenceError('request.invalid', 'Not valid: domain.', { details: [{ field: 'domain', message }] });
}
