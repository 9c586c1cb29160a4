import { usagePlans } from '../../functions/lib/access/plans.ts';
import { type Role, scopesOfRole } from '../../functions/lib/access/roles.ts';
import { deepestBody, largestBody } from '../../functions/lib/api/body.ts';

const roles = (Object.keys(scopesOfRole) as Role[]).map(
  (role) => `| \`${role}\` | ${scopesOfRole[role].map((scope) => `\`${scope}\``).join(', ')} |`,
);
const plans = Object.entries(usagePlans).map(
  ([name, { ratePerSecond, burst, monthlyQuota }]) =>
    `| \`${name}\` | ${ratePerSecond} | ${burst} | ${monthlyQuota.toLocaleString('en')} |`,
);

/** What holds for all operations, in Markdown. */
export const introduction = [
  'A seller names a company by domain or name; the answer is a profile and a brief for a role in which every',
  'statement carries its source and the verbatim quote. What was not found is `null` or `[]` and said to be unknown.',
  '',
  '## Keys, roles and plans',
  '',
  'Operations that ask for a key take it in the header `x-api-key`. What a key may do follows from its role:',
  '',
  '| role | scopes |',
  '|---|---|',
  ...roles,
  '',
  'How much it may ask follows from its plan; over it the answer is 429 with `Retry-After`:',
  '',
  '| plan | requests a second | at once | a month |',
  '|---|---|---|---|',
  ...plans,
  '',
  'A key that was revoked may be let in for another minute.',
  '',
  '## Limits',
  '',
  `A request body may have ${largestBody / 1024} KB and ${deepestBody} levels of nesting. Unknown fields of a body are refused by name.`,
  'An answer comes within 29 s.',
  '',
  '## For all operations',
  '',
  'HEAD is served wherever GET is, and OPTIONS everywhere (CORS). Any other method of a path is answered 405 with `Allow`.',
  'Answers are compressed for callers that send `Accept-Encoding: gzip`. Refusals are problem documents (RFC 9457).',
].join('\n');
