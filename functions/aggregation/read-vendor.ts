import * as z from 'zod';
import { readVendor } from '../lib/customer/read-vendor.ts';
import { domainSchema, taskInputShape } from '../lib/enrichment/run.ts';
import { putJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

const inputSchema = z.object({ ...taskInputShape, vendorDomain: domainSchema });

/** Leaves the Task's 30 s enough to store what was read, in ms. */
const longestReading = 20_000;

/** Reads what the company that sells says of itself, and stores it apart from everything about the prospect. */
export const handler = task(inputSchema, async ({ run, executionName, vendorDomain }) => {
  const { reading, reason, sources } = await readVendor(run, vendorDomain, executionName, Date.now() + longestReading);
  if (reading === null) return { domain: vendorDomain, vendorKey: null, reason, sources };
  const vendorKey = `runs/${executionName}/vendor.json`;
  await putJson(vendorKey, reading);
  return { domain: vendorDomain, vendorKey, reason, sources };
});
