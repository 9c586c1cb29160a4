/** Where the virtual internet is reached on loopback; plain data, so that it can be handed to a worker thread. */
export interface Network {
  /** Name server, UDP and TCP. */
  readonly dnsPort: number;
  /** What listens for port 80 of every host. */
  readonly httpPort: number;
  /** What listens for port 443 of every host. */
  readonly httpsPort: number;
  /** PEM of the authority that has signed every host's certificate. */
  readonly certificateAuthority: string;
}
