import type { Visit } from '../../network/web-server.ts';
import type { Host } from '../host.ts';
import type { CompanyRecords } from '../records.ts';
import { type Knowledge, type ProviderAnswer, providerHost } from './provider.ts';

/**
 * www.sec.gov and data.sec.gov: the list of filers and their submissions
 * (https://www.sec.gov/search-filings/edgar-application-programming-interfaces). Whoever does not
 * say how to be reached is refused (https://www.sec.gov/os/accessing-edgar-data).
 */
export function sec({ records }: Knowledge): Host[] {
  const filers = records.flatMap((company) =>
    company.sec === undefined ? [] : [{ ...company.sec, domain: company.domain }],
  );
  const files = providerHost('www.sec.gov', (url, visit) => {
    if (!isDeclared(visit)) return refused;
    if (url.pathname !== '/files/company_tickers.json') return null;
    const rows = filers.map(({ cik, ticker, name }, index) => [index, { cik_str: cik, ticker, title: name }]);
    return { body: Object.fromEntries(rows) };
  });
  const data = providerHost('data.sec.gov', (url, visit) => {
    if (!isDeclared(visit)) return refused;
    const [, asked, tag] = /^\/api\/xbrl\/companyconcept\/CIK(\d{10})\/us-gaap\/(\w+)\.json$/.exec(url.pathname) ?? [];
    if (tag !== undefined)
      return writeConcept(
        filers.find((each) => each.cik === Number(asked)),
        tag,
      );
    const [, cik] = /^\/submissions\/CIK(\d{10})\.json$/.exec(url.pathname) ?? [];
    const filer = filers.find((each) => each.cik === Number(cik));
    return filer === undefined ? null : { body: writeSubmissions(filer) };
  });
  return [files, data];
}

const refused: ProviderAnswer = {
  status: 403,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>SEC.gov | Your Request Originates from an Undeclared Automated Tool</title></head></html>',
};

/** An address of mail or of a page in the User-Agent. */
function isDeclared({ request }: Visit): boolean {
  return /@|https?:\/\//.test(request.headers['user-agent'] ?? '');
}

/** One concept of a filer, 404 for one that it has never used (companyconcept). */
function writeConcept(filer: CompanyRecords['sec'], tag: string): ProviderAnswer | null {
  if (filer === undefined || filer.revenue.length === 0 || tag !== 'Revenues') return null;
  const figures = filer.revenue.map(({ start, end, usd, accession, form, filed }) => ({
    ...{ start, end, val: usd, accn: accession, fy: Number(end.slice(0, 4)), fp: form === '10-K' ? 'FY' : 'Q3' },
    ...{ form, filed, ...(form === '10-K' ? { frame: `CY${end.slice(0, 4)}` } : {}) },
  }));
  const { cik, name: entityName } = filer;
  const description = 'Amount of revenue recognized from goods sold and services rendered.';
  return {
    body: { cik, taxonomy: 'us-gaap', tag, label: 'Revenues', description, entityName, units: { USD: figures } },
  };
}

function writeSubmissions(filer: NonNullable<CompanyRecords['sec']> & { readonly domain: string }) {
  const { cik, name, ticker, exchange, sic, sicDescription, city, state, stateDescription, filings, domain } = filer;
  const address = { street1: null, city, stateOrCountry: state, stateOrCountryDescription: stateDescription };
  return {
    cik: String(cik),
    entityType: 'operating',
    sic,
    sicDescription,
    name,
    tickers: [ticker],
    exchanges: [exchange],
    website: `https://${domain}`,
    fiscalYearEnd: '1231',
    addresses: { mailing: address, business: address },
    formerNames: [],
    filings: {
      recent: {
        accessionNumber: filings.map((filing) => filing.accession),
        filingDate: filings.map((filing) => filing.date),
        form: filings.map((filing) => filing.form),
        items: filings.map((filing) => filing.items),
      },
      files: [],
    },
  };
}
