import { linkedinCompany } from '../lib/sources/bright-data/linkedin-company.ts';
import { datasetTaskSchema } from '../lib/sources/dataset.ts';
import { collectDataset } from '../lib/sources/run-dataset.ts';
import { task } from '../lib/task.ts';

/** Asks once whether a dataset that was started is ready, and keeps it if it is; the state machine does the waiting. */
export const handler = task(datasetTaskSchema, (input) => collectDataset(linkedinCompany, input));
