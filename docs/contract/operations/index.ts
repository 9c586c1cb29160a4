import type { Operation, RouteName } from '../operation.ts';
import { companyOperations } from './companies.ts';
import { enrichmentOperations } from './enrichments.ts';
import { frontEndOperations } from './front-end.ts';
import { privacyOperations } from './privacy.ts';
import { serviceOperations } from './service.ts';
import { userDataOperations } from './user-data.ts';

/** The operation of every route; a route without one does not compile. */
export const operations: Readonly<Record<RouteName, Operation>> = {
  ...companyOperations,
  ...enrichmentOperations,
  ...frontEndOperations,
  ...userDataOperations,
  ...privacyOperations,
  ...serviceOperations,
};
