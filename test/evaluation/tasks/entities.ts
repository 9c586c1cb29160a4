import * as z from 'zod';
import { foldText } from '../../../functions/lib/analysis/claims/folding.ts';
import { type Entity, extractEntities } from '../../../functions/lib/analysis/entities/extract.ts';
import { makeDocument } from '../../../functions/lib/sources/record.ts';
import { agreement, countShared, percentiles, timed } from '../measures.ts';
import { readRows } from '../rows.ts';

const types = ['organisation', 'person', 'product', 'place', 'money', 'date'] as const;
const rowSchema = z.object({
  text: z.string(),
  entities: z.array(z.object({ type: z.enum(types), text: z.string() })),
});

/** Entities found in texts, by type; one counts where its words are the marked ones, a person's without the title. */
export function evaluateEntities(cases: string) {
  const rows = readRows(cases, rowSchema).map(({ row }) => {
    const document = makeDocument({
      ...{ sourceId: 'rows', url: 'https://rows.example/', observedAt: 0, title: null },
      segments: [{ origin: 'text', text: row.text }],
    });
    const { result, ms } = timed(() => extractEntities({ documents: [document], facts: [] }));
    return { wanted: row.entities.map(keyOf), found: result.map(keyOf), ms };
  });
  const keys = (which: 'wanted' | 'found') =>
    rows.flatMap((row, at) => row[which].map(({ type, key }) => ({ type, key: `${at} ${key}` })));
  const [wanted, found] = [keys('wanted'), keys('found')];
  return {
    n: rows.length,
    overall: compare(wanted, found),
    byType: Object.fromEntries(
      types.map((type) => [type, compare(wanted.filter(isOf(type)), found.filter(isOf(type)))]),
    ),
    wrong: rows.flatMap(({ wanted, found }, at) => {
      const missing = wanted.filter(({ key }) => !found.some((other) => other.key === key)).map(({ key }) => key);
      const extra = found.filter(({ key }) => !wanted.some((other) => other.key === key)).map(({ key }) => key);
      return missing.length + extra.length === 0 ? [] : [{ row: at + 1, missing, extra }];
    }),
    time: percentiles(
      rows.map(({ ms }) => ms),
      'us',
    ),
  };
}

interface Keyed {
  readonly type: Entity['type'];
  readonly key: string;
}

function keyOf({ type, text }: Pick<Entity, 'type' | 'text'>): Keyed {
  const name = type === 'person' ? (text.split(',')[0] ?? text) : text;
  return { type, key: `${type} ${foldText(name)}` };
}

function isOf(type: Entity['type']) {
  return (keyed: Keyed) => keyed.type === type;
}

function compare(wanted: readonly Keyed[], found: readonly Keyed[]) {
  const [left, right] = [wanted.map(({ key }) => key), found.map(({ key }) => key)];
  return { wanted: left.length, ...agreement(countShared(left, right), right.length, left.length) };
}
