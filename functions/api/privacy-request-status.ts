import { endpoint } from '../lib/api/endpoint.ts';
import { readStoredText } from '../lib/cache/stored-answer.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { IntelligenceError } from '../lib/errors.ts';
import { readPrivacyRequest } from '../lib/privacy/privacy-request.ts';

/** How a privacy request stands; it says nothing of whom it is about, but for the export itself. */
export const handler = endpoint(null, async ({ parameters, clientId }) => {
  const request = await readPrivacyRequest(parameters.requestId ?? '', systemClock.now());
  if (request === null || request.clientId !== clientId) {
    throw new IntelligenceError('request.not_found', 'There is no such privacy request.');
  }
  const { id, kind, state, counts, createdAt, completedAt, confirmedAt, exportKey } = request;
  const found = exportKey === null ? null : await readStoredText(exportKey);
  const patience: Record<string, string> = state === 'processing' ? { 'retry-after': '2' } : {};
  return {
    status: 200,
    body: {
      ...{ requestId: id, kind, status: state, counts, createdAt, completedAt, confirmedAt },
      ...(found === null ? {} : { export: JSON.parse(found) }),
    },
    headers: patience,
  };
});
