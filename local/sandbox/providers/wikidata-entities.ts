import type { CompanyRecords, StatementRecord } from '../records.ts';

type WikidataRecord = NonNullable<CompanyRecords['wikidata']>;

/** Types of values by property (https://www.wikidata.org/wiki/Wikidata:List_of_properties). */
const urlProperties = ['P856'];
const dateModel = 'http://www.wikidata.org/entity/Q1985727';

/**
 * Entities that companies point to: places, industries, currencies with their real ids, and invented people.
 */
export const namedEntities: Readonly<Record<string, string>> = {
  Q55: 'Netherlands',
  Q9832: 'Eindhoven',
  Q145: 'United Kingdom',
  Q39121: 'Leeds',
  Q30: 'United States',
  Q16559: 'Columbus',
  Q183: 'Germany',
  Q3955: 'Regensburg',
  Q1761: 'Dublin',
  Q27: 'Ireland',
  Q23154: 'Bristol',
  Q6106: 'Portland',
  Q1757: 'Helsinki',
  Q33: 'Finland',
  Q7590: 'transport',
  Q170978: 'robotics',
  Q22907130: 'computer security',
  Q900000101: 'Marijke Oldenzaal',
  Q900000102: 'Dorian Achterberg',
  Q900000103: 'Priscilla Vanterpool',
};

/** An entity as Wikibase writes it (https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html). */
export function writeEntity(record: WikidataRecord, articleTitle: string | undefined): Record<string, unknown> {
  return {
    type: 'item',
    id: record.id,
    ns: 0,
    title: record.id,
    labels: { en: { language: 'en', value: record.label } },
    descriptions: { en: { language: 'en', value: record.description } },
    aliases: { en: record.aliases.map((value) => ({ language: 'en', value })) },
    claims: Object.fromEntries(
      Object.entries(record.claims).map(([property, statements]) => [
        property,
        statements.map((statement, index) => writeStatement(record.id, property, statement, index)),
      ]),
    ),
    sitelinks: articleTitle === undefined ? {} : { enwiki: { site: 'enwiki', title: articleTitle, badges: [] } },
  };
}

function writeStatement(entity: string, property: string, statement: StatementRecord, index: number) {
  return {
    mainsnak: { snaktype: 'value', property, ...writeValue(property, statement) },
    type: 'statement',
    id: `${entity}$${property}-${index}`,
    rank: statement.rank,
    ...(statement.asOf === undefined
      ? {}
      : { qualifiers: { P585: [{ snaktype: 'value', property: 'P585', ...writeTime(statement.asOf) }] } }),
    references: [],
  };
}

function writeValue(property: string, { entity, text, year, amount, unit }: StatementRecord) {
  if (entity !== undefined) {
    const value = { 'entity-type': 'item', 'numeric-id': Number(entity.slice(1)), id: entity };
    return { datavalue: { value, type: 'wikibase-entityid' }, datatype: 'wikibase-item' };
  }
  if (year !== undefined) return writeTime(year);
  if (amount !== undefined) {
    const value = { amount: `+${amount}`, unit: unit === undefined ? '1' : `http://www.wikidata.org/entity/${unit}` };
    return { datavalue: { value, type: 'quantity' }, datatype: 'quantity' };
  }
  const datatype = urlProperties.includes(property) ? 'url' : 'external-id';
  return { datavalue: { value: text, type: 'string' }, datatype };
}

/** A year has precision 9; the model writes its unknown month and day as zeros. */
function writeTime(year: number) {
  const value = {
    time: `+${year}-00-00T00:00:00Z`,
    timezone: 0,
    before: 0,
    after: 0,
    precision: 9,
    calendarmodel: dateModel,
  };
  return { datavalue: { value, type: 'time' }, datatype: 'time' };
}
