import { gdelt } from '../lib/sources/gdelt.ts';
import { runSource, sourceTaskSchema } from '../lib/sources/run-source.ts';
import { wikidata } from '../lib/sources/wikidata/index.ts';
import { wikipedia } from '../lib/sources/wikipedia.ts';
import { task } from '../lib/task.ts';

/** Asks one open knowledge base, or the press. */
export const handler = task(sourceTaskSchema, (input) => runSource([wikidata, wikipedia, gdelt], input));
