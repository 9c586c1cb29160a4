import { linkedinCompany } from '../lib/sources/bright-data/linkedin-company.ts';
import { brightDataSearch } from '../lib/sources/bright-data/search.ts';
import { webUnlocker } from '../lib/sources/bright-data/unlocker.ts';
import { startDataset } from '../lib/sources/run-dataset.ts';
import { runSource, type SourceTask, sourceTaskSchema } from '../lib/sources/run-source.ts';
import { task } from '../lib/task.ts';

const adapters = [brightDataSearch, webUnlocker];

/** Asks Bright Data, whose key it can read and no other; a dataset is only started here. */
export const handler = task(sourceTaskSchema, async (input: SourceTask) =>
  input.source.sourceId === linkedinCompany.id ? startDataset(linkedinCompany, input) : runSource(adapters, input),
);
