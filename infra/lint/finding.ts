/** One thing that is wrong with a definition. */
export interface Finding {
  /** The state's name, or `(machine)`. */
  readonly state: string;
  /** Name of the rule, for searching. */
  readonly rule: string;
  readonly message: string;
}
