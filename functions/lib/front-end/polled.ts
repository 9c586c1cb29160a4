import type { StatusView } from '../api/status-view.ts';
import { IntelligenceError } from '../errors.ts';
import { viewFinished } from './finished.ts';

/**
 * Gives the state of a request in the words that the web client's poller knows: it stops at SUCCEEDED and
 * reads `data.analysis`, at FAILED, ABORTED and TIMED_OUT it shows `error`, and else asks again.
 */
export function viewPolled(view: StatusView) {
  const { requestId, progress, stages } = view;
  const common = { requestId, progress, stages };
  if (view.status === 'processing') return { ...common, status: 'RUNNING' };
  if (view.data === undefined) {
    return { ...common, status: stateOf(view.error?.code), error: view.error?.message ?? 'The enrichment failed.' };
  }
  try {
    return { ...common, status: 'SUCCEEDED', ...viewFinished(view.data) };
  } catch (error) {
    if (!(error instanceof IntelligenceError)) throw error;
    const { code, message, candidates } = error;
    return { ...common, status: 'FAILED', error: message, code, candidates };
  }
}

function stateOf(code: string | undefined): 'FAILED' | 'ABORTED' | 'TIMED_OUT' {
  if (code === 'enrichment.aborted') return 'ABORTED';
  return code === 'enrichment.timed_out' ? 'TIMED_OUT' : 'FAILED';
}
