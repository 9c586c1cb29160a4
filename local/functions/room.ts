/** Keeps the environments of all functions together within what a laptop's memory carries. */
export interface Room<Instance> {
  /** Counts one more in; ends the one that was idle longest when there are too many, never a busy one. */
  readonly enter: () => void;
  readonly leave: (instance: Instance) => void;
  /** Says that an environment waits for work, and how it is ended. */
  readonly rest: (instance: Instance, end: () => void) => void;
  readonly work: (instance: Instance) => void;
}

/** Makes room for `most` environments; busy ones may be more, as Lambda would have them. */
export function createRoom<Instance>(most: number): Room<Instance> {
  // In the order in which they became idle.
  const resting = new Map<Instance, () => void>();
  let inside = 0;
  return {
    enter: () => {
      inside += 1;
      if (inside <= most) return;
      const [oldest] = resting.values();
      oldest?.();
    },
    leave: (instance) => {
      inside -= 1;
      resting.delete(instance);
    },
    rest: (instance, end) => {
      resting.set(instance, end);
    },
    work: (instance) => {
      resting.delete(instance);
    },
  };
}
