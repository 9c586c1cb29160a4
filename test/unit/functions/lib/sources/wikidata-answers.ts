/** Answers in the shapes of query.wikidata.org, Special:EntityData and wbgetentities. */

export function bindings(...rows: readonly Readonly<Record<string, string>>[]) {
  return {
    head: { vars: ['item', 'itemLabel', 'itemDescription', 'site', 'article', 'lei', 'cik'] },
    results: {
      bindings: rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, { type: 'literal', value }])),
      ),
    },
  };
}

export const ownerRow = {
  item: 'http://www.wikidata.org/entity/Q4242',
  itemLabel: 'Acme Robotics',
  itemDescription: 'German robot maker',
  site: 'https://www.acme.example/',
  article: 'https://en.wikipedia.org/wiki/Acme_Robotics',
  lei: '5299000ACME000000042',
  cik: '0001234567',
};

export function claim(property: string, value: unknown, more: Readonly<Record<string, unknown>> = {}) {
  return {
    mainsnak: { snaktype: 'value', property, hash: 'abc', datavalue: { value, type: 'any' }, datatype: 'any' },
    type: 'statement',
    id: 'Q4242$1',
    rank: 'normal',
    references: [{ hash: 'def' }],
    ...more,
  };
}

export function qualifier(property: string, value: unknown) {
  return { qualifiers: { [property]: [{ snaktype: 'value', property, datavalue: { value, type: 'time' } }] } };
}

export const year = (number: number, precision = 9) => ({ time: `+${number}-01-01T00:00:00Z`, precision });
export const amount = (number: number, unit = '1') => ({ amount: `+${number}`, unit });
export const link = (id: string) => ({ 'entity-type': 'item', id });

export const entity = {
  pageid: 1,
  id: 'Q4242',
  type: 'item',
  labels: { en: { language: 'en', value: 'Acme Robotics' }, de: { language: 'de', value: 'Acme Robotik' } },
  descriptions: { en: { language: 'en', value: 'German robot maker' } },
  claims: {
    P856: [claim('P856', 'https://www.acme.example/')],
    P31: [claim('P31', link('Q783794'))],
    P571: [claim('P571', year(1998))],
    P159: [claim('P159', link('Q64'))],
    P17: [claim('P17', link('Q183'))],
    P452: [claim('P452', link('Q170978'))],
    P1128: [
      claim('P1128', amount(900), qualifier('P585', year(2019))),
      claim('P1128', amount(1450), qualifier('P585', year(2025))),
    ],
    P2139: [claim('P2139', amount(250000000, 'http://www.wikidata.org/entity/Q4916'), qualifier('P585', year(2024)))],
    P169: [
      claim('P169', link('Q1001'), qualifier('P582', year(2020))),
      claim('P169', link('Q1002'), { rank: 'preferred' }),
    ],
    P1278: [claim('P1278', '5299000ACME000000042')],
    P4264: [claim('P4264', 'acme-robotics')],
    P2002: [claim('P2002', 'acme')],
    P2013: [claim('P2013', 'acme.robotics')],
    P2037: [claim('P2037', 'not a handle!')],
    P2397: [claim('P2397', 'UC42')],
  },
};

export const labels = {
  entities: {
    Q64: { type: 'item', id: 'Q64', labels: { en: { language: 'en', value: 'Berlin' } } },
    Q183: { type: 'item', id: 'Q183', labels: { en: { language: 'en', value: 'Germany' } } },
    Q170978: { type: 'item', id: 'Q170978', labels: { en: { language: 'en', value: 'robotics industry' } } },
    Q1002: { type: 'item', id: 'Q1002', labels: { en: { language: 'en', value: 'Jane Roe' } } },
  },
  success: 1,
};
