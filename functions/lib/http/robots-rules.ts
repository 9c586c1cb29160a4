/** One Allow or Disallow line of the group that applies. */
export interface RobotsRule {
  readonly allow: boolean;
  /** With RFC 9309's `*` and `$`. */
  readonly pattern: string;
}

/** What a robots.txt says to one crawler, and the sitemaps it names to all. */
export interface RobotsRules {
  readonly rules: readonly RobotsRule[];
  readonly sitemaps: readonly string[];
}

interface Line {
  readonly key: string;
  readonly value: string;
}

/** Longer lines are cut, as Google's parser does: eight times the longest URL that browsers took. */
const longestLine = 2_083 * 8;

/** Misspellings that Google's parser takes for the keys they mean (https://github.com/google/robotstxt, robots.cc). */
const keys: readonly [key: string, spelling: RegExp][] = [
  ['user-agent', /^user[- ]?agent/i],
  ['allow', /^allow/i],
  ['disallow', /^(?:disallow|dissallow|dissalow|disalow|diasllow|disallaw)/i],
  ['sitemap', /^site-?map/i],
];

/** The rules that follow one run of user-agent lines. */
interface Group {
  readonly agents: string[];
  readonly rules: RobotsRule[];
}

/**
 * Reads a robots.txt for the crawler with this product token (RFC 9309): the rules of every group
 * that names it, else those of the groups for `*`. Never throws; what is no rule is skipped.
 */
export function parseRobots(text: string, productToken: string): RobotsRules {
  const lines = readLines(text);
  const groups = groupLines(lines);
  const ours = groups.filter((group) => group.agents.some((agent) => namesToken(agent, productToken)));
  const everyones = groups.filter((group) => group.agents.some((agent) => /^\*(?:\s|$)/.test(agent)));
  return {
    rules: (ours.length > 0 ? ours : everyones).flatMap((group) => group.rules),
    sitemaps: lines.filter(({ key }) => key === 'sitemap').map(({ value }) => value),
  };
}

function groupLines(lines: readonly Line[]): Group[] {
  const groups: Group[] = [];
  for (const { key, value } of lines) {
    const current = groups.at(-1);
    if (key === 'user-agent') {
      if (current === undefined || current.rules.length > 0) groups.push({ agents: [value], rules: [] });
      else current.agents.push(value);
    }
    if (key === 'allow' || key === 'disallow') {
      current?.rules.push({ allow: key === 'allow', pattern: escapePattern(value) });
    }
  }
  return groups;
}

/**
 * Whether the rules let a URL be fetched: the longest matching pattern decides, an Allow wins a
 * tie (RFC 9309, 2.2.2). `/robots.txt` itself is always allowed.
 */
export function isPathAllowed({ rules }: RobotsRules, url: string): boolean {
  const path = pathOf(url);
  if (path === '/robots.txt') return true;
  const longest = (allow: boolean) =>
    rules.filter((rule) => rule.allow === allow).reduce((best, rule) => Math.max(best, matchLength(rule, path)), -1);
  const disallowed = longest(false);
  return disallowed <= 0 || longest(true) >= disallowed;
}

function readLines(text: string): Line[] {
  return text
    .replace(/^\u{feff}/u, '')
    .split(/\r\n|\r|\n/)
    .flatMap((line) => readLine(line.slice(0, longestLine)) ?? []);
}

function readLine(raw: string): Line | undefined {
  const line = raw.replace(/#.*$/, '').trim();
  const colon = line.indexOf(':');
  // A line of exactly two words is a key and a value whose colon was forgotten.
  const [name, value] = colon >= 0 ? [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] : splitTwoWords(line);
  const key = keys.find(([, spelling]) => spelling.test(name))?.[0];
  return key === undefined ? undefined : { key, value };
}

function splitTwoWords(line: string): [name: string, value: string] {
  const words = line.split(/\s+/);
  return words.length === 2 ? [words[0] ?? '', words[1] ?? ''] : ['', ''];
}

/** A group names a crawler by its product token; what follows it, such as a version, does not count. */
function namesToken(value: string, productToken: string): boolean {
  const token = /^[a-z_-]*/i.exec(value)?.[0] ?? '';
  return token !== '' && token.toLowerCase() === productToken.toLowerCase();
}

/** Brings a pattern to the form that URLs have: non-ASCII percent-encoded, escapes in upper case. */
function escapePattern(pattern: string): string {
  return pattern
    .replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase())
    .replace(/[^\p{ASCII}]+/gu, (text) => encodeURIComponent(text.toWellFormed()));
}

/** Undoes escapes of unreserved characters (RFC 3986, 2.3). */
function unescapeLetters(text: string): string {
  return text.replace(/%(?:4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A]|3[0-9]|2[DE]|5F|7E)/g, decodeURIComponent);
}

function pathOf(url: string): string {
  const path = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?[^/?#;]*([^#]*)/i.exec(url)?.[1] ?? '';
  return escapePattern(path.startsWith('/') ? path : `/${path}`);
}

/** How specific a rule is for a path: the length of its pattern, −1 where it does not match. */
function matchLength({ allow, pattern }: RobotsRule, path: string): number {
  if (pattern === '') return -1;
  if (matchesPattern(path, pattern)) return pattern.length;
  // Escapes of plain letters are those letters (RFC 9309, 2.2.2). Google takes them as they are; where
  // the two differ, what either disallows is left alone.
  if (!allow && matchesPattern(unescapeLetters(path), unescapeLetters(pattern))) return pattern.length;
  // An allowed index page allows its folder, as Google has it.
  const folder = allow ? /^(.*\/)index\.html?$/.exec(pattern)?.[1] : undefined;
  return folder !== undefined && matchesPattern(path, `${folder}$`) ? folder.length + 1 : -1;
}

/** Matches in time linear to both for each `*`, without backtracking, so that no pattern can be slow. */
function matchesPattern(path: string, pattern: string): boolean {
  const anchored = pattern.endsWith('$');
  const parts = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  const last = parts.length - 1;
  let position = 0;
  for (const [index, part] of parts.entries()) {
    if (index === last && anchored) {
      const start = path.length - part.length;
      return path.endsWith(part) && (index === 0 ? start === 0 : start >= position);
    }
    const found = path.indexOf(part, position);
    if (found < 0 || (index === 0 && found > 0)) return false;
    position = found + part.length;
  }
  return true;
}
