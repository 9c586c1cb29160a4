/** Why there is no brief, as a sentence of its own. */
const resolutionReasons: Readonly<Record<string, string>> = {
  redirects_to_other_domain: 'Its homepage leads to another domain.',
  renamed: 'The company there says that it bore this name before.',
  states_other_domain: 'Its homepage says that it belongs to another domain.',
  robots_unreachable: 'Its robots.txt answers with a server error, so no page may be fetched (RFC 9309).',
  robots_disallowed: 'Its robots.txt forbids fetching any page.',
  connect_failed: 'Its server takes no connection.',
  connection_lost: 'Its server drops every connection.',
  timeout: 'Its server did not answer in time.',
  no_address: 'The domain has no web address.',
  no_such_domain: 'The domain does not exist.',
  dns_failed: 'Its name servers gave no answer.',
  homepage_lost: 'Its homepage could not be read.',
  unreadable: 'Its homepage could not be read in time.',
  bot_challenge: 'Its homepage lets only browsers in.',
  no_text: 'Its homepage shows no text.',
  unknown_to_others: 'No register ties a company to the domain.',
  search_lost: 'Who else knows the domain could not be asked.',
  parking_service: 'Its name servers belong to a parking service.',
  for_sale_notice: 'Its homepage offers the domain for sale.',
};

/** Why a source gave what it gave, behind its name. */
const sourceReasons: Readonly<Record<string, string>> = {
  late: 'too late for this run',
  no_gap: 'nothing left to ask it for',
  nothing_blocked: 'no page refused us',
  no_key: 'no key is set',
  other_search: 'another search was asked',
  other_entity: 'only of others with this name',
  other_owner: 'belongs to somebody else',
  other_website: 'names another website',
  other_domain: 'names another domain',
  not_about_company: 'not about this company',
  being_collected: 'still being collected',
  robots_disallowed: 'robots.txt forbids it',
  robots_unreachable: 'robots.txt answers with a server error',
  bot_challenge: 'lets only browsers in',
  redirects_home: 'leads back to the homepage',
  redirects_elsewhere: 'leads to another site',
  unreadable: 'could not be read in time',
  truncated: 'cut: too long',
  malformed: 'its answer made no sense',
  invalid_key: 'its key was refused',
  quota_exhausted: 'its quota is used up',
  timeout: 'no answer in time',
};

/** Says in a sentence why there is no brief; a sentence that comes as such stays, an unknown code becomes words. */
export function explainResolution(reason: string): string {
  const status = httpStatus(reason);
  if (status !== null) return `Its homepage answers with HTTP status ${status}.`;
  return resolutionReasons[reason] ?? (/^[a-z0-9_]+$/.test(reason) ? `${capitalise(inWords(reason))}.` : reason);
}

/** Says in a few words why a source gave nothing, or less than it has. */
export function explainSource(reason: string): string {
  const status = httpStatus(reason);
  return status === null ? (sourceReasons[reason] ?? inWords(reason)) : `HTTP status ${status}`;
}

function httpStatus(reason: string): string | null {
  return /^http_(\d{3})$/.exec(reason)?.[1] ?? null;
}

function inWords(code: string): string {
  return code.replace(/_/g, ' ');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
