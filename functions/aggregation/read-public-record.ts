import { dns } from '../lib/sources/dns.ts';
import { gleif } from '../lib/sources/gleif.ts';
import { greenhouse } from '../lib/sources/greenhouse.ts';
import { lever } from '../lib/sources/lever.ts';
import { rdap } from '../lib/sources/rdap.ts';
import { runSource, sourceTaskSchema } from '../lib/sources/run-source.ts';
import { secEdgar } from '../lib/sources/sec-edgar.ts';
import { task } from '../lib/task.ts';

const adapters = [dns, rdap, gleif, secEdgar, greenhouse, lever];

/** Reads one registry, one job board, or the domain's DNS. */
export const handler = task(sourceTaskSchema, (input) => runSource(adapters, input));
