import { type Domain, isSameDomain } from '../../company/domain.ts';
import { isSameName } from '../../company/name.ts';
import type { Document } from '../../content/document.ts';
import { itemsOf, type JsonMember, type JsonSpan, memberOf, parseJsonSpans } from './json-spans.ts';

/** The node of a page's JSON-LD that describes the company itself, with the text it stands in. */
export interface OrganizationNode {
  readonly node: JsonSpan;
  readonly text: string;
}

/** Organization of https://schema.org and its subtypes, by how they are named. */
const organizationType =
  /^(?:https?:\/\/schema\.org\/)?(?:Organization|Corporation|NGO|Airline|Consortium|Cooperative|Project|Brand|\w*(?:Organization|Business|Store|Shop|Agency|Service|Company|Restaurant|Dealer|Clinic|Hospital|Bank|Lodging|Hotel|Attorney|Dentist|Contractor|University|School|Electrician|Plumber))$/;
/** Services and products are offered by an organization; they are none. */
const notOrganizations = new Set(['Service', 'WebService', 'FinancialProduct']);
const organizationKeys = ['publisher', 'mainEntity', 'about', 'provider', 'author', 'sourceOrganization', 'brand'];
const deepestSearch = 4;

/**
 * Finds the company's own organization nodes, the one that says most first. A node that points to
 * another domain is somebody else's: a customer, a publisher, a parent. Of several nodes without a
 * domain only those under a known name count.
 */
export function findOrganizations(document: Document, domain: Domain, names: readonly string[]): OrganizationNode[] {
  const texts = document.segments.filter((segment) => segment.origin === 'json-ld').map((segment) => segment.text);
  const all = texts.flatMap((text) => {
    const root = parseJsonSpans(text);
    return root === null ? [] : findNodes(root, 0).map((node) => ({ node, text }));
  });
  const others = all.filter(({ node }) => domainsOf(node).length === 0);
  const own = all.filter(({ node }) => domainsOf(node).some((url) => isSameDomain(url, domain)));
  const named = others.filter(({ node }) => {
    const name = textOf(node, 'name');
    return all.length === 1 || (name !== null && names.some((known) => isSameName(known, name)));
  });
  return [...own, ...named].sort((left, right) => sizeOf(right.node) - sizeOf(left.node));
}

/** The addresses at which the organizations of a page's JSON-LD say they are at home. */
export function findOrganizationDomains(document: Document): string[] {
  return document.segments
    .filter(({ origin }) => origin === 'json-ld')
    .flatMap(({ text }) => {
      const root = parseJsonSpans(text);
      return root === null ? [] : findNodes(root, 0).flatMap((node) => domainsOf(node));
    });
}

/** A text member of a node; null where it is absent, empty or something else. */
export function textOf(node: JsonSpan, key: string): string | null {
  const value = memberOf(node, key)?.span.value;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A member as it is written, key and value. */
export function quoteOf({ text }: OrganizationNode, { start, span }: JsonMember): string {
  return text.slice(start, span.end);
}

/** The types that a node gives itself. */
export function typesOf(node: JsonSpan): string[] {
  const types = memberOf(node, '@type');
  if (types === null) return [];
  return itemsOf(types.span).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

function findNodes(span: JsonSpan, depth: number): JsonSpan[] {
  if (depth > deepestSearch) return [];
  return itemsOf(span).flatMap((item) => {
    const inner = ['@graph', ...organizationKeys].flatMap((key) => {
      const member = memberOf(item, key);
      return member === null ? [] : findNodes(member.span, depth + 1);
    });
    return isOrganization(item) ? [item, ...inner] : inner;
  });
}

function isOrganization(node: JsonSpan): boolean {
  return typesOf(node).some((type) => organizationType.test(type) && !notOrganizations.has(type));
}

/** What the node says of where it is at home; its `sameAs` are profiles elsewhere. */
function domainsOf(node: JsonSpan): string[] {
  return ['url', '@id'].flatMap((key) => {
    const text = textOf(node, key);
    return text !== null && /^https?:/i.test(text) ? [text] : [];
  });
}

function sizeOf({ value }: JsonSpan): number {
  return value instanceof Map ? value.size : 0;
}
