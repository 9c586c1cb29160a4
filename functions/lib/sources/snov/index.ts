import { type Adapter, matched, noMatch, SourceFailure, type SourceQuestion } from '../adapter.ts';
import { findSource } from '../catalog.ts';
import { makeDocument, record } from '../record.ts';
import { requestText } from '../request.ts';
import { readBody, readState, readTaskHash } from './answer.ts';
import { firmographicFacts, readFirmographics } from './firmographics.ts';
import { forgetToken, obtainToken } from './token.ts';

const searches = 'https://api.snov.io/v2/domain-search';
const costUsd = findSource('snov')?.costUsd ?? 0;
/** It takes 60 requests a minute and tells no Retry-After, so it is asked once a second. */
const pollPause = 1_000;
/** A search is waited for no longer, in ms. */
const longestSearch = 10_000;

/**
 * Firmographics of a domain from Snov.io (https://snov.io/api, domain search v2): a search is started
 * once — there is no idempotency key, so a second start may be charged again — and its result asked
 * for until it is done or time is up (`late`). People and addresses are never asked for.
 */
export const snov: Adapter = {
  id: 'snov',
  async ask(question) {
    const { company, surroundings } = question;
    const token = await obtainToken(question);
    if (token === null) return { outcome: 'skipped', reason: 'no_key' };
    const observedAt = surroundings.now();
    const hash = await charge(startSearch(token, question), (reason) => mayHaveStarted.includes(reason));
    if (hash === null) return noMatch('unknown_domain');
    const data = await charge(awaitResult(hash, token, question), () => true);
    const known = readFirmographics(data, company.domain);
    if (known === null) return noMatch('unknown_domain', costUsd);
    const document = makeDocument({
      sourceId: 'snov',
      url: `${searches}/result/${hash}`,
      observedAt,
      title: known.company_name ?? company.name,
      segments: [record(known)],
    });
    return matched([document], firmographicFacts(document, known), costUsd);
  },
};

/** The hash of the search, null where Snov.io does not know the domain. */
async function startSearch(token: string, question: SourceQuestion): Promise<string | null> {
  const answer = await requestText(`${searches}/start`, question, {
    ...authorized(token),
    method: 'POST',
    body: new URLSearchParams({ domain: question.company.domain }).toString(),
    mayRetry: () => false,
  });
  if (answer.status === 401) forgetToken();
  const body = readBody(answer, question);
  return body === null ? null : readTaskHash(body);
}

async function awaitResult(hash: string, token: string, question: SourceQuestion): Promise<unknown> {
  const { surroundings, deadline } = question;
  const until = Math.min(deadline, surroundings.now() + longestSearch);
  for (;;) {
    const answer = await requestText(`${searches}/result/${hash}`, question, authorized(token));
    const body = readBody(answer, question);
    if (body === null) return null;
    const state = readState(body);
    if (state.isDone) return state.data;
    if (surroundings.now() + pollPause >= until) throw new SourceFailure('late');
    await surroundings.pause(pollPause);
  }
}

function authorized(token: string) {
  return {
    accept: 'application/json',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
  };
}

/** Failures of a start after which the search may run all the same. */
const mayHaveStarted = ['timeout', 'connection_lost', 'malformed', 'too_large'];

/** What fails once a search may have begun may have been charged. */
async function charge<T>(work: Promise<T>, isCharged: (reason: string) => boolean): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof SourceFailure) || !isCharged(error.reason)) throw error;
    const { reason, retryAfterSeconds } = error;
    throw new SourceFailure(reason, { cause: error, costUsd, retryAfterSeconds });
  }
}
