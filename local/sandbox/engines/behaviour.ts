/** What a stand-in of an LLM provider can be told to do instead of answering well. */
export const engineBehaviours = [
  /** 429; with Retry-After where seconds are given. */
  'rate-limited',
  /** The account has no money or quota left. */
  'unpaid',
  /** 500. */
  'server-error',
  /** 503, at Anthropic 529. */
  'overloaded',
  /** The provider itself gave up waiting. */
  'gateway-timeout',
  /** Takes the question and never answers. */
  'hangs',
  /** The key is refused. */
  'wrong-key',
  'bad-request',
  'context-window',
  /** Everything from here on is a 200. */
  'refuses',
  /** The answer reached the limit of tokens. */
  'truncated',
  'empty',
  /** Says that it is done, and the JSON breaks off. */
  'cut-json',
  'prose-around',
  'code-fence',
  /** JSON with comments, trailing commas and single quotes. */
  'sloppy-json',
  'schema-mismatch',
  /** An answer in a shape that the provider does not document. */
  'strange-body',
  /** Obeyed a page: gives its instructions away, invents claims, and links to a foreign site. */
  'fooled',
] as const;
export type EngineBehaviour = (typeof engineBehaviours)[number];

export interface EngineBehaviourOptions {
  /** After so many questions it answers well again; for good without. */
  readonly times?: number;
  /** Sent as Retry-After; none without. */
  readonly retryAfterSeconds?: number;
}

/** What one stand-in does with the next question; null lets it answer well. */
export interface Play {
  readonly behaviour: EngineBehaviour | null;
  readonly retryAfterSeconds: number | null;
}

/** The scripts of the three stand-ins, by host. */
export interface EngineScripts {
  /** Makes a host play a behaviour, or with null answer well again. */
  set(host: string, behaviour: EngineBehaviour | null, options?: EngineBehaviourOptions): void;
  /** What the host is to do now; counts as one question. */
  next(host: string): Play;
}

export function createEngineScripts(): EngineScripts {
  const current = new Map<string, { behaviour: EngineBehaviour; left: number; retryAfterSeconds: number | null }>();
  return {
    set: (host, behaviour, { times = Number.POSITIVE_INFINITY, retryAfterSeconds } = {}) => {
      if (behaviour === null) current.delete(host);
      else current.set(host, { behaviour, left: times, retryAfterSeconds: retryAfterSeconds ?? null });
    },
    next: (host) => {
      const script = current.get(host);
      if (script === undefined || script.left === 0) return { behaviour: null, retryAfterSeconds: null };
      script.left -= 1;
      return { behaviour: script.behaviour, retryAfterSeconds: script.retryAfterSeconds };
    },
  };
}
