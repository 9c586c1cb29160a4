import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { quoteMembers, stateFact } from '../record.ts';
import {
  currentStatements,
  type Entity,
  latestStatement,
  linkedEntity,
  pointInTime,
  properties,
  quantityOf,
  type Statement,
  textOf,
  yearOf,
} from './entity.ts';
import { type Labels, labelOf, quoteLabels } from './labels.ts';

/** Anyone may edit it, but claims are sourced and watched; below what a company or a registry says itself. */
const confidence = 0.8;
/** Undated sizes may be years old. */
const undatedConfidence = 0.6;

/** Currency entities → ISO 4217. */
const currencies: Readonly<Record<string, string>> = {
  Q4917: 'USD',
  Q4916: 'EUR',
  Q25224: 'GBP',
  Q8146: 'JPY',
  Q25344: 'CHF',
  Q122922: 'SEK',
  Q1104069: 'CAD',
  Q259502: 'AUD',
  Q80524: 'INR',
  Q39099: 'CNY',
};

/** Property of a profile's handle → network and URL. */
const networks: readonly {
  readonly property: string;
  readonly network: string;
  readonly url: (handle: string) => string;
}[] = [
  { property: properties.linkedin, network: 'linkedin', url: (id) => `https://www.linkedin.com/company/${id}` },
  { property: properties.x, network: 'x', url: (id) => `https://x.com/${id}` },
  { property: properties.facebook, network: 'facebook', url: (id) => `https://www.facebook.com/${id}` },
  { property: properties.github, network: 'github', url: (id) => `https://github.com/${id}` },
  { property: properties.youtube, network: 'youtube', url: (id) => `https://www.youtube.com/channel/${id}` },
];

interface Reading {
  readonly document: Document;
  readonly entity: Entity;
  readonly labels: Labels;
}

/** States what an entity claims about its company; each fact quotes the claim, and the name it points to. */
export function entityFacts(reading: Reading): FieldFact[] {
  return [
    ...named(reading),
    ...inception(reading),
    ...employees(reading),
    ...revenue(reading),
    ...headquarters(reading),
    ...industries(reading),
    ...executives(reading),
    ...identifiers(reading),
    ...profiles(reading),
  ];
}

/** The ids of all entities whose names the facts need; a place and its country stand side by side. */
export function linkedEntities(entity: Entity): string[] {
  const single = [properties.headquarters, properties.country].map(
    (property) => currentStatements(entity, property)[0],
  );
  const others = [properties.industry, properties.chiefExecutive].flatMap((property) =>
    currentStatements(entity, property),
  );
  return [...single, ...others].flatMap((statement) =>
    statement === undefined ? [] : (linkedEntity(statement) ?? []),
  );
}

function named({ document, entity }: Reading): FieldFact[] {
  const { labels, descriptions } = entity;
  return [
    ...stateFact(document, {
      field: 'companyName',
      value: labels.en?.value,
      quotes: [quoteMembers({ labels })],
      confidence,
    }),
    ...stateFact(document, {
      field: 'description',
      value: descriptions.en?.value,
      quotes: [quoteMembers({ descriptions })],
      // A few words to tell entities apart, not a description.
      confidence: 0.5,
    }),
  ];
}

function inception({ document, entity }: Reading): FieldFact[] {
  const [statement] = currentStatements(entity, properties.inception);
  if (statement === undefined) return [];
  const value = yearOf(statement.mainsnak.datavalue.value);
  return stateFact(document, { field: 'founded', value, quotes: [JSON.stringify(statement)], confidence });
}

function employees({ document, entity }: Reading): FieldFact[] {
  const statement = latestStatement(entity, properties.employees);
  if (statement === undefined) return [];
  return stateFact(document, {
    field: 'employees',
    value: quantityOf(statement.mainsnak.datavalue.value)?.amount,
    quotes: [JSON.stringify(statement)],
    confidence: pointInTime(statement) === null ? undatedConfidence : confidence,
  });
}

function revenue({ document, entity }: Reading): FieldFact[] {
  const statement = latestStatement(entity, properties.revenue);
  if (statement === undefined) return [];
  const quantity = quantityOf(statement.mainsnak.datavalue.value);
  const period = pointInTime(statement);
  return stateFact(document, {
    field: 'revenue',
    value: {
      amount: quantity?.amount,
      currency: currencies[quantity?.unit ?? ''],
      period: period === null ? null : String(period),
    },
    quotes: [JSON.stringify(statement)],
    confidence: period === null ? undatedConfidence : confidence,
  });
}

function headquarters({ document, entity, labels }: Reading): FieldFact[] {
  const [place] = currentStatements(entity, properties.headquarters);
  const [country] = currentStatements(entity, properties.country);
  if (place === undefined) return [];
  const ids = [place, country].flatMap((statement) => (statement === undefined ? [] : (linkedEntity(statement) ?? [])));
  const known = [...new Set(ids)].filter((id) => labelOf(labels, id) !== null);
  if (labelOf(labels, linkedEntity(place)) === null) return [];
  return stateFact(document, {
    field: 'headquarters',
    value: known.map((id) => labelOf(labels, id)).join(', '),
    quotes: [quoteLabels(labels, known), JSON.stringify(place)],
    confidence,
  });
}

function industries({ document, entity, labels }: Reading): FieldFact[] {
  const [statement] = currentStatements(entity, properties.industry);
  return statement === undefined ? [] : linkedFact({ document, labels }, 'industry', statement, (name) => name);
}

function executives({ document, entity, labels }: Reading): FieldFact[] {
  return currentStatements(entity, properties.chiefExecutive).flatMap((statement) =>
    linkedFact({ document, labels }, 'keyExecutives', statement, (name) => ({
      name,
      title: 'Chief Executive Officer',
    })),
  );
}

function linkedFact(
  { document, labels }: Pick<Reading, 'document' | 'labels'>,
  field: 'industry' | 'keyExecutives',
  statement: Statement,
  shape: (name: string) => unknown,
): FieldFact[] {
  const id = linkedEntity(statement);
  const name = labelOf(labels, id);
  if (id === null || name === null) return [];
  const quotes = [quoteLabels(labels, [id]), JSON.stringify(statement)];
  return stateFact(document, { field, value: shape(name), quotes, confidence });
}

function identifiers({ document, entity }: Reading): FieldFact[] {
  const own = stateFact(document, {
    field: 'ids',
    value: { scheme: 'wikidata', value: entity.id },
    quotes: [quoteMembers({ id: entity.id })],
    confidence,
  });
  const others = (['lei', 'cik'] as const).flatMap((scheme) =>
    currentStatements(entity, properties[scheme]).flatMap((statement) =>
      stateFact(document, {
        field: 'ids',
        value: { scheme, value: textOf(statement) },
        quotes: [JSON.stringify(statement)],
        confidence,
      }),
    ),
  );
  return [...own, ...others];
}

function profiles({ document, entity }: Reading): FieldFact[] {
  return networks.flatMap(({ property, network, url }) => {
    const [statement] = currentStatements(entity, property);
    const handle = statement === undefined ? null : textOf(statement);
    if (handle === null || !/^[\w.@-]{1,100}$/.test(handle)) return [];
    return stateFact(document, {
      field: 'socialProfiles',
      value: { network, url: url(handle) },
      quotes: [JSON.stringify(statement)],
      confidence,
      basis: 'derived',
    });
  });
}
