import { setTimeout as pause } from 'node:timers/promises';
import type { Visit } from '../../network/web-server.ts';
import { type Misbehaviour, type MisbehaviourOptions, misbehaviours } from './kinds.ts';
import { refuse } from './refusals.ts';
import { answerRewritten } from './rewriting.ts';

const usualRetryAfter = 30;
const usualDelay = 20_000;
/** Names a misbehaviour for one request alone. */
const faultHeader = 'x-sandbox-fault';

/** What a host was told to do. */
export interface SetMisbehaviour extends MisbehaviourOptions {
  readonly host: string;
  readonly fault: Misbehaviour;
  /** How many visits it still lasts; null for good. */
  readonly left: number | null;
}

/** Which hosts misbehave, and for how long still. */
export interface Misbehaviours {
  set(host: string, misbehaviour: Misbehaviour | null, options?: MisbehaviourOptions): void;
  list(): SetMisbehaviour[];
  clear(): void;
  /** What the name server does instead of answering, null where it answers. */
  ofName(host: string): 'unknown' | 'fails' | 'silent' | null;
  /** Answers a visit as the host was told to, by `respond` where it was told nothing. */
  serve(visit: Visit, respond: () => void | Promise<void>): Promise<void>;
}

interface State extends MisbehaviourOptions {
  readonly host: string;
  readonly fault: Misbehaviour;
  left: number;
}

const nameFaults = { 'no-such-name': 'unknown', 'dns-fails': 'fails', 'dns-silent': 'silent' } as const;

export function createMisbehaviours(): Misbehaviours {
  const current = new Map<string, State>();
  const keyOf = (host: string, about?: string) => `${host} ${about ?? ''}`;
  return {
    set: (host, fault, options = {}) => {
      if (fault !== null) {
        const left = options.times ?? Number.POSITIVE_INFINITY;
        current.set(keyOf(host, options.about), { ...options, host, fault, left });
        return;
      }
      for (const [key, state] of current) if (state.host === host) current.delete(key);
    },
    list: () => [...current.values()].map(describe),
    clear: () => current.clear(),
    ofName: (host) => {
      const fault = current.get(keyOf(host))?.fault;
      return fault === undefined || !(fault in nameFaults) ? null : nameFaults[fault as keyof typeof nameFaults];
    },
    serve: async (visit, respond) => {
      const state = faultOfRequest(visit) ?? findFor(visit, current);
      if (state === undefined) return respond();
      state.left -= 1;
      if (refuse(visit, state.fault, state.retryAfterSeconds ?? usualRetryAfter)) return;
      if (state.fault !== 'slow') return answerRewritten(visit, state.fault, respond);
      await pause(state.delayMs ?? usualDelay);
      return respond();
    },
  };
}

function describe({ left, ...state }: State): SetMisbehaviour {
  return { ...state, left: Number.isFinite(left) ? left : null };
}

function faultOfRequest({ url, request }: Visit): State | undefined {
  const named = request.headers[faultHeader];
  const fault = misbehaviours.find((known) => known === named);
  return fault === undefined ? undefined : { host: url.hostname, fault, left: 1 };
}

/** What is set for a company goes before what is set for all. */
function findFor({ url }: Visit, current: ReadonlyMap<string, State>): State | undefined {
  const address = decodeURIComponent(url.pathname + url.search.replaceAll('+', ' '));
  const set = [...current.values()].filter(({ host, left }) => host === url.hostname && left > 0);
  return (
    set.find(({ about }) => about !== undefined && address.includes(about)) ??
    set.find(({ about }) => about === undefined)
  );
}
