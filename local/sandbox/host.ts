import type { Visit } from '../network/web-server.ts';
import type { HostRecords } from '../network/zone.ts';

/** What a host of the small web is there for. */
export type HostKind = 'company' | 'provider' | 'saved-pages';

/** One name of the small web: what DNS says of it and what its web server answers. */
export interface Host {
  readonly name: string;
  readonly kind: HostKind;
  readonly records: HostRecords;
  /** Undefined for a name without a web server. */
  readonly visit?: ((visit: Visit) => void | Promise<void>) | undefined;
  readonly acceptsTls?: boolean;
}
