import type { Operation, RouteName } from '../operation.ts';
import { companyOperations } from './companies.ts';
import { enrichmentOperations } from './enrichments.ts';
import { serviceOperations } from './service.ts';

/** The operation of every route; a route without one does not compile. */
export const operations: Readonly<Record<RouteName, Operation>> = {
  ...companyOperations,
  ...enrichmentOperations,
  ...serviceOperations,
};
