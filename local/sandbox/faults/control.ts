import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Visit } from '../../network/web-server.ts';
import { type EngineBehaviour, type EngineScripts, engineBehaviours } from '../engines/index.ts';
import { misbehaviours } from './kinds.ts';
import type { Misbehaviours } from './misbehaviour.ts';

/** Where the faults of the small web are listed (GET), set (PUT) and cleared (DELETE, `?host=` for one). */
export const faultsPath = '/__sandbox/faults';

const faultSchema = z.strictObject({
  host: z.string(),
  fault: z.enum([...misbehaviours, ...engineBehaviours]),
  times: z.number().int().positive().optional(),
  retryAfterSeconds: z.number().int().nonnegative().optional(),
  delayMs: z.number().int().nonnegative().optional(),
  about: z.string().min(1).optional(),
});
type FaultSetting = z.infer<typeof faultSchema>;

interface Controlled {
  readonly faults: Misbehaviours;
  readonly engines: EngineScripts;
  readonly hosts: ReadonlyMap<string, unknown>;
  readonly engineHosts: readonly string[];
}

/** Whether a visit is for the control and not for a host of the small web: by loopback's own names only. */
export function isForControl({ url, request }: Visit): boolean {
  const isLoopback = /^(?:::1|(?:::ffff:)?127\.)/.test(request.socket.remoteAddress ?? '');
  return isLoopback && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) && url.pathname === faultsPath;
}

/** Answers the control of faults; the list of what is set after each change. */
export async function controlFaults({ url, request, response }: Visit, controlled: Controlled): Promise<void> {
  const { faults, engines, hosts, engineHosts } = controlled;
  const send = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const only = url.searchParams.get('host');
  if (request.method === 'DELETE') {
    if (only === null) faults.clear();
    else faults.set(only, null);
    for (const host of engineHosts) if (only === null || only === host) engines.set(host, null);
  } else if (request.method === 'PUT') {
    const settings = readSettings(await text(request), controlled);
    if (typeof settings === 'string') {
      send(400, { error: settings });
      return;
    }
    for (const setting of settings) apply(setting, controlled);
  } else if (request.method !== 'GET') {
    response.setHeader('allow', 'GET, PUT, DELETE');
    send(405, { error: 'GET lists, PUT sets, DELETE clears.' });
    return;
  }
  send(200, {
    faults: faults.list(),
    hosts: [...hosts.keys()].sort(),
    known: [...misbehaviours],
    engines: engineBehaviours,
  });
}

/** The settings of a body, one or a list; a sentence where it has none. */
function readSettings(body: string, { hosts, engineHosts }: Controlled): FaultSetting[] | string {
  const given = parseJson(body);
  const parsed = faultSchema.array().safeParse(Array.isArray(given) ? given : [given]);
  if (!parsed.success) return z.prettifyError(parsed.error);
  const stranger = parsed.data.find(({ host }) => !hosts.has(host));
  if (stranger !== undefined) return `The sandbox has no host ${stranger.host}.`;
  const misplaced = parsed.data.find(({ host, fault }) => isEngineFault(fault) && !engineHosts.includes(host));
  return misplaced === undefined ? parsed.data : `${misplaced.host} does not play ${misplaced.fault}.`;
}

function apply({ host, fault, ...options }: FaultSetting, { faults, engines, engineHosts }: Controlled): void {
  const { times, retryAfterSeconds } = options;
  if (engineHosts.includes(host) && isEngineBehaviour(fault)) {
    const waits = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    engines.set(host, fault, { ...waits, ...(times === undefined ? {} : { times }) });
  } else {
    const known = misbehaviours.find((misbehaviour) => misbehaviour === fault);
    if (known !== undefined) faults.set(host, known, options);
  }
}

function isEngineBehaviour(fault: string): fault is EngineBehaviour {
  return (engineBehaviours as readonly string[]).includes(fault);
}

function isEngineFault(fault: string): boolean {
  return isEngineBehaviour(fault) && !(misbehaviours as readonly string[]).includes(fault);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
