/** What speaks for or against a source: how much it moves the score, and why. */
export interface Effect {
  readonly by: number;
  readonly reason: string;
}
