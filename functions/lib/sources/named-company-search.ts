import type { Domain } from '../company/domain.ts';

/** A company that a source knows by a name, found before anybody knows its domain. */
export interface NamedCompanyHit {
  readonly domain: Domain;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly description: string | null;
  readonly source: string;
}
