import type { CompanyRecords } from '../records.ts';
import { type Knowledge, providerHost } from './provider.ts';

const jsonApi = { 'content-type': 'application/vnd.api+json' };

/** api.gleif.org: a record by its LEI, and records by legal name (https://www.gleif.org/en/lei-data/gleif-api). */
export function gleif({ records, now }: Knowledge) {
  const published = () => `${new Date(now()).toISOString().slice(0, 10)}T08:00:00Z`;
  return providerHost(
    'api.gleif.org',
    (url) => {
      const [, list, lei] = /^\/api\/v1\/(lei-records)(?:\/([A-Z0-9]{20}))?$/.exec(url.pathname) ?? [];
      if (list === undefined) return null;
      const meta = { goldenCopy: { publishDate: published() } };
      if (lei !== undefined) {
        const company = records.find((candidate) => candidate.gleif?.lei === lei);
        return company?.gleif === undefined ? null : { headers: jsonApi, body: { meta, data: write(company.gleif) } };
      }
      const wanted = url.searchParams.get('filter[entity.legalName]')?.toLowerCase();
      const data = records.flatMap(({ gleif: record }) =>
        record !== undefined && record.legalName.toLowerCase() === wanted ? [write(record)] : [],
      );
      return { headers: jsonApi, body: { meta, data } };
    },
    { status: 404, headers: jsonApi, body: { errors: [{ status: '404', title: 'Not Found' }] } },
  );
}

function write(record: NonNullable<CompanyRecords['gleif']>) {
  const { lei, legalName, city, region, country, postalCode, street, jurisdiction, created } = record;
  const address = { language: 'en', addressLines: [street], city, region, country, postalCode };
  return {
    type: 'lei-records',
    id: lei,
    attributes: {
      lei,
      entity: {
        legalName: { name: legalName, language: 'en' },
        otherNames: [],
        legalAddress: address,
        headquartersAddress: address,
        jurisdiction,
        status: 'ACTIVE',
        creationDate: `${created}T00:00:00Z`,
      },
      registration: { status: 'ISSUED', initialRegistrationDate: `${created}T00:00:00Z` },
    },
    links: { self: `https://api.gleif.org/api/v1/lei-records/${lei}` },
  };
}
