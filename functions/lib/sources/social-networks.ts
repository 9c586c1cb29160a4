/** A profile on a network, its URL in the network's usual spelling. */
export interface SocialProfile {
  readonly network: string;
  readonly url: string;
  readonly handle: string;
}

interface Network {
  readonly network: string;
  readonly host: RegExp;
  /** Captures the handle out of a path; a profile of a company, not of a person, post or share button. */
  readonly path: RegExp;
  readonly url: (handle: string) => string;
}

const end = '/?$';
const networks: readonly Network[] = [
  {
    network: 'linkedin',
    host: /^(?:[a-z]{2,3}\.)?linkedin\.com$/,
    path: /^\/company\/([^/]+)/,
    url: (handle) => `https://www.linkedin.com/company/${handle}`,
  },
  {
    network: 'x',
    host: /^(?:mobile\.)?(?:x|twitter)\.com$/,
    path: new RegExp(`^/@?(\\w{1,15})${end}`),
    url: (handle) => `https://x.com/${handle}`,
  },
  {
    network: 'facebook',
    host: /^(?:[a-z-]+\.)?facebook\.com$/,
    path: new RegExp(`^/([\\w.-]{3,})${end}`),
    url: (handle) => `https://www.facebook.com/${handle}`,
  },
  {
    network: 'instagram',
    host: /^instagram\.com$/,
    path: new RegExp(`^/([\\w.]{1,30})${end}`),
    url: (handle) => `https://www.instagram.com/${handle}`,
  },
  {
    network: 'youtube',
    host: /^(?:m\.)?youtube\.com$/,
    path: /^\/(@[\w.-]+|(?:channel|c|user)\/[\w.-]+)/,
    url: (handle) => `https://www.youtube.com/${handle}`,
  },
  {
    network: 'github',
    host: /^github\.com$/,
    path: new RegExp(`^/([A-Za-z\\d][A-Za-z\\d-]{0,38})${end}`),
    url: (handle) => `https://github.com/${handle}`,
  },
  {
    network: 'tiktok',
    host: /^tiktok\.com$/,
    path: new RegExp(`^/(@[\\w.]+)${end}`),
    url: (handle) => `https://www.tiktok.com/${handle}`,
  },
  {
    network: 'crunchbase',
    host: /^crunchbase\.com$/,
    path: /^\/organization\/([\w-]+)/,
    url: (handle) => `https://www.crunchbase.com/organization/${handle}`,
  },
];

/** First path segments that are the network's own pages. */
const ownPages = new Set(
  (
    'about accounts apps collections dialog enterprise events explore features groups hashtag help home i intent legal ' +
    'login marketplace p pages pg plugins policies privacy public reel search settings share share.php sharer sharer.php signup ' +
    'sponsors status stories terms topics tr watch'
  ).split(' '),
);

/** Reads the URL of a company's profile on a known network; null for anything else, share buttons and posts included. */
export function readProfile(input: string): SocialProfile | null {
  const url = URL.parse(input);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  const host = url.hostname.replace(/^www\./, '');
  const found = networks.find((candidate) => candidate.host.test(host));
  const handle = found?.path.exec(url.pathname)?.[1];
  if (found === undefined || handle === undefined || ownPages.has(handle.toLowerCase())) return null;
  return { network: found.network, url: found.url(handle), handle: handle.replace(/^@|^(?:channel|c|user)\//, '') };
}
