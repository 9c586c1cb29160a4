/** What goes back to the client. */
export interface GatewayAnswer {
  readonly status: number;
  /** In order; a name may come twice. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Buffer;
}
