import type { Domain } from '../../company/domain.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { stateFact } from '../record.ts';
import { itemsOf, type JsonSpan, memberOf } from './json-spans.ts';
import { findOrganizations, type OrganizationNode, quoteOf, textOf } from './organization.ts';

/** Whose page it is: the registrable domain and the names known so far. */
export interface Owner {
  readonly domain: Domain;
  readonly names: readonly string[];
}

type Parts = Parameters<typeof stateFact>[1];

/** A company says of itself what it wants; its markup is stated but can be out of date. */
const declared = 0.9;
const longestQuote = 1_500;

/** States what a page of the company says of it in JSON-LD, each fact quoting the member it stands in. */
export function readStructuredFacts(document: Document, { domain, names }: Owner): FieldFact[] {
  const parts = findOrganizations(document, domain, names).flatMap(readOrganization);
  const distinct = new Map(parts.map((part) => [JSON.stringify([part.field, part.value]), part]));
  return [...distinct.values()]
    .filter((part) => part.quotes.every((quote) => quote.length <= longestQuote))
    .flatMap((part) => stateFact(document, part));
}

function readOrganization(organization: OrganizationNode): Parts[] {
  return [
    ...readText(organization, 'name', 'companyName'),
    ...readText(organization, 'legalName', 'legalName'),
    ...readText(organization, 'description', 'description'),
    ...readFounded(organization),
    ...readEmployees(organization),
    ...readAddress(organization),
    ...readPeople(organization),
    ...readIds(organization),
  ];
}

function readText(organization: OrganizationNode, key: string, field: Parts['field']): Parts[] {
  const member = memberOf(organization.node, key);
  const value = textOf(organization.node, key);
  return member === null || value === null
    ? []
    : [{ field, value, quotes: [quoteOf(organization, member)], confidence: declared }];
}

function readFounded(organization: OrganizationNode): Parts[] {
  const member = memberOf(organization.node, 'foundingDate');
  const year = /^(\d{4})(?:-\d{2}){0,2}/.exec(String(member?.span.value ?? ''))?.[1];
  if (member === null || year === undefined) return [];
  return [{ field: 'founded', value: Number(year), quotes: [quoteOf(organization, member)], confidence: declared }];
}

/** A number, or a QuantitativeValue with one; a range (`minValue`, `maxValue`) is no number of employees. */
function readEmployees(organization: OrganizationNode): Parts[] {
  const member = memberOf(organization.node, 'numberOfEmployees');
  if (member === null) return [];
  const raw = memberOf(member.span, 'value')?.span.value ?? member.span.value;
  const value = typeof raw === 'string' ? Number(raw.replace(/[,\s]/g, '')) : raw;
  if (typeof value !== 'number' || !Number.isInteger(value) || value <= 0) return [];
  return [{ field: 'employees', value, quotes: [quoteOf(organization, member)], confidence: declared }];
}

/** The first address; an organization with several has no stated head office, so it counts less. */
function readAddress(organization: OrganizationNode): Parts[] {
  const member = memberOf(organization.node, 'address') ?? memberOf(organization.node, 'location');
  if (member === null) return [];
  const addresses = itemsOf(member.span);
  const first = addresses[0];
  const place = first === undefined ? null : placeOf(first);
  if (first === undefined || place === null) return [];
  const quote =
    addresses.length === 1 ? quoteOf(organization, member) : organization.text.slice(first.start, first.end);
  return [{ field: 'headquarters', value: place, quotes: [quote], confidence: addresses.length === 1 ? 0.85 : 0.6 }];
}

/** City, region and country, as far as given. */
function placeOf(address: JsonSpan): string | null {
  const inner = memberOf(address, 'address');
  if (inner !== null) return placeOf(inner.span);
  const country = memberOf(address, 'addressCountry');
  const parts = [
    textOf(address, 'addressLocality'),
    textOf(address, 'addressRegion'),
    textOf(address, 'addressCountry') ?? (country === null ? null : textOf(country.span, 'name')),
  ].filter((part) => part !== null);
  return parts.length === 0 || parts[0] === undefined ? null : [...new Set(parts)].join(', ');
}

function readPeople(organization: OrganizationNode): Parts[] {
  return ['founder', 'founders', 'employee', 'employees', 'member'].flatMap((key) => {
    const member = memberOf(organization.node, key);
    if (member === null) return [];
    return itemsOf(member.span).flatMap((person): Parts[] => {
      const name = textOf(person, 'name');
      const title = textOf(person, 'jobTitle') ?? (key.startsWith('founder') ? 'Founder' : null);
      if (name === null || title === null) return [];
      const isAlone = itemsOf(member.span).length === 1;
      const quote = isAlone ? quoteOf(organization, member) : organization.text.slice(person.start, person.end);
      // Beside others a person does not stand under the key that names the role.
      if (!isAlone && textOf(person, 'jobTitle') === null) {
        const role = organization.text.slice(member.start, member.span.end);
        return [{ field: 'keyExecutives', value: { name, title }, quotes: [role], confidence: 0.85 }];
      }
      return [{ field: 'keyExecutives', value: { name, title }, quotes: [quote], confidence: 0.85 }];
    });
  });
}

function readIds(organization: OrganizationNode): Parts[] {
  const schemes = { leiCode: 'lei', duns: 'duns', tickerSymbol: 'ticker', vatID: 'vat' } as const;
  return Object.entries(schemes).flatMap(([key, scheme]): Parts[] => {
    const member = memberOf(organization.node, key);
    const value = textOf(organization.node, key);
    if (member === null || value === null) return [];
    return [{ field: 'ids', value: { scheme, value }, quotes: [quoteOf(organization, member)], confidence: declared }];
  });
}
