import * as z from 'zod';
import { isSameDomain } from '../company/domain.ts';
import type { FieldFact } from '../company/profile.ts';
import type { Document } from '../content/document.ts';
import { type Adapter, matched, noMatch, SourceFailure, type SourceQuestion } from './adapter.ts';
import { readHomepage, structuredTexts } from './homepage.ts';
import { makeDocument, quoteMembers, record, stateFact } from './record.ts';
import { noteCooldown, parseJson, refuseStatus, requestText } from './request.ts';
import { looseList, looseNumber, looseText } from './tolerant.ts';

const api = 'https://api.github.com';
const organisationSchema = z.object({
  login: z.string(),
  name: looseText,
  description: looseText,
  blog: looseText,
  email: looseText,
  html_url: z.string(),
  public_repos: looseNumber,
  followers: looseNumber,
});
type Organisation = z.infer<typeof organisationSchema>;

const repositorySchema = z.object({
  name: z.string(),
  language: z.string().min(1),
  stargazers_count: looseNumber,
  fork: z.boolean().catch(false),
  pushed_at: looseText,
});
type Repository = z.infer<typeof repositorySchema>;

/** Names that GitHub gives to organisations (https://docs.github.com/en/enterprise-cloud@latest/admin, username rules). */
const loginForm = /^[a-z\d](?:[a-z\d-]{0,37}[a-z\d])?$/i;
/** Pages of github.com itself. */
const reserved = [
  'about',
  'apps',
  'collections',
  'enterprise',
  'features',
  'marketplace',
  'orgs',
  'sponsors',
  'topics',
];
const mostCandidates = 3;

/**
 * The organisation on GitHub and the languages of its own repositories
 * (https://docs.github.com/en/rest/orgs). 60 requests an hour without a key. An organisation counts
 * only if its `blog` or address is of this domain, or the homepage's `sameAs` names it.
 */
export const github: Adapter = {
  id: 'github',
  async ask(question) {
    const { company, surroundings } = question;
    const homepage = await readHomepage(company);
    const observedAt = surroundings.now();
    const declared = homepage === null ? [] : structuredTexts(homepage, 'sameAs').flatMap(readLogin);
    const linked = homepage === null ? [] : homepage.links.flatMap(({ url }) => readLogin(url));
    const guessed = company.domain.split('.')[0] ?? '';
    const logins = [...new Set([...declared, ...linked, guessed.toLowerCase()])].filter((login) =>
      loginForm.test(login),
    );
    for (const login of logins.slice(0, mostCandidates)) {
      const organisation = await askApi(`/orgs/${login}`, organisationSchema, question);
      if (organisation === null || !isTied(organisation, company.domain, declared)) continue;
      const repositories = await askApi(
        `/orgs/${login}/repos?sort=pushed&per_page=50`,
        looseList(repositorySchema),
        question,
      );
      const own = (repositories ?? []).filter(({ fork }) => !fork);
      const document = makeDocument({
        sourceId: 'github',
        url: organisation.html_url,
        observedAt,
        title: organisation.name ?? organisation.login,
        segments: [record(organisation), ...own.map(record)],
      });
      return matched([document], [...statedFacts(document, organisation), ...languages(document, own)]);
    }
    return noMatch('no_organisation');
  },
};

function readLogin(url: string): string[] {
  const login = /^https?:\/\/(?:www\.)?github\.com\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase();
  return login === undefined || reserved.includes(login) ? [] : [login];
}

function isTied({ login, blog, email }: Organisation, domain: string, declared: readonly string[]): boolean {
  const addressDomain = email?.split('@')[1] ?? '';
  return (
    isSameDomain(blog ?? '', domain) || isSameDomain(addressDomain, domain) || declared.includes(login.toLowerCase())
  );
}

function statedFacts(document: Document, { login, description, html_url }: Organisation): FieldFact[] {
  return [
    ...stateFact(document, {
      field: 'socialProfiles',
      value: { network: 'github', url: html_url },
      quotes: [quoteMembers({ html_url }), quoteMembers({ login })],
      confidence: 0.9,
    }),
    ...stateFact(document, {
      field: 'description',
      value: description,
      quotes: [quoteMembers({ description })],
      confidence: 0.6,
    }),
  ];
}

/** Languages of at least two repositories of its own: one may be a try. The quotes are the latest of them, with their stars. */
function languages(document: Document, repositories: readonly Repository[]): FieldFact[] {
  const byLanguage = Map.groupBy(repositories, ({ language }) => language);
  return [...byLanguage].flatMap(([value, [latest, ...more]]) => {
    if (latest === undefined || more.length === 0) return [];
    const quotes = [latest, ...more.slice(0, 1)].map(({ name, language, stargazers_count }) =>
      quoteMembers({ name, language, stargazers_count }),
    );
    return stateFact(document, { field: 'techStack', value, quotes, confidence: 0.7, basis: 'derived' });
  });
}

async function askApi<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  question: SourceQuestion,
): Promise<z.output<Schema> | null> {
  const answer = await requestText(`${api}${path}`, question, {
    accept: 'application/vnd.github+json',
    headers: { 'x-github-api-version': '2022-11-28' },
  });
  if (answer.status === 404) return null;
  refuseExhausted(answer, question);
  refuseStatus(answer, question.surroundings.now());
  const parsed = schema.safeParse(parseJson(answer.text));
  if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
  return parsed.data;
}

/** GitHub answers 403 when the hour's requests are spent (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api). */
function refuseExhausted(
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  { surroundings }: SourceQuestion,
): void {
  if (status !== 403 && status !== 429) return;
  if (headers['x-ratelimit-remaining'] !== '0') return;
  const seconds = Math.max(1, Number(headers['x-ratelimit-reset'] ?? 0) - Math.floor(surroundings.now() / 1000));
  noteCooldown(new URL(api).host, seconds, surroundings);
  throw new SourceFailure('rate_limited', { retryAfterSeconds: seconds });
}
