import type { CompanyRecords } from '../records.ts';
import { type Knowledge, type ProviderAnswer, providerHost } from './provider.ts';

const documentation = 'https://docs.github.com/rest';
const hourlyRequests = 60;
const largestPage = 100;

/**
 * api.github.com without a key: organisations and their repositories (https://docs.github.com/en/rest/orgs).
 * It tells the rest of the hour's requests but never refuses one; misbehaviour does that on demand.
 */
export function github({ records, now }: Knowledge) {
  let asked = 0;
  const limits = () => {
    asked += 1;
    return {
      'x-ratelimit-limit': String(hourlyRequests),
      'x-ratelimit-remaining': String(hourlyRequests - 1 - (asked % hourlyRequests)),
      'x-ratelimit-reset': String(Math.ceil(now() / 3_600_000) * 3600),
      'x-github-media-type': 'github.v3; format=json',
    };
  };
  return providerHost('api.github.com', (url, { request }) => {
    if (!request.headers['user-agent']) {
      return {
        status: 403,
        body: 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
      };
    }
    return { ...respond(records, url), headers: limits() };
  });
}

function respond(records: readonly CompanyRecords[], url: URL): ProviderAnswer {
  const [, login, part] = /^\/orgs\/([^/]+)(\/repos)?$/.exec(url.pathname) ?? [];
  const organisation = records.find((company) => company.github?.login.toLowerCase() === login?.toLowerCase())?.github;
  if (login === undefined || organisation === undefined) {
    return { status: 404, body: { message: 'Not Found', documentation_url: documentation, status: '404' } };
  }
  return { body: part === undefined ? writeOrganisation(organisation) : writeRepositories(organisation, url) };
}

type Organisation = NonNullable<CompanyRecords['github']>;

function writeOrganisation(organisation: Organisation) {
  const { login, name, description, blog, location, followers, createdAt, repositories } = organisation;
  return {
    login,
    url: `https://api.github.com/orgs/${login}`,
    repos_url: `https://api.github.com/orgs/${login}/repos`,
    description,
    name,
    company: null,
    blog,
    location,
    email: null,
    twitter_username: null,
    is_verified: true,
    public_repos: repositories.length,
    followers,
    following: 0,
    html_url: `https://github.com/${login}`,
    created_at: createdAt,
    type: 'Organization',
  };
}

function writeRepositories({ login, repositories }: Organisation, url: URL) {
  const perPage = Math.min(Number(url.searchParams.get('per_page') ?? 30), largestPage);
  const page = Math.max(1, Number(url.searchParams.get('page') ?? 1));
  const sorted = repositories.toSorted((left, right) =>
    url.searchParams.get('sort') === 'pushed'
      ? right.pushedAt.localeCompare(left.pushedAt)
      : left.name.localeCompare(right.name),
  );
  return sorted.slice((page - 1) * perPage, page * perPage).map((repository) => ({
    name: repository.name,
    full_name: `${login}/${repository.name}`,
    private: false,
    html_url: `https://github.com/${login}/${repository.name}`,
    description: repository.description,
    fork: repository.fork,
    language: repository.language,
    stargazers_count: repository.stars,
    archived: false,
    pushed_at: repository.pushedAt,
  }));
}
