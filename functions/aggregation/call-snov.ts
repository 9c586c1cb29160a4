import { runSource, sourceTaskSchema } from '../lib/sources/run-source.ts';
import { snov } from '../lib/sources/snov/index.ts';
import { task } from '../lib/task.ts';

/** Asks Snov.io for firmographics. It can read Snov.io's credentials and no others. */
export const handler = task(sourceTaskSchema, (input) => runSource([snov], input));
