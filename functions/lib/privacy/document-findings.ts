import type { Document } from '../content/document.ts';
import { findNames } from './detectors/person.ts';
import type { PersonalData, PersonalDataType } from './finding.ts';
import { findPersonalData } from './personal-data.ts';

/** A value to be replaced wherever it stands. */
export type FoundValue = Pick<PersonalData, 'type' | 'text'>;

/** Keys of schema.org/Person that reach the person rather than name a public role. */
const privateKeys = new Set([
  'email',
  'telephone',
  'faxNumber',
  'address',
  'homeLocation',
  'birthDate',
  'birthPlace',
  'contactPoint',
]);
/** Keys of schema.org/Organization whose persons stand there for the organisation. */
const publicKeys = new Set(['founder', 'founders', 'employee', 'employees', 'member', 'alumni']);

/** Gives the personal data of the given types that stands anywhere in a document. */
export function findInDocument(document: Document, types: readonly PersonalDataType[]): FoundValue[] {
  const texts = [...new Set(textsOf(document))];
  const structured = document.structuredData.flatMap((node) => privateValues(node, false));
  const authors = namesInStructuredData(document).flatMap(({ name, isPublic }) =>
    isPublic ? [] : [{ type: 'person' as const, text: name }],
  );
  const found = [
    ...texts.flatMap((text) => findPersonalData(text, document.language)),
    ...[...structured, ...authors].flatMap(asWritten),
  ];
  return found.filter(({ type }) => types.includes(type)).map(({ type, text }) => ({ type, text }));
}

/** Gives the names of persons that a document shows in a public business role. */
export function publicNamesIn(document: Document): string[] {
  return [
    ...textsOf(document).flatMap((text) => findNames(text).flatMap((name) => (name.isPublic ? [name.text] : []))),
    ...namesInStructuredData(document).flatMap(({ name, isPublic }) => (isPublic ? [name] : [])),
  ];
}

/** The whole texts before the blocks: a role often stands in the block after the name. */
function textsOf(document: Document): string[] {
  return [
    document.title ?? '',
    ...document.segments.map((segment) => segment.text),
    ...document.links.map((link) => link.text),
  ];
}

/** A value of structured data stands in the raw script as JSON writes it. */
function asWritten(value: FoundValue): FoundValue[] {
  const escaped = JSON.stringify(value.text).slice(1, -1);
  return escaped === value.text ? [value] : [value, { ...value, text: escaped }];
}

function privateValues(value: unknown, isPrivate: boolean): FoundValue[] {
  if (typeof value === 'string') return isPrivate && value.length > 3 ? [{ type: 'address', text: value }] : [];
  if (Array.isArray(value)) return value.flatMap((item) => privateValues(item, isPrivate));
  if (typeof value !== 'object' || value === null) return [];
  const person = isPerson(value);
  return Object.entries(value).flatMap(([key, item]) => {
    if (key.startsWith('@')) return [];
    return privateValues(item, isPrivate || (person && privateKeys.has(key)));
  });
}

interface StructuredName {
  readonly name: string;
  readonly isPublic: boolean;
}

function namesInStructuredData(document: Document): StructuredName[] {
  return document.structuredData.flatMap((node) => structuredNames(node, false));
}

function structuredNames(value: unknown, isPublic: boolean): StructuredName[] {
  if (Array.isArray(value)) return value.flatMap((item) => structuredNames(item, isPublic));
  if (typeof value !== 'object' || value === null) return [];
  const name = Reflect.get(value, 'name');
  const own: StructuredName[] =
    isPerson(value) && typeof name === 'string' && name.includes(' ')
      ? [{ name, isPublic: isPublic || typeof Reflect.get(value, 'jobTitle') === 'string' }]
      : [];
  return [...own, ...Object.entries(value).flatMap(([key, item]) => structuredNames(item, publicKeys.has(key)))];
}

function isPerson(value: object): boolean {
  return [Reflect.get(value, '@type')].flat().includes('Person');
}
