/** Lets only so many pieces of work run at once; the others wait their turn. */
export interface Turnstile {
  /** Gives the function that makes room for the next one. */
  readonly enter: () => Promise<() => void>;
}

/** Makes a turnstile for `width` pieces of work at a time. */
export function createTurnstile(width: number): Turnstile {
  const waiting: (() => void)[] = [];
  let inside = 0;
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) inside -= 1;
    else next();
  };
  return {
    enter: async () => {
      if (inside < width) inside += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return leave;
    },
  };
}
