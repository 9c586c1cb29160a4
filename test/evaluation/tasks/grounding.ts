import * as z from 'zod';
import { parseDomain } from '../../../functions/lib/company/domain.ts';
import { analyzeSources } from '../analyze-sources.ts';
import { mean, percentiles, share, timed } from '../measures.ts';
import { claimsOf, isVerbatim, textsOf, wordsOutsideQuotes } from '../quote-rules.ts';
import { BadInput, readRows } from '../rows.ts';

const rowSchema = z.object({
  domain: z.string(),
  searchResults: z.array(z.object({ title: z.string(), url: z.string(), snippet: z.string() })).default([]),
  pages: z.array(z.object({ url: z.string(), html: z.string() })).default([]),
});

/** Claims that the pipeline emits for given sources, held against these sources by rules of their own. */
export function evaluateGrounding(cases: string) {
  const answers = readRows(cases, rowSchema).map(({ place, row }) => {
    const domain = parseDomain(row.domain);
    if (domain === null) throw new BadInput(`${place} names no registrable domain: ${row.domain}`);
    const { result, ms } = timed(() => analyzeSources(domain, row));
    const texts = textsOf(row);
    const claims = claimsOf(result.verified).map((claim) => ({
      ...{ place, about: claim.about, value: claim.value },
      verbatim: claim.quotes.length > 0 && claim.quotes.every((quote) => isVerbatim(quote, texts)),
      outside: wordsOutsideQuotes(claim, result.company),
    }));
    return { claims, ms };
  });
  const claims = answers.flatMap((answer) => answer.claims);
  const verbatim = claims.filter((claim) => claim.verbatim).length;
  const outside = claims.filter((claim) => claim.outside.length > 0);
  return {
    n: answers.length,
    claims: claims.length,
    claimsPerRow: mean(answers.map((answer) => answer.claims.length)),
    verbatim,
    verbatimShare: share(verbatim, claims.length),
    outsideQuote: outside.length,
    notVerbatim: claims.filter((claim) => !claim.verbatim).slice(0, 20),
    outside: outside.slice(0, 20),
    time: percentiles(
      answers.map(({ ms }) => ms),
      'ms',
    ),
  };
}
