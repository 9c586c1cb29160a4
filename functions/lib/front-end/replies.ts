import type { StartReplies } from '../api/start-endpoint.ts';
import { viewWorkflow } from '../api/workflow.ts';

/** How the web client is answered when it starts something: finished at once, or where to poll. */
export const frontEndReplies: StartReplies = {
  ready: async (request, kept, waitSeconds, now) => {
    // Loaded here, how an answer is told does not slow the start of the function.
    const [{ stableAnswer, viewAnswer }, { viewFinished }] = await Promise.all([
      import('../api/answer-view.ts'),
      import('./finished.ts'),
    ]);
    const view = viewAnswer(kept, request, now);
    const applied: Record<string, string> = waitSeconds > 0 ? { 'preference-applied': `wait=${waitSeconds}` } : {};
    return {
      status: 200,
      body: { status: 'completed', ...viewFinished(view) },
      version: stableAnswer(view),
      headers: applied,
    };
  },
  accepted: ({ requestId, kind }) => {
    const statusEndpoint = `/workflows/${requestId}/status`;
    return {
      status: 202,
      body: { status: 'processing', requestId, statusEndpoint, workflow: viewWorkflow(kind) },
      headers: { location: statusEndpoint, 'retry-after': '2' },
    };
  },
};
