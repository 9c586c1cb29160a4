import type { Host } from '../host.ts';
import type { CompanyRecords } from '../records.ts';
import { type Knowledge, providerHost } from './provider.ts';

const hosts = { us: 'api.lever.co', eu: 'api.eu.lever.co' } as const;
const defaultLimit = 100;

/** api.lever.co and api.eu.lever.co: the postings of a site (https://github.com/lever/postings-api). */
export function lever({ records }: Knowledge): Host[] {
  return (['us', 'eu'] as const).map((region) =>
    providerHost(
      hosts[region],
      (url) => {
        const [, site] = /^\/v0\/postings\/([^/]+)$/.exec(url.pathname) ?? [];
        const board = records.find(({ lever: board }) => board?.site === site && board?.region === region)?.lever;
        if (site === undefined || board === undefined) return null;
        const skip = Number(url.searchParams.get('skip') ?? 0);
        const limit = Number(url.searchParams.get('limit') ?? defaultLimit);
        return { body: board.postings.slice(skip, skip + limit).map((posting) => writePosting(posting, board)) };
      },
      { status: 404, body: { ok: false, error: 'Document not found' } },
    ),
  );
}

type Board = NonNullable<CompanyRecords['lever']>;

function writePosting(posting: Board['postings'][number], { site, region }: Board) {
  const { id, title, location, department, team, createdAt, description, requirements } = posting;
  const hostedUrl = `https://${hosts[region].replace('api', 'jobs')}/${site}/${id}`;
  return {
    id,
    text: title,
    categories: { commitment: 'Full-time', department, team, location, allLocations: [location] },
    country: null,
    workplaceType: 'unspecified',
    createdAt: Date.parse(createdAt),
    hostedUrl,
    applyUrl: `${hostedUrl}/apply`,
    description: `<div>${description}</div>`,
    descriptionPlain: description,
    lists:
      requirements.length === 0
        ? []
        : [{ text: 'You bring', content: requirements.map((item) => `<li>${item}</li>`).join('') }],
    additional: '',
    additionalPlain: '',
  };
}
