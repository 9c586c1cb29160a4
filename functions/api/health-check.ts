import { endpoint } from '../lib/api/endpoint.ts';
import { probeServices, type ServiceStates } from '../lib/api/probes.ts';
import { systemClock } from '../lib/enrichment/clock.ts';

/** Version of the product; the build's own number stands in package.json. */
const version = '0.1.0';
/** Probes are repeated after this many ms at the earliest. */
const probesServeMs = 5000;

let last: { readonly at: number; readonly services: ServiceStates } | null = null;

export const handler = endpoint(null, async () => {
  const now = systemClock.now();
  if (last === null || now - last.at >= probesServeMs) last = { at: now, services: await probeServices() };
  const status = judge(last.services);
  return {
    status: status === 'unhealthy' ? 503 : 200,
    body: { status, timestamp: new Date(last.at).toISOString(), services: last.services, version },
  };
});

/** Without the table or the machine nothing works; all else only makes the product poorer. */
function judge(services: ServiceStates): 'healthy' | 'degraded' | 'unhealthy' {
  if (services.database === 'down' || services.workflow === 'down') return 'unhealthy';
  const fine = Object.values(services).every((state) => state === 'operational' || state === 'disabled');
  return fine ? 'healthy' : 'degraded';
}
