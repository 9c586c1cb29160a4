/** Marks of the interstitials that protections against bots put in a page's place, and nothing else. */
const marks = [
  /<title>\s*(?:just a moment\.\.\.|attention required! \| cloudflare)\s*<\/title>/i,
  /\bid=["']?(?:cf-challenge-running|challenge-error-text|challenge-form)\b/i,
  /\/cdn-cgi\/challenge-platform\/[^"']{0,100}\/orchestrate\//i,
  /\bgeo\.captcha-delivery\.com\b/i,
  /\b_Incapsula_Resource\?SWJIYLWA=/i,
  /\bid=["']?px-captcha\b/i,
  /<title>\s*(?:pardon our interruption|human verification)\b/i,
];
/** An interstitial is short; a page that only mentions one is not. */
const longestChallenge = 60_000;

/**
 * Whether an answer is a test for bots instead of the page, whatever its status says; Cloudflare tells
 * it in a header (https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/).
 */
export function isBotChallenge(headers: Readonly<Record<string, string>>, html: string): boolean {
  if (headers['cf-mitigated'] === 'challenge') return true;
  return html.length <= longestChallenge && marks.some((mark) => mark.test(html));
}
