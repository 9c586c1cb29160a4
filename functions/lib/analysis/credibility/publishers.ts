import { isSameDomain } from '../../company/domain.ts';

/** What kind of publication something stands in, for the reader and for the score. */
export type PublicationType =
  | 'official'
  | 'filing'
  | 'registry'
  | 'network'
  | 'jobs'
  | 'search'
  | 'news'
  | 'news-tier-1'
  | 'news-tier-2'
  | 'press-release'
  | 'review'
  | 'social'
  | 'blog'
  | 'public-body';

/** A publisher that is known by its domain: its type, and what that adds to where its kind of source starts. */
export interface Publisher {
  readonly type: PublicationType;
  readonly by: number;
  readonly reason: string;
}

interface Group extends Publisher {
  readonly domains: readonly string[];
}

/**
 * Domains by what they publish. Tier one: newsrooms with published standards and a corrections policy
 * (the criteria of the Journalism Trust Initiative, CWA 17493); tier two: trade press, which is edited but
 * lives near its industry. A wire prints what it is paid for; reviews and posts are anybody's.
 */
const groups: readonly Group[] = [
  {
    ...{ type: 'news-tier-1', by: 0.2, reason: 'established newsroom' },
    domains:
      'reuters.com apnews.com afp.com bloomberg.com ft.com wsj.com nytimes.com washingtonpost.com economist.com bbc.com bbc.co.uk theguardian.com cnbc.com techcrunch.com handelsblatt.com faz.net spiegel.de lemonde.fr lesechos.fr elpais.com ilsole24ore.com nzz.ch nikkei.com'.split(
        ' ',
      ),
  },
  {
    ...{ type: 'news-tier-2', by: 0.1, reason: 'trade press' },
    domains:
      'theverge.com wired.com arstechnica.com zdnet.com venturebeat.com theregister.com computerweekly.com infoworld.com heise.de golem.de gruenderszene.de sifted.eu tech.eu eu-startups.com businessinsider.com forbes.com fortune.com axios.com theinformation.com supplychaindive.com healthcaredive.com bankingdive.com'.split(
        ' ',
      ),
  },
  {
    ...{ type: 'press-release', by: -0.1, reason: 'press release' },
    domains:
      'prnewswire.com prnewswire.co.uk businesswire.com globenewswire.com accesswire.com einpresswire.com prweb.com newswire.com presseportal.de openpr.com openpr.de pr.com'.split(
        ' ',
      ),
  },
  {
    ...{ type: 'review', by: -0.1, reason: 'reviews by anybody' },
    domains:
      'g2.com capterra.com trustradius.com getapp.com softwareadvice.com trustpilot.com glassdoor.com kununu.com indeed.com producthunt.com alternativeto.net'.split(
        ' ',
      ),
  },
  {
    ...{ type: 'social', by: -0.15, reason: 'posts by anybody' },
    domains:
      'linkedin.com x.com twitter.com facebook.com instagram.com youtube.com tiktok.com reddit.com quora.com ycombinator.com mastodon.social bsky.app threads.net xing.com'.split(
        ' ',
      ),
  },
  {
    ...{ type: 'blog', by: -0.15, reason: 'blog' },
    domains:
      'medium.com substack.com wordpress.com blogspot.com blogger.com tumblr.com ghost.io dev.to hashnode.dev github.io wixsite.com weebly.com'.split(
        ' ',
      ),
  },
];

/** Bodies that alone may register such names, by the rules of the registries (https://get.gov/domains/eligibility, https://net.educause.edu). */
const publicBody =
  /(?:^|\.)(?:gov|mil|int|edu|europa\.eu|gov\.[a-z]{2}|ac\.[a-z]{2}|gouv\.fr|bund\.de|admin\.ch|gc\.ca)$/;

/** Tells a publisher by the address of what it published, null for one that nobody has listed. */
export function publisherOf(url: string): Publisher | null {
  const listed = groups.find(({ domains }) => domains.some((domain) => isSameDomain(url, domain)));
  if (listed !== undefined) return { type: listed.type, by: listed.by, reason: listed.reason };
  const host = URL.parse(url)?.hostname ?? '';
  if (publicBody.test(host)) return { type: 'public-body', by: 0.2, reason: 'public body' };
  return /^blogs?\./.test(host) || /^https?:\/\/[^/]+\/blogs?\//i.test(url)
    ? { type: 'blog', by: -0.1, reason: 'blog' }
    : null;
}
