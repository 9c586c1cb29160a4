import { dns } from '../lib/sources/dns.ts';
import { gleif } from '../lib/sources/gleif.ts';
import { rdap } from '../lib/sources/rdap.ts';
import { runSource, sourceTaskSchema } from '../lib/sources/run-source.ts';
import { secEdgar } from '../lib/sources/sec-edgar.ts';
import { task } from '../lib/task.ts';

/** Reads one registry, or the domain's DNS. */
export const handler = task(sourceTaskSchema, (input) => runSource([dns, rdap, gleif, secEdgar], input));
