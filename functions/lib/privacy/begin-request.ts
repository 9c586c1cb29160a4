import { startExecution } from '../enrichment/execution.ts';
import { requireVariable } from '../environment.ts';

/** Begins the work on a privacy request that is on record; its id is all that the execution is told. Throws TransientError `enrichment.start_failed`. */
export async function beginPrivacyRequest(id: string): Promise<void> {
  const machine = requireVariable('PRIVACY_STATE_MACHINE_ARN');
  await startExecution(machine, id, JSON.stringify({ privacyRequestId: id }));
}
