import document from '../../docs/openapi.json' with { type: 'json' };
import { endpoint } from '../lib/api/endpoint.ts';

/** The API describes itself, from what the build was made of. */
export const handler = endpoint(null, async () => ({ status: 200, body: document, version: document }));
