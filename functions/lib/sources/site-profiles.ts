import { foldCompanyName } from '../company/name.ts';
import type { Document } from '../content/document.ts';
import type { Company } from '../enrichment/run.ts';
import { type Adapter, matched, noMatch } from './adapter.ts';
import { readHomepage, structuredTexts } from './homepage.ts';
import { makeDocument, record, stateFact } from './record.ts';
import { readProfile, type SocialProfile } from './social-networks.ts';

interface Found extends SocialProfile {
  /** Its address as the page writes it. */
  readonly written: string;
  readonly isDeclared: boolean;
}

/**
 * The company's own profiles elsewhere, as its stored homepage declares (`sameAs` of schema.org) or
 * links them; asks nobody. A network linked with several profiles is left open unless one is
 * declared or bears the company's name: the others are partners', authors' or customers'.
 */
export const siteProfiles: Adapter = {
  id: 'site-profiles',
  async ask({ company }) {
    const homepage = await readHomepage(company);
    if (homepage === null) return noMatch('no_homepage');
    const found = findProfiles(homepage);
    const byNetwork = Map.groupBy(found, ({ network }) => network);
    const chosen = [...byNetwork.values()].flatMap((profiles) => chooseProfile(profiles, company) ?? []);
    if (chosen.length === 0) return noMatch('no_profiles');
    const document = makeDocument({
      sourceId: 'site-profiles',
      url: homepage.url,
      observedAt: Date.parse(homepage.observedAt),
      title: homepage.title,
      segments: found.map(({ written }) => record(written)),
    });
    const facts = chosen.flatMap(({ network, url, written, isDeclared }) =>
      stateFact(document, {
        field: 'socialProfiles',
        value: { network, url },
        quotes: [written],
        confidence: isDeclared ? 0.95 : 0.8,
      }),
    );
    return matched([document], facts);
  },
};

function findProfiles(homepage: Document): Found[] {
  const declared = structuredTexts(homepage, 'sameAs').map((written) => ({ written, isDeclared: true }));
  const linked = homepage.links.map(({ url }) => ({ written: url, isDeclared: false }));
  const seen = new Set<string>();
  return [...declared, ...linked].flatMap(({ written, isDeclared }) => {
    const profile = readProfile(written);
    if (profile === null || seen.has(profile.url.toLowerCase())) return [];
    seen.add(profile.url.toLowerCase());
    return [{ ...profile, written, isDeclared }];
  });
}

function chooseProfile(profiles: readonly Found[], company: Company): Found | undefined {
  const declared = profiles.find(({ isDeclared }) => isDeclared);
  if (declared !== undefined) return declared;
  if (profiles.length === 1) return profiles[0];
  const names = [foldCompanyName(company.name), company.domain.split('.')[0] ?? ''].map(squeeze);
  const named = profiles.filter(({ handle }) => names.includes(squeeze(handle)));
  return named.length === 1 ? named[0] : undefined;
}

/** `Acme-Robotics` and `acme robotics` are the same handle. */
function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
