import * as z from 'zod';
import { type Adapter, matched, noMatch, SourceFailure } from './adapter.ts';
import { makeDocument, record } from './record.ts';
import { requestJson } from './request.ts';
import { looseList } from './tolerant.ts';

const domainSchema = z.object({
  objectClassName: z.literal('domain'),
  ldhName: z.string(),
  events: looseList(z.object({ eventAction: z.string(), eventDate: z.string() })),
  status: looseList(z.string()),
  nameservers: looseList(z.object({ ldhName: z.string() })),
});

/**
 * The registration of the domain (RFC 9083, 5.3), through the redirector of rdap.org. It tells how
 * old the domain is, which hints at who is behind it; domains change hands, so it is never the year
 * a company was founded, and no fact is stated. Contacts in it are not kept.
 */
export const rdap: Adapter = {
  id: 'rdap',
  async ask(question) {
    const { company, surroundings } = question;
    const observedAt = surroundings.now();
    const url = `https://rdap.org/domain/${company.domain}`;
    const answer = await requestJson(url, question, { accept: 'application/rdap+json' });
    if (answer === null) return noMatch('not_registered');
    const parsed = domainSchema.safeParse(answer);
    if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
    if (parsed.data.ldhName.toLowerCase() !== company.domain) return noMatch('other_domain');
    const title = `Registration of ${company.domain}`;
    return matched([makeDocument({ sourceId: 'rdap', url, observedAt, title, segments: [record(parsed.data)] })], []);
  },
};
