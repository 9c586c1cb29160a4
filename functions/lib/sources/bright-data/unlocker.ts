import * as z from 'zod';
import { robotsStore } from '../../cache/robots-cache.ts';
import { isSameDomain } from '../../company/domain.ts';
import { checkRobots } from '../../http/index.ts';
import { type Adapter, noMatch, type SourceAnswer, SourceFailure } from '../adapter.ts';
import { findSource } from '../catalog.ts';
import { isBotChallenge } from '../own-site/bot-challenge.ts';
import { readOwnPage } from '../own-site/own-site.ts';
import { readSecretSetting } from '../secret.ts';
import { callBrightData, readToken, secretVariable } from './request.ts';

const id = 'bright-data-unlocker';
const costUsd = findSource(id)?.costUsd ?? 0;
/** The name that a first unlocker zone gets; another one stands as `unlockerZone` beside the key. */
const usualZone = 'web_unlocker1';
/** Solving what a site puts in a robot's way takes longer than other questions, in ms. */
const longestUnlock = 13_000;
/** Characters of a page that are read, as of a page that is fetched. */
const longestPage = 2_000_000;

const answerSchema = z.object({ status_code: z.number().int().min(100).max(599), body: z.string() });

/**
 * One page of the company's own site over Bright Data's Web Unlocker
 * (https://docs.brightdata.com/scraping-automation/web-unlocker), the last resort for a page that was
 * refused by a protection against bots although robots.txt allows it. What robots.txt disallows, or
 * cannot be asked about, is not asked for. Only pages that came are charged.
 */
export const webUnlocker: Adapter = {
  id,
  async ask(question) {
    const { company, source, surroundings } = question;
    const { url } = source;
    if (url === null || !isSameDomain(url, company.domain)) return noMatch('no_url');
    const token = await readToken(question);
    if (token === null) return { outcome: 'skipped', reason: 'no_key' };
    const { allowed, reason } = await checkRobots(url, robotsStore);
    if (!allowed) return { outcome: 'skipped', reason: reason ?? 'robots_disallowed' };
    const zone = (await readSecretSetting(secretVariable, 'unlockerZone', surroundings.now())) ?? usualZone;
    const request = { zone, url, format: 'json', method: 'GET' };
    const answer = await callBrightData('/request', token, question, request, longestUnlock);
    if (answer.status !== 200) throw new SourceFailure(`http_${answer.status}`);
    const page = readAnswer(answer.text);
    if (page.status_code === 404 || page.status_code === 410) return noMatch(`http_${page.status_code}`, costUsd);
    if (page.status_code !== 200) throw new SourceFailure(`page_http_${page.status_code}`);
    if (isBotChallenge({}, page.body)) throw new SourceFailure('bot_challenge', { costUsd });
    if (belongsElsewhere(page.body, company.domain)) return noMatch('redirects_elsewhere', costUsd);
    const html = page.body.slice(0, longestPage);
    const fetched = { url, html, isTruncated: html.length < page.body.length };
    return { ...(await charge(() => readOwnPage(fetched, id, question))), costUsd };
  },
};

/** Text stays as the page wrote it, white space included, which `parseJson` would collapse. */
function readAnswer(text: string): z.infer<typeof answerSchema> {
  try {
    return answerSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new SourceFailure('malformed', { cause, costUsd });
  }
}

/** The provider follows redirects and does not tell; a page of another company names itself as that one's. */
function belongsElsewhere(html: string, domain: Parameters<typeof isSameDomain>[1]): boolean {
  const head = html.slice(0, 100_000);
  const [tag = ''] = /<link\b[^>]{0,500}?\brel\s*=\s*["']?canonical\b[^>]{0,1000}>/i.exec(head) ?? [];
  const href = /\bhref\s*=\s*["']?(https?:\/\/[^"'\s>]+)/i.exec(tag)?.[1];
  return href !== undefined && !isSameDomain(href, domain);
}

async function charge(read: () => Promise<SourceAnswer>): Promise<SourceAnswer> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    throw new SourceFailure(error.reason, { cause: error, costUsd });
  }
}
