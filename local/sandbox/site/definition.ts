import * as z from 'zod';

const mailExchanger = z.object({ preference: z.number().int(), exchange: z.string() });

/**
 * `site.json` of a company of the small web: how its names and its web server behave. What its
 * pages say stands in `pages/`, what is served as it is in `files/`.
 */
export const siteSchema = z.strictObject({
  /** Why this company is in the sandbox. */
  purpose: z.string(),
  dns: z.strictObject({
    mx: z.array(mailExchanger).default([]),
    txt: z.array(z.string()).default([]),
    ns: z.array(z.string()).default([]),
    caa: z.array(z.object({ tag: z.enum(['issue', 'issuewild', 'iodef']), value: z.string() })).default([]),
  }),
  /** What a connection to its address meets. */
  address: z.enum(['host', 'refused', 'silent', 'none']).default('host'),
  /** `only`: http redirects to https; `none`: no TLS. */
  https: z.enum(['only', 'both', 'none']).default('only'),
  /** Where the site lives: the other name redirects there. */
  www: z.enum(['to-bare', 'to-www', 'same', 'none']).default('to-bare'),
  /** What its web server does with every request. */
  behaviour: z.enum(['pages', 'hangs', 'resets', 'error', 'forbidden', 'flood']).default('pages'),
  /** How long its web server thinks before each answer, in ms. */
  delayMs: z.number().int().nonnegative().default(0),
  /** Sends every page to this URL, path kept. */
  movedTo: z.url().optional(),
  /** Path → URL or path. */
  redirects: z.record(z.string(), z.string()).default({}),
  /** Encoding of the pages, and whether the header names it or only the page itself. */
  charset: z.enum(['utf-8', 'iso-8859-1']).default('utf-8'),
  charsetIn: z.enum(['header', 'page']).default('header'),
  gzip: z.boolean().default(true),
  /** Whether `/sitemap.xml` lists the pages. */
  sitemap: z.boolean().default(false),
});
export type SiteDefinition = z.infer<typeof siteSchema>;
